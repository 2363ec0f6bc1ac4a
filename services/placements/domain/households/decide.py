"""A household as one decider: every command it answers, and what answers it."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, assert_never

from services.placements.domain.households import (
    approving,
    complaining,
    exempting,
    holding,
    placing,
    terms_of_approval,
)
from services.placements.domain.households import commands as asked
from services.placements.domain.households.commands import HouseholdCommand
from services.placements.domain.households.events import HouseholdEvent
from services.placements.domain.households.household import Approved, Household, NotApproved
from services.placements.domain.households.recording import evolve
from services.placements.domain.local import Here
from shared.event_sourcing import Decider, Refusal, standing_against


class HouseholdAction(StrEnum):
    """What an officer does at the household; places are filled and freed from the child's case."""

    APPROVE = "approve-household"
    CORRECT_APPROVAL = "correct-approval"
    ALLOCATE = "allocate-household"
    CHANGE_TERMS = "change-terms"
    CORRECT_TERMS = "correct-terms"
    GRANT_EXEMPTION = "grant-exemption"
    END_EXEMPTION = "end-exemption"
    HOLD_PLACES = "hold-places"
    RELEASE_HOLD = "release-hold"
    CLOSE = "close-household"
    NOTE_COMPLAINT = "note-complaint"
    CLOSE_COMPLAINT = "close-complaint"


STANDING: Final[Mapping[HouseholdAction, Callable[[Household, Here], Approved | NotApproved]]] = {
    HouseholdAction.APPROVE: approving.may_approve,
    HouseholdAction.CORRECT_APPROVAL: approving.may_correct_approval,
    HouseholdAction.ALLOCATE: approving.may_allocate,
    HouseholdAction.CHANGE_TERMS: terms_of_approval.may_change_terms,
    HouseholdAction.CORRECT_TERMS: terms_of_approval.may_correct_terms,
    HouseholdAction.GRANT_EXEMPTION: exempting.may_grant,
    HouseholdAction.END_EXEMPTION: exempting.may_end,
    HouseholdAction.HOLD_PLACES: holding.may_hold,
    HouseholdAction.RELEASE_HOLD: holding.may_release,
    HouseholdAction.CLOSE: approving.may_close,
    HouseholdAction.NOTE_COMPLAINT: complaining.may_note,
    HouseholdAction.CLOSE_COMPLAINT: complaining.may_close_complaint,
}
"""The very check that each rule begins with."""


def decide(  # noqa: C901, PLR0911, PLR0912 -- the menu, one line a dish
    command: HouseholdCommand, household: Household, here: Here
) -> tuple[HouseholdEvent, ...]:
    """What follows from the command. Raises a Refusal."""
    match command:
        case asked.ApproveHousehold():
            return approving.approve(command, household, here)
        case asked.CorrectApproval():
            return approving.correct_approval(command, household, here)
        case asked.AllocateHousehold():
            return approving.allocate(command, household, here)
        case asked.ChangeTerms():
            return terms_of_approval.change_terms(command, household, here)
        case asked.CorrectTerms():
            return terms_of_approval.correct_terms(command, household, here)
        case asked.GrantExemption():
            return exempting.grant(command, household, here)
        case asked.EndExemption():
            return exempting.end(command, household, here)
        case asked.HoldPlaces():
            return holding.hold_places(command, household, here)
        case asked.ReleaseHold():
            return holding.release(command, household, here)
        case asked.CloseHousehold():
            return approving.close(command, household, here)
        case asked.FillPlace():
            return placing.fill(command, household, here)
        case asked.FreePlace():
            return placing.free(command, household, here)
        case asked.CorrectPlace():
            return placing.correct(command, household, here)
        case asked.CorrectAges():
            return placing.correct_ages(command, household, here)
        case asked.WithdrawPlace():
            return placing.withdraw(command, household, here)
        case asked.SettlePlace():
            return placing.settle(command, household, here)
        case asked.NoteComplaint():
            return complaining.note(command, household, here)
        case asked.CloseComplaint():
            return complaining.close_complaint(command, household, here)
        case asked.TakeComplaintBack():
            return complaining.take_back(command, household, here)
        case _:
            assert_never(command)


def allowed(household: Household, here: Here) -> dict[str, Refusal | None]:
    """Each action with the refusal of standing against it, or None where some body would do."""
    return standing_against(STANDING, household, here)


HOUSEHOLDS: Final[Decider[HouseholdCommand, Household, HouseholdEvent, Here]] = Decider(
    decide=decide, evolve=evolve, initial=NotApproved()
)
