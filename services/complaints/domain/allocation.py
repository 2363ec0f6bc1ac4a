"""Whose case it is: a team, and a worker in it, each known to the register on that day."""

from datetime import date

from services.complaints.domain.commands import Allocate
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import ComplaintAllocated
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, Contact, OnTheWay
from services.complaints.domain.standing import on_the_way
from shared.casework.dates import check_follows
from shared.casework.refusals import NobodyToAllocateTo, NothingToChange
from shared.casework.register.owning import check_in_register
from shared.casework.register.state import Owner


def may_allocate(complaint: Complaint, here: Here) -> OnTheWay:
    """Raises NobodyToAllocateTo, or says why the case is not open."""
    place = on_the_way(complaint)
    first = _first_day(place.contact)
    present = _owner(place.contact)
    if all(owner == present for owner in here.policy.register.owners(first, here.today)):
        raise NobodyToAllocateTo
    return place


def allocate(command: Allocate, complaint: Complaint, here: Here) -> tuple[ComplaintAllocated, ...]:
    """Give the case to a team or a worker, or from one to another.

    Raises InTheFuture, BeforeReceived, BeforePresentStep, TeamNotOpen, WorkerNotInTeam or
    NothingToChange, or as `may_allocate`.
    """
    place = may_allocate(complaint, here)
    check_happened(command.allocated_on, place.contact, here, "allocated_on")
    check_follows(command.allocated_on, place.contact.allocated_on, "allocated_on")
    chosen = Owner(team=command.team, worker=command.worker)
    check_in_register(chosen, command.allocated_on, here.policy.register)
    if chosen == _owner(place.contact):
        raise NothingToChange("team", team=command.team)
    return (
        ComplaintAllocated(
            occurred_on=command.allocated_on, team=command.team, worker=command.worker
        ),
    )


def _first_day(contact: Contact) -> date:
    return max(contact.received_on, contact.allocated_on or contact.received_on)


def _owner(contact: Contact) -> Owner | None:
    return None if contact.team is None else Owner(team=contact.team, worker=contact.worker)
