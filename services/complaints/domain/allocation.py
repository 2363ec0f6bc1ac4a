"""Whose case it is: a team, and a worker in it, each known to the register on that day."""

from datetime import date

from services.complaints.domain import refusals
from services.complaints.domain.commands import Allocate
from services.complaints.domain.dates import check_follows, check_happened
from services.complaints.domain.events import ComplaintAllocated
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, Contact, OnTheWay
from services.complaints.domain.register_state import Owner, Register
from services.complaints.domain.standing import on_the_way


def may_allocate(complaint: Complaint, here: Here) -> OnTheWay:
    """Raises NobodyToAllocateTo, or says why the case is not open."""
    place = on_the_way(complaint)
    first = _first_day(place.contact)
    present = _owner(place.contact)
    if all(owner == present for owner in here.policy.register.owners(first, here.today)):
        raise refusals.NobodyToAllocateTo
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
        raise refusals.NothingToChange("team", team=command.team)
    return (
        ComplaintAllocated(
            occurred_on=command.allocated_on, team=command.team, worker=command.worker
        ),
    )


def check_in_register(owner: Owner, day: date, register: Register) -> None:
    """Raises TeamNotOpen or WorkerNotInTeam."""
    if register.team_on(owner.team, day) is None:
        raise refusals.TeamNotOpen("team", team=owner.team)
    if owner.worker is not None and not register.has_worker_on(owner.worker, owner.team, day):
        raise refusals.WorkerNotInTeam("worker", team=owner.team)


def _first_day(contact: Contact) -> date:
    return max(contact.received_on, contact.allocated_on or contact.received_on)


def _owner(contact: Contact) -> Owner | None:
    return None if contact.team is None else Owner(team=contact.team, worker=contact.worker)
