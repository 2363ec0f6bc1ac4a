"""Referrals as one decider: every command that a case answers, and what answers it."""

from typing import Final, assert_never

from services.referrals.domain import (
    allocation,
    assessing,
    closing,
    correction,
    deciding,
    exploitation,
    intake,
    naming,
    notes,
)
from services.referrals.domain import commands as asked
from services.referrals.domain import exploitation_commands as exploiting
from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.correction_command import Correct
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.local import Here
from services.referrals.domain.places import NothingOpened, Referral
from services.referrals.domain.referral import evolve
from shared.casework.beside import happenings as beside
from shared.event_sourcing import Decider


def decide(  # noqa: C901, PLR0911, PLR0912 -- the menu, one line a dish
    command: ReferralCommand, referral: Referral, here: Here
) -> tuple[ReferralEvent, ...]:
    """What follows from the command. Raises a Refusal."""
    match command:
        case asked.OpenContact():
            return intake.open_contact(command, referral, here)
        case asked.Decide():
            return deciding.decide_response(command, referral, here)
        case asked.Acknowledge():
            return deciding.acknowledge(command, referral, here)
        case asked.TellOutcome():
            return deciding.tell_outcome(command, referral, here)
        case asked.Allocate():
            return allocation.allocate(command, referral, here)
        case asked.StartAssessment():
            return assessing.start_assessment(command, referral, here)
        case asked.AuthoriseAssessment():
            return assessing.authorise_assessment(command, referral, here)
        case exploiting.RecordExploitation():
            return exploitation.record_exploitation(command, referral, here)
        case exploiting.AssessRisk():
            return exploitation.assess_risk(command, referral, here)
        case exploiting.AllocateExploitation():
            return exploitation.allocate_exploitation(command, referral, here)
        case exploiting.DecideExploitation():
            return exploitation.decide_exploitation(command, referral, here)
        case exploiting.CloseExploitation():
            return exploitation.close_exploitation(command, referral, here)
        case Correct():
            return correction.correct_case(command, referral, here)
        case asked.Close():
            return closing.close(command, referral, here)
        case asked.Reopen():
            return closing.reopen_case(command, referral, here)
        case asked.LinkPerson():
            return notes.link_person(command, referral, here)
        case asked.CorrectChild():
            return naming.correct_child(command, referral, here)
        case (
            beside.AddNote()
            | beside.RedactText()
            | beside.AskRedaction()
            | beside.CompleteRedaction()
        ):
            return notes.BESIDE.decide(command, referral, here)
        case _:
            assert_never(command)


REFERRALS: Final[Decider[ReferralCommand, Referral, ReferralEvent, Here]] = Decider(
    decide=decide, evolve=evolve, initial=NothingOpened()
)
