"""Complaints about the household, by reference: what they say stays in the complaints service.

A carer complained about fosters on; whoever places a child there should know of it. Both commands
may come again and out of order, since another service tells them: what is known is refused.
"""

from services.placements.domain.households import refusals
from services.placements.domain.households.commands import (
    CloseComplaint,
    NoteComplaint,
    TakeComplaintBack,
)
from services.placements.domain.households.events import (
    ComplaintNoted,
    ComplaintTakenBack,
    NotedComplaintClosed,
)
from services.placements.domain.households.household import Approved, Household
from services.placements.domain.households.standing import known
from services.placements.domain.local import Here
from shared.casework.dates import check_follows, check_past


def may_note(household: Household, here: Here) -> Approved:
    """Raises HouseholdNotApproved. A closed household can be complained about, too."""
    del here
    return known(household)


def note(command: NoteComplaint, household: Household, here: Here) -> tuple[ComplaintNoted, ...]:
    """Again where it was closed and is open again. Raises InTheFuture, ComplaintAlreadyNoted or
    BeforePresentStep.
    """
    approved = may_note(household, here)
    check_past(command.received_on, here, "received_on")
    for noted in approved.complaints:
        if noted.complaint == command.complaint:
            if noted.to_on is None:
                raise refusals.ComplaintAlreadyNoted("complaint")
            check_follows(command.received_on, noted.to_on, "received_on")
    return (ComplaintNoted(occurred_on=command.received_on, complaint=command.complaint),)


def may_close_complaint(household: Household, here: Here) -> Approved:
    """Raises NoComplaintOpen, or as `may_note`."""
    approved = may_note(household, here)
    if all(noted.to_on is not None for noted in approved.complaints):
        raise refusals.NoComplaintOpen
    return approved


def close_complaint(
    command: CloseComplaint, household: Household, here: Here
) -> tuple[NotedComplaintClosed, ...]:
    """Raises ComplaintNotOpen, BeforePresentStep or InTheFuture, or as `may_close_complaint`."""
    approved = may_close_complaint(household, here)
    check_past(command.closed_on, here, "closed_on")
    for noted in approved.complaints:
        if noted.complaint == command.complaint and noted.to_on is None:
            check_follows(command.closed_on, noted.from_on, "closed_on")
            closed = NotedComplaintClosed(
                occurred_on=command.closed_on, complaint=command.complaint
            )
            return (closed,)
    raise refusals.ComplaintNotOpen("complaint")


def take_back(
    command: TakeComplaintBack, household: Household, here: Here
) -> tuple[ComplaintTakenBack, ...]:
    """Also of one that is closed: opened again, it would be about another household.

    Raises ComplaintNotNoted, BeforePresentStep, InTheFuture or HouseholdNotApproved.
    """
    approved = known(household)
    check_past(command.taken_back_on, here, "taken_back_on")
    noted = [one for one in approved.complaints if one.complaint == command.complaint]
    if not noted or noted[-1].taken_back:
        raise refusals.ComplaintNotNoted("complaint")
    check_follows(command.taken_back_on, noted[-1].to_on or noted[-1].from_on, "taken_back_on")
    return (ComplaintTakenBack(occurred_on=command.taken_back_on, complaint=command.complaint),)
