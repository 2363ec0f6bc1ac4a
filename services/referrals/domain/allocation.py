"""Whose case it is: a team, and a worker in it, each known to the register on that day."""

from datetime import date

from services.referrals.domain.commands import Allocate
from services.referrals.domain.events import ReferralAllocated
from services.referrals.domain.local import Here
from services.referrals.domain.places import Contact, OnTheWay, Referral
from services.referrals.domain.standing import check_happened, on_the_way
from shared.casework.dates import check_follows
from shared.casework.refusals import NobodyToAllocateTo, NothingToChange
from shared.casework.register.owning import check_in_register
from shared.casework.register.state import Owner


def may_allocate(referral: Referral, here: Here) -> OnTheWay:
    """Raises NobodyToAllocateTo, or says why the case is not open."""
    place = on_the_way(referral)
    present = _owner(place.contact)
    owners = here.policy.register.owners(_first_day(place.contact), here.today)
    if all(owner == present for owner in owners):
        raise NobodyToAllocateTo
    return place


def allocate(command: Allocate, referral: Referral, here: Here) -> tuple[ReferralAllocated, ...]:
    """Give the case to a team or a worker, or from one to another.

    Raises InTheFuture, BeforeReceived, BeforePresentStep, TeamNotOpen, WorkerNotInTeam or
    NothingToChange, or as `may_allocate`.
    """
    contact = may_allocate(referral, here).contact
    check_happened(command.allocated_on, contact, here, "allocated_on")
    check_follows(command.allocated_on, _first_day(contact), "allocated_on")
    chosen = Owner(team=command.team, worker=command.worker)
    check_in_register(chosen, command.allocated_on, here.policy.register)
    if chosen == _owner(contact):
        raise NothingToChange("team", team=command.team)
    return (
        ReferralAllocated(
            occurred_on=command.allocated_on, team=command.team, worker=command.worker
        ),
    )


def _first_day(contact: Contact) -> date:
    return contact.allocated_on[-1] if contact.allocated_on else contact.received_on


def _owner(contact: Contact) -> Owner | None:
    return None if contact.team is None else Owner(team=contact.team, worker=contact.worker)
