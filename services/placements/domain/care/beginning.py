"""A child becomes looked after (Children Act 1989 s22): the clocks of the care begin that day.

The same rule answers an officer and the outcome of a referral.
"""

from dataclasses import replace
from datetime import date

from services.placements.domain.care import refusals
from services.placements.domain.care.bounds import check_age
from services.placements.domain.care.commands import (
    AllocateCare,
    BecomeLookedAfter,
    ChangeLegalStatus,
    RecordSiblings,
)
from services.placements.domain.care.events import (
    CareAllocated,
    CareStarted,
    LegalStatusChanged,
    SiblingsRecorded,
)
from services.placements.domain.care.settling import checked, settled
from services.placements.domain.care.standing import in_care, known
from services.placements.domain.care.state import Care, InCare, KnownCare, NotInCare, TimeInCare
from services.placements.domain.local import Here
from shared.casework.dates import check_countable, check_follows, check_past
from shared.casework.refusals import NobodyToAllocateTo, NothingToChange, TeamNotOpen
from shared.casework.register.owning import check_in_register
from shared.casework.register.state import Owner


def may_become_looked_after(care: Care, here: Here) -> NotInCare:
    """Raises AlreadyLookedAfter."""
    del here
    if not isinstance(care, NotInCare):
        raise refusals.AlreadyLookedAfter
    return care


def become_looked_after(
    command: BecomeLookedAfter, care: Care, here: Here
) -> tuple[CareStarted, ...]:
    """Begin the time in care, however long ago that day was.

    Raises AlreadyLookedAfter, InTheFuture, OutsideCalendar, BornAfterStart, TooOldForCare or
    TeamNotOpen.
    """
    may_become_looked_after(care, here)
    day = command.started_on
    check_past(day, here, "started_on")
    check_countable(day, here, "started_on")
    if isinstance(command.child.date_of_birth, date):
        check_past(command.child.date_of_birth, here, "child")
    check_age(command.child, day, "child")
    owners = here.policy.register.owners(day, here.today)
    if command.team is not None and Owner(team=command.team, worker=None) not in owners:
        raise TeamNotOpen("team", team=command.team)
    started = CareStarted(
        occurred_on=day,
        reference=command.reference,
        child=command.child,
        legal_status=command.legal_status,
        need=command.need,
        unaccompanied=command.unaccompanied,
        sibling_group=command.sibling_group,
        team=command.team,
        policy_edition=here.policy.policy.on(day).number,
        clocks=(),
    )
    clocks = settled(started, care, here, field="started_on", cause="care-started")
    return (replace(started, clocks=clocks),)


def may_record_siblings(care: Care, here: Here) -> InCare:
    """Raises HasLeftCare or NotLookedAfter."""
    del here
    return in_care(care)


def record_siblings(
    command: RecordSiblings, care: Care, here: Here
) -> tuple[SiblingsRecorded, ...]:
    """Raises InTheFuture or NothingToChange, or as `may_record_siblings`."""
    place = may_record_siblings(care, here)
    check_past(command.recorded_on, here, "recorded_on")
    if command.sibling_group == place.time.sibling_group:
        raise NothingToChange("sibling_group")
    return (SiblingsRecorded(occurred_on=command.recorded_on, sibling_group=command.sibling_group),)


def may_allocate(care: Care, here: Here) -> InCare:
    """Raises NobodyToAllocateTo, or says why the child is not in care."""
    place = in_care(care)
    time = place.time
    first = max(time.started_on, time.allocated_on or time.started_on)
    if all(owner == _owner(time) for owner in here.policy.register.owners(first, here.today)):
        raise NobodyToAllocateTo
    return place


def allocate(command: AllocateCare, care: Care, here: Here) -> tuple[CareAllocated, ...]:
    """Give the case to a team or a worker, or from one to another.

    Raises InTheFuture, BeforeCare, BeforePresentStep, TeamNotOpen, WorkerNotInTeam or
    NothingToChange, or as `may_allocate`.
    """
    time = may_allocate(care, here).time
    check_past(command.allocated_on, here, "allocated_on")
    if command.allocated_on < time.started_on:
        raise refusals.BeforeCare("allocated_on", started_on=time.started_on)
    check_follows(command.allocated_on, time.allocated_on, "allocated_on")
    chosen = Owner(team=command.team, worker=command.worker)
    check_in_register(chosen, command.allocated_on, here.policy.register)
    if chosen == _owner(time):
        raise NothingToChange("team", team=command.team)
    return (
        CareAllocated(occurred_on=command.allocated_on, team=command.team, worker=command.worker),
    )


def may_change_legal_status(care: Care, here: Here) -> KnownCare:
    """Raises NotLookedAfter."""
    del here
    return known(care)


def change_legal_status(
    command: ChangeLegalStatus, care: Care, here: Here
) -> tuple[LegalStatusChanged, ...]:
    """Another legal status from that day, between others too where it was recorded late.

    Raises InTheFuture, NothingToChange, BeforeCare, AfterCare or TwoStatusesInOneDay, or as
    `may_change_legal_status`.
    """
    time = may_change_legal_status(care, here).time
    check_past(command.changed_on, here, "changed_on")
    changed = LegalStatusChanged(occurred_on=command.changed_on, status=command.status, clocks=())
    checked(changed, care, "changed_on")
    if time.status_on(command.changed_on) is command.status:
        raise NothingToChange("status")
    clocks = settled(changed, care, here, field="changed_on", cause="legal-status-changed")
    return (replace(changed, clocks=clocks),)


def _owner(time: TimeInCare) -> Owner | None:
    return None if time.team is None else Owner(team=time.team, worker=time.worker)
