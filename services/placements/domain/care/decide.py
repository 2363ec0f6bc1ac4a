"""A time in care as one decider: every command it answers, and what answers it."""

from typing import Final, assert_never

from services.placements.domain.care import (
    beginning,
    correcting_care,
    correcting_placements,
    ending,
    notes,
    placing,
    planning,
    requesting,
    reviewing,
    reviewing_officer,
    visiting,
    withdrawing,
)
from services.placements.domain.care import commands as asked
from services.placements.domain.care import corrections as right
from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.corrections import CareCorrection
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.evolve import evolve
from services.placements.domain.care.state import Care, NotInCare
from services.placements.domain.local import Here
from shared.casework.beside import happenings as beside
from shared.casework.beside.happenings import BesideCommand
from shared.event_sourcing import Decider


def decide(  # noqa: C901, PLR0911, PLR0912 -- the menu, one line a dish
    command: CareCommand, care: Care, here: Here
) -> tuple[CareEvent, ...]:
    """What follows from the command. Raises a Refusal."""
    match command:
        case asked.BecomeLookedAfter():
            return beginning.become_looked_after(command, care, here)
        case asked.RecordSiblings():
            return beginning.record_siblings(command, care, here)
        case asked.AllocateCare():
            return beginning.allocate(command, care, here)
        case asked.ChangeLegalStatus():
            return beginning.change_legal_status(command, care, here)
        case asked.TellReviewingService():
            return reviewing_officer.tell_service(command, care, here)
        case asked.AppointOfficer():
            return reviewing_officer.appoint_officer(command, care, here)
        case asked.RequestPlacement():
            return requesting.request_placement(command, care, here)
        case asked.MatchPlacement():
            return requesting.match_placement(command, care, here)
        case asked.MakePlacement():
            return placing.make_placement(command, care, here)
        case asked.MoveChild():
            return placing.move_child(command, care, here)
        case asked.PlanPlacement():
            return planning.plan_placement(command, care, here)
        case asked.EndPlacement():
            return placing.end_placement(command, care, here)
        case asked.SettleTerms():
            return placing.settle_terms(command, care, here)
        case asked.VisitChild():
            return visiting.visit_child(command, care, here)
        case asked.HoldReview():
            return reviewing.hold_review(command, care, here)
        case asked.ContinueReview():
            return reviewing.continue_review(command, care, here)
        case asked.AdjournReview():
            return reviewing.adjourn_review(command, care, here)
        case asked.AskEarlierReview():
            return reviewing.ask_earlier_review(command, care, here)
        case asked.EndCare():
            return ending.end_care(command, care, here)
        case (
            right.CorrectCareStart()
            | right.CorrectLegalStatus()
            | right.CorrectReviewingOfficer()
            | right.CorrectPlacement()
            | right.WithdrawPlacement()
            | right.CorrectAddress()
            | right.CorrectVisit()
            | right.CorrectReview()
            | right.CorrectCareEnd()
        ):
            return _put_right(command, care, here)
        case _:
            return _written(command, care, here)


def _put_right(  # noqa: PLR0911 -- the menu goes on
    command: CareCorrection, care: Care, here: Here
) -> tuple[CareEvent, ...]:
    match command:
        case right.CorrectCareStart():
            return correcting_care.correct_start(command, care, here)
        case right.CorrectLegalStatus():
            return correcting_care.correct_status(command, care, here)
        case right.CorrectReviewingOfficer():
            return correcting_care.correct_officer(command, care, here)
        case right.CorrectPlacement():
            return correcting_placements.correct_placement(command, care, here)
        case right.WithdrawPlacement():
            return withdrawing.withdraw_placement(command, care, here)
        case right.CorrectAddress():
            return correcting_placements.correct_address(command, care, here)
        case right.CorrectVisit():
            return correcting_placements.correct_visit(command, care, here)
        case right.CorrectReview():
            return correcting_placements.correct_review(command, care, here)
        case right.CorrectCareEnd():
            return correcting_care.correct_end(command, care, here)
        case _:
            assert_never(command)


def _written(command: BesideCommand, care: Care, here: Here) -> tuple[CareEvent, ...]:
    match command:
        case beside.CorrectPerson():
            return notes.correct_person(command, care, here)
        case _:
            return notes.BESIDE.decide(command, care, here)


CARE: Final[Decider[CareCommand, Care, CareEvent, Here]] = Decider(
    decide=decide, evolve=evolve, initial=NotInCare()
)
