"""For every action that is open to a case: a body that will do, made from where the case stands."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import uuid5

from services.referrals.domain import commands as asked
from services.referrals.domain import exploitation_commands as exploiting
from services.referrals.domain.actions import Action
from services.referrals.domain.child import Child
from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.correction_command import Correct
from services.referrals.domain.exploitation_state import Particulars, RiskFound
from services.referrals.domain.exploitation_terms import ExploitationOutcome, Online, RiskLevel
from services.referrals.domain.local import Here
from services.referrals.domain.places import InSocialWork, Referral
from services.referrals.domain.terms import OverReason, ReopeningReason
from services.referrals.domain.timescales import FROM_REFERRAL, FROM_START
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    CompleteRedaction,
    RedactText,
)
from shared.casework.register.state import Owner
from shared.casework.terms import CorrectionReason
from tests.referrals.builders import (
    STREAM,
    authorise,
    clock,
    close,
    contact,
    decide,
    end_exploitation,
    open_contact,
)

NOBODY_YET: Final = uuid5(STREAM, "nobody yet")


def valid_body(action: Action, state: Referral, here: Here) -> ReferralCommand:
    """A command that must be accepted, if the action is listed as allowed."""
    return MAKERS[action](state, here)


def _open(state: Referral, here: Here) -> asked.OpenContact:
    del state
    return open_contact(on=here.today - timedelta(days=20))


def _allocate(state: Referral, here: Here) -> asked.Allocate:
    known = contact(state)
    present = None if known.team is None else Owner(team=known.team, worker=known.worker)
    owners = here.policy.register.owners(here.today, here.today)
    owner = next(one for one in owners if one != present)
    return asked.Allocate(allocated_on=here.today, team=owner.team, worker=owner.worker)


def _authorise(state: Referral, here: Here) -> asked.AuthoriseAssessment:
    assert isinstance(state, InSocialWork)
    assert state.assessing is not None
    number = state.assessing.number
    clocks = [clock(state, FROM_START, number)]
    clocks += [clock(state, FROM_REFERRAL)] if number == 1 else []
    over = any(one.due is not None and one.due < here.today for one in clocks)
    reason = OverReason.COMPLEXITY if over else None
    return authorise(here.today, number=number, over=reason)


def _record(state: Referral, here: Here) -> exploiting.RecordExploitation:
    present = contact(state).exploitation
    known = Particulars(online=Online.YES)
    if present is not None and present.particulars == known:
        known = Particulars(online=Online.NO)
    return exploiting.RecordExploitation(recorded_on=here.today, particulars=known)


def _assess_risk(state: Referral, here: Here) -> exploiting.AssessRisk:
    exploitation = contact(state).exploitation
    assert exploitation is not None
    score = len(exploitation.risks) + 20
    return exploiting.AssessRisk(
        found=RiskFound(assessed_on=here.today, level=RiskLevel.HIGH, tool="county", score=score)
    )


def _to_practitioner(state: Referral, here: Here) -> exploiting.AllocateExploitation:
    exploitation = contact(state).exploitation
    assert exploitation is not None
    now = exploitation.present and (exploitation.present.team, exploitation.present.worker)
    owner = next(
        one
        for one in here.policy.register.owners(here.today, here.today)
        if one.worker is not None and (one.team, one.worker) != now
    )
    assert owner.worker is not None
    return exploiting.AllocateExploitation(
        allocated_on=here.today, team=owner.team, worker=owner.worker, open_cases=9
    )


def _decide_exploitation(state: Referral, here: Here) -> exploiting.DecideExploitation:
    exploitation = contact(state).exploitation
    assert exploitation is not None
    outcomes: tuple[ExploitationOutcome, ...] = (
        ExploitationOutcome.JOINT_INVESTIGATION,
        ExploitationOutcome.TRIAL,
    )
    if exploitation.decided is not None and set(exploitation.decided.outcomes) == set(outcomes):
        outcomes = outcomes[:1]
    return exploiting.DecideExploitation(decided_on=here.today, outcomes=outcomes)


def _correct(state: Referral, here: Here) -> Correct:
    """Any case can be received an instant into its day, or a little later in it."""
    del here
    known = contact(state)
    at = known.received_at
    moment = _noon(known.received_on) if at is None else at + timedelta(seconds=1)
    return Correct(reason=CorrectionReason.MISKEYED, received_at=moment)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), tzinfo=UTC)


def _link(state: Referral, here: Here) -> asked.LinkPerson:
    known = contact(state)
    return asked.LinkPerson(
        linked_on=here.today,
        person=known.child.person,
        known_as=uuid5(NOBODY_YET, str(len(known.links))),
    )


def _correct_child(state: Referral, here: Here) -> asked.CorrectChild:
    del here
    child = contact(state).child
    # One of two names, in turn: a name that only grows is cut off at last, and then stays as it is.
    name = "Zinnia" if child.name == "Zinnia Quill" else "Zinnia Quill"
    details = Child(person=child.person, name=name)
    return asked.CorrectChild(reason=CorrectionReason.MISKEYED, details=details)


def _redact(state: Referral, here: Here) -> RedactText:
    text = uuid5(STREAM, f"text {len(contact(state).redacted)}")
    return RedactText(
        redacted_on=here.today, text=text, wording="Gone.", texts_held=frozenset({text})
    )


def _complete(state: Referral, here: Here) -> CompleteRedaction:
    return CompleteRedaction(completed_on=here.today, person=contact(state).redactions[0])


def _ask(state: Referral, here: Here) -> AskRedaction:
    number = len(contact(state).redactions)
    person = uuid5(NOBODY_YET, f"{contact(state).redactions} {number}")
    return AskRedaction(asked_on=here.today, person=person)


MAKERS: Final[Mapping[Action, Callable[[Referral, Here], ReferralCommand]]] = {
    Action.OPEN_CONTACT: _open,
    Action.DECIDE: lambda _, here: decide(here.today),
    Action.ACKNOWLEDGE: lambda _, here: asked.Acknowledge(acknowledged_on=here.today),
    Action.TELL_OUTCOME: lambda _, here: asked.TellOutcome(told_on=here.today),
    Action.ALLOCATE: _allocate,
    Action.START_ASSESSMENT: lambda _, here: asked.StartAssessment(started_on=here.today),
    Action.AUTHORISE_ASSESSMENT: _authorise,
    Action.RECORD_EXPLOITATION: _record,
    Action.ASSESS_RISK: _assess_risk,
    Action.ALLOCATE_EXPLOITATION: _to_practitioner,
    Action.DECIDE_EXPLOITATION: _decide_exploitation,
    Action.CLOSE_EXPLOITATION: lambda _, here: end_exploitation(here.today),
    Action.CORRECT: _correct,
    Action.CLOSE: lambda _, here: close(here.today),
    Action.REOPEN: lambda _, here: asked.Reopen(
        reopened_on=here.today, reason=ReopeningReason.NEW_INFORMATION
    ),
    Action.LINK_PERSON: _link,
    Action.CORRECT_PERSON: _correct_child,
    Action.ADD_NOTE: lambda _, here: AddNote(noted_on=here.today, text="Seen."),
    Action.REDACT_TEXT: _redact,
    Action.ASK_REDACTION: _ask,
    Action.COMPLETE_REDACTION: _complete,
}

KIND_OF: Final[Mapping[type, Action]] = {
    asked.OpenContact: Action.OPEN_CONTACT,
    asked.Decide: Action.DECIDE,
    asked.Acknowledge: Action.ACKNOWLEDGE,
    asked.TellOutcome: Action.TELL_OUTCOME,
    asked.Allocate: Action.ALLOCATE,
    asked.StartAssessment: Action.START_ASSESSMENT,
    asked.AuthoriseAssessment: Action.AUTHORISE_ASSESSMENT,
    exploiting.RecordExploitation: Action.RECORD_EXPLOITATION,
    exploiting.AssessRisk: Action.ASSESS_RISK,
    exploiting.AllocateExploitation: Action.ALLOCATE_EXPLOITATION,
    exploiting.DecideExploitation: Action.DECIDE_EXPLOITATION,
    exploiting.CloseExploitation: Action.CLOSE_EXPLOITATION,
    Correct: Action.CORRECT,
    asked.Close: Action.CLOSE,
    asked.Reopen: Action.REOPEN,
    asked.LinkPerson: Action.LINK_PERSON,
    asked.CorrectChild: Action.CORRECT_PERSON,
    AddNote: Action.ADD_NOTE,
    RedactText: Action.REDACT_TEXT,
    AskRedaction: Action.ASK_REDACTION,
    CompleteRedaction: Action.COMPLETE_REDACTION,
}
