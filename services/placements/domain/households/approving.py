"""Approval of a household, its correction, who has the case, and its end."""

from datetime import date
from typing import Final

from services.placements.domain.households import refusals
from services.placements.domain.households.commands import (
    AllocateHousehold,
    ApproveHousehold,
    CloseHousehold,
    CorrectApproval,
)
from services.placements.domain.households.events import (
    ApprovalCorrected,
    HouseholdAllocated,
    HouseholdApproved,
    HouseholdClosed,
)
from services.placements.domain.households.household import (
    MOST_CARERS,
    Approved,
    Household,
    NotApproved,
)
from services.placements.domain.households.recording import evolve
from services.placements.domain.households.standing import check_happened, fostering, known
from services.placements.domain.households.terms_of_approval import check_terms
from services.placements.domain.local import Here
from shared.casework.dates import check_born, check_follows, check_in_calendar, check_past
from shared.casework.refusals import NobodyToAllocateTo, NothingToChange, TeamNotOpen
from shared.casework.register.owning import check_in_register
from shared.casework.register.state import Owner

NEVER: Final = date.max


def may_approve(household: Household, here: Here) -> NotApproved:
    """Raises HouseholdAlreadyApproved."""
    del here
    if not isinstance(household, NotApproved):
        raise refusals.HouseholdAlreadyApproved
    return household


def approve(
    command: ApproveHousehold, household: Household, here: Here
) -> tuple[HouseholdApproved, ...]:
    """Raises InTheFuture, OutsideCalendar, NoCarerGiven, TeamNotOpen, WorkerNotInTeam or
    TermsContradictory, or as `may_approve`.
    """
    may_approve(household, here)
    check_past(command.approved_on, here, "approved_on")
    check_in_calendar(command.approved_on, here, "approved_on")
    people = {carer.person for carer in command.carers}
    if not 1 <= len(people) == len(command.carers) <= MOST_CARERS:
        raise refusals.NoCarerGiven("carers", most=MOST_CARERS)
    for carer in command.carers:
        check_born(carer, here, "carers")
    if command.terms is not None:
        check_terms(command.terms, "terms")
    _check_owner(command, here)
    return (
        HouseholdApproved(
            occurred_on=command.approved_on,
            reference=command.reference,
            kind=command.kind,
            carers=command.carers,
            terms=command.terms,
            team=command.team,
            worker=command.worker,
        ),
    )


def _check_owner(command: ApproveHousehold, here: Here) -> None:
    """An approval is recorded late, so that a team may have begun since.

    Raises TeamNotOpen or WorkerNotInTeam.
    """
    if command.team is None:
        if command.worker is not None:
            raise TeamNotOpen("team")
        return
    owner = Owner(team=command.team, worker=command.worker)
    if owner not in here.policy.register.owners(command.approved_on, here.today):
        check_in_register(owner, here.today, here.policy.register)


def may_correct_approval(household: Household, here: Here) -> Approved:
    """Raises HouseholdNotApproved."""
    del here
    return known(household)


def correct_approval(
    command: CorrectApproval, household: Household, here: Here
) -> tuple[ApprovalCorrected, ...]:
    """Raises InTheFuture, OutsideCalendar, RecordedBeforeApproval, TermsContradictory or
    NothingToChange, or as `may_correct_approval`.
    """
    approved = may_correct_approval(household, here)
    day = command.approved_on or approved.approved_on
    check_past(day, here, "approved_on")
    check_in_calendar(day, here, "approved_on")
    if command.terms is not None:
        check_terms(command.terms, "terms")
    first = _first_after(approved)
    if day > first:
        raise refusals.RecordedBeforeApproval("approved_on", first_on=first)
    present = None if command.no_terms else command.terms or approved.terms[0].terms
    corrected = ApprovalCorrected(
        occurred_on=here.today,
        approved_on=day,
        kind=command.kind or approved.kind,
        terms=present,
        reason=command.reason,
    )
    if evolve(approved, corrected) == approved:
        raise NothingToChange("reason")
    return (corrected,)


def _first_after(household: Approved) -> date:
    """The first day on which anything is recorded of the household after its approval."""
    days = (
        *(stay.from_on for stay in household.stays),
        *(hold.from_on for hold in household.holds),
        *(exemption.from_on for exemption in household.exemptions),
        *(period.from_on for period in household.terms[1:]),
        household.allocated_on or NEVER,
        NEVER if household.closure is None else household.closure.on,
    )
    return min(days)


def may_allocate(household: Household, here: Here) -> Approved:
    """Raises NobodyToAllocateTo, or as `fostering`."""
    approved = fostering(household)
    first = max(approved.approved_on, approved.allocated_on or approved.approved_on)
    present = _owner(approved)
    if all(owner == present for owner in here.policy.register.owners(first, here.today)):
        raise NobodyToAllocateTo
    return approved


def allocate(
    command: AllocateHousehold, household: Household, here: Here
) -> tuple[HouseholdAllocated, ...]:
    """Raises a date's refusal, BeforePresentStep, TeamNotOpen, WorkerNotInTeam or NothingToChange,
    or as `may_allocate`.
    """
    approved = may_allocate(household, here)
    check_happened(command.allocated_on, approved, here, "allocated_on")
    check_follows(command.allocated_on, approved.allocated_on, "allocated_on")
    chosen = Owner(team=command.team, worker=command.worker)
    check_in_register(chosen, command.allocated_on, here.policy.register)
    if chosen == _owner(approved):
        raise NothingToChange("team", team=command.team)
    return (
        HouseholdAllocated(
            occurred_on=command.allocated_on, team=command.team, worker=command.worker
        ),
    )


def _owner(household: Approved) -> Owner | None:
    return None if household.team is None else Owner(team=household.team, worker=household.worker)


def may_close(household: Household, here: Here) -> Approved:
    """Raises ChildrenStillPlaced, or as `fostering`."""
    approved = fostering(household)
    if any(stay.to_on is None or stay.to_on > here.today for stay in approved.stays):
        raise refusals.ChildrenStillPlaced
    return approved


def close(command: CloseHousehold, household: Household, here: Here) -> tuple[HouseholdClosed, ...]:
    """The carers foster no more from `closed_on` on.

    Raises a date's refusal or BeforePresentStep, or as `may_close`.
    """
    approved = may_close(household, here)
    check_happened(command.closed_on, approved, here, "closed_on")
    check_follows(command.closed_on, _last_recorded(approved), "closed_on")
    return (HouseholdClosed(occurred_on=command.closed_on, reason=command.reason),)


def _last_recorded(household: Approved) -> date:
    """The last day on which anything happened to it; what is only planned did not."""
    return max(
        household.approved_on,
        household.allocated_on or household.approved_on,
        *(period.from_on for period in household.terms),
        *(hold.from_on for hold in household.holds),
        *(exemption.to_on or exemption.from_on for exemption in household.exemptions),
        *(stay.to_on or stay.from_on for stay in household.stays),
    )
