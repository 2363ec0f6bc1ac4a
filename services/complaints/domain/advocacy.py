"""An advocate is offered to a child who complains, and appointed (Children Act 1989 s26A)."""

from services.complaints.domain import refusals
from services.complaints.domain.commands import AppointAdvocate, OfferAdvocate, ResumeStage1
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import AdvocateAppointed, AdvocateOffered, Stage1Resumed
from services.complaints.domain.local import Here
from services.complaints.domain.pausing import check_pause_began, resume_stage_1
from services.complaints.domain.places import AtStage1, Complaint, OnTheWay
from services.complaints.domain.standing import is_paused, on_the_way
from services.complaints.domain.terms import Advocacy
from shared.casework.dates import check_born


def may_offer(complaint: Complaint, here: Here) -> OnTheWay:
    """Raises AdvocateAlreadyOffered, or says why the case is not open."""
    del here
    place = on_the_way(complaint)
    if place.contact.advocacy is not Advocacy.NONE:
        raise refusals.AdvocateAlreadyOffered
    return place


def offer(command: OfferAdvocate, complaint: Complaint, here: Here) -> tuple[AdvocateOffered, ...]:
    """Raises InTheFuture or BeforeReceived, or as `may_offer`."""
    place = may_offer(complaint, here)
    check_happened(command.offered_on, place.contact, here, "offered_on")
    return (AdvocateOffered(occurred_on=command.offered_on),)


def may_appoint(complaint: Complaint, here: Here) -> OnTheWay:
    """Raises AdvocateAlreadyAppointed, or says why the case is not open."""
    del here
    place = on_the_way(complaint)
    if place.contact.advocacy is Advocacy.APPOINTED:
        raise refusals.AdvocateAlreadyAppointed
    return place


def appoint(
    command: AppointAdvocate, complaint: Complaint, here: Here
) -> tuple[AdvocateAppointed | Stage1Resumed, ...]:
    """The advocate is there. A pause to find one ends on that day.

    Raises InTheFuture, BeforeReceived or BeforePresentStep, or as `may_appoint`.
    """
    place = may_appoint(complaint, here)
    check_happened(command.appointed_on, place.contact, here, "appointed_on")
    check_born(command.advocate, here, "advocate")
    appointed = AdvocateAppointed(occurred_on=command.appointed_on, advocate=command.advocate)
    if not isinstance(place, AtStage1) or not is_paused(place):
        return (appointed,)
    check_pause_began(place, command.appointed_on, "appointed_on")
    found = ResumeStage1(resumed_on=command.appointed_on)
    return (appointed, *resume_stage_1(found, complaint, here))
