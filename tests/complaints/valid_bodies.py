"""For every action that is open to a case: a body that will do, made from where the case stands."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Final
from uuid import uuid5

from services.complaints.domain import commands as asked
from services.complaints.domain.actions import Action
from services.complaints.domain.answer import CauseOutcome
from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.local import Here
from services.complaints.domain.people import MOST_CHILDREN
from services.complaints.domain.places import AtStage1, Complaint, Redirected, Resolved, Withdrawn
from services.complaints.domain.terms import (
    Channel,
    ClosingReason,
    DocumentKind,
    Eligibility,
    ExtensionReason,
    GoodReason,
    NamedPart,
    Outcome,
    ReopeningReason,
    Route,
    RouteReason,
    Subject,
    WithdrawalReason,
)
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    CompleteRedaction,
    CorrectPerson,
    LinkPerson,
    RedactText,
)
from shared.casework.register.state import Owner
from shared.casework.terms import CorrectionReason
from tests.complaints.builders import ADVOCATE, STREAM, contact, person, receive


def valid_body(action: Action, state: Complaint, here: Here) -> ComplaintCommand:
    """A command that must be accepted, if the action is listed as allowed."""
    return MAKERS[action](state, here)


def _receive(state: Complaint, here: Here) -> asked.Receive:
    del state
    return receive(on=here.today - timedelta(days=25), statement="It took too long.")


def _acknowledge(state: Complaint, here: Here) -> asked.Acknowledge:
    del here
    return asked.Acknowledge(acknowledged_on=contact(state).received_on)


def _decide_route(state: Complaint, here: Here) -> asked.DecideRoute:
    del state
    return asked.DecideRoute(
        decided_on=here.today,
        route=Route.STATUTORY,
        reason=RouteReason.BOTH_TESTS_MET,
        eligibility=Eligibility.PARENT,
        subject=Subject.IN_SCOPE,
    )


def _allocate(state: Complaint, here: Here) -> asked.Allocate:
    known = contact(state)
    first = max(known.received_on, known.allocated_on or known.received_on)
    now = None if known.team is None else Owner(team=known.team, worker=known.worker)
    day: date = first
    while day <= here.today:
        for owner in here.policy.register.owners(day, day):
            if owner != now:
                return asked.Allocate(allocated_on=day, team=owner.team, worker=owner.worker)
        day += timedelta(days=1)
    raise AssertionError("listed as allowed, but nobody is there to take it")


def _extend(state: Complaint, here: Here) -> asked.ExtendStage1:
    del state
    return asked.ExtendStage1(
        decided_on=here.today, limit=15, reason=ExtensionReason.COMPLEXITY, told_on=here.today
    )


def _agree(state: Complaint, here: Here) -> asked.AgreeResponseDate:
    assert isinstance(state, AtStage1)
    former = state.stage.agreement
    by = here.today + timedelta(days=14)
    if former is not None and former.respond_by == by:
        by += timedelta(days=1)
    return asked.AgreeResponseDate(agreed_on=here.today, respond_by=by)


def _good_reason(state: Complaint, here: Here) -> asked.RecordGoodReason:
    del state
    return asked.RecordGoodReason(
        recorded_on=here.today, reason=GoodReason.OTHER, explanation="Heard on Friday."
    )


def _respond(state: Complaint, here: Here) -> asked.RespondStage1:
    outcomes = tuple(
        CauseOutcome(cause=cause, outcome=Outcome.UPHELD) for cause in contact(state).causes
    )
    return asked.RespondStage1(responded_on=here.today, outcomes=outcomes, apology=True)


def _correct(state: Complaint, here: Here) -> asked.Correct:
    del here
    other = Channel.LETTER if contact(state).channel is Channel.EMAIL else Channel.EMAIL
    return asked.Correct(reason=CorrectionReason.AUDIT, channel=other)


def _close(state: Complaint, here: Here) -> asked.Close:
    match state:
        case Redirected():
            reason = ClosingReason.HANDLED_ELSEWHERE
        case Withdrawn():
            reason = ClosingReason.WITHDRAWN
        case _:
            assert isinstance(state, Resolved)
            reason = ClosingReason.SATISFIED
    return asked.Close(closed_on=here.today, reason=reason)


def _redact_text(state: Complaint, here: Here) -> RedactText:
    """One that the case still holds: the wording that took another's place is one too."""
    text = uuid5(STREAM, f"text {len(contact(state).redacted) + 1}")
    held = frozenset({text}) | contact(state).redacted
    return RedactText(redacted_on=here.today, text=text, wording="[removed]", texts_held=held)


def _link(state: Complaint, here: Here) -> LinkPerson:
    known = contact(state)
    fresh = uuid5(STREAM, f"known as {len(known.links)}")
    person = known.complainant.details.person
    return LinkPerson(linked_on=here.today, person=person, known_as=fresh)


def _correct_person(state: Complaint, here: Here) -> CorrectPerson:
    del here
    known = contact(state).complainant.details
    other = "Mira Ashdowne" if known.name == "Mira Ashdown" else "Mira Ashdown"
    return CorrectPerson(person=known.person, reason=CorrectionReason.MISKEYED, name=other)


def _name_person(state: Complaint, here: Here) -> asked.NamePerson:
    children = contact(state).children
    child = person(f"Child {len(children)}", date_of_birth=here.today - timedelta(days=4000))
    if len(children) < MOST_CHILDREN:
        return asked.NamePerson(named_on=here.today, part=NamedPart.CHILD, details=child)
    return asked.NamePerson(named_on=here.today, part=NamedPart.REPRESENTATIVE, details=child)


def _ask_redaction(state: Complaint, here: Here) -> AskRedaction:
    others = (uuid5(STREAM, f"erased {n}") for n in range(100))
    person = next(each for each in others if each not in contact(state).redactions)
    return AskRedaction(asked_on=here.today, person=person)


MAKERS: Final[Mapping[Action, Callable[[Complaint, Here], ComplaintCommand]]] = {
    Action.RECEIVE: _receive,
    Action.ACKNOWLEDGE: _acknowledge,
    Action.DECIDE_ROUTE: _decide_route,
    Action.ALLOCATE: _allocate,
    Action.EXTEND_STAGE_1: _extend,
    Action.AGREE_RESPONSE_DATE: _agree,
    Action.RECORD_GOOD_REASON: _good_reason,
    Action.PAUSE_STAGE_1: lambda _, here: asked.PauseStage1(paused_on=here.today),
    Action.RESUME_STAGE_1: lambda _, here: asked.ResumeStage1(resumed_on=here.today),
    Action.RESPOND_STAGE_1: _respond,
    Action.CORRECT: _correct,
    Action.WITHDRAW: lambda _, here: asked.Withdraw(
        withdrawn_on=here.today, reason=WithdrawalReason.NOT_STATED
    ),
    Action.CLOSE: _close,
    Action.REOPEN: lambda _, here: asked.Reopen(
        reopened_on=here.today, reason=ReopeningReason.NEW_INFORMATION
    ),
    Action.OFFER_ADVOCATE: lambda _, here: asked.OfferAdvocate(offered_on=here.today),
    Action.APPOINT_ADVOCATE: lambda _, here: asked.AppointAdvocate(
        appointed_on=here.today, advocate=ADVOCATE
    ),
    Action.ADD_NOTE: lambda _, here: AddNote(noted_on=here.today, text="Rang at noon."),
    Action.REFERENCE_DOCUMENT: lambda _, here: asked.ReferenceDocument(
        referenced_on=here.today, kind=DocumentKind.OTHER, location="edrms/1"
    ),
    Action.REDACT_TEXT: _redact_text,
    Action.ASK_REDACTION: _ask_redaction,
    Action.COMPLETE_REDACTION: lambda state, here: CompleteRedaction(
        completed_on=here.today, person=contact(state).redactions[0]
    ),
    Action.LINK_PERSON: _link,
    Action.CORRECT_PERSON: _correct_person,
    Action.NAME_PERSON: _name_person,
    Action.RECORD_HOUSEHOLD: lambda state, here: asked.RecordHousehold(
        recorded_on=here.today,
        household="H-2022-00007" if contact(state).household is None else None,
    ),
}

KIND_OF: Final[Mapping[type, Action]] = {
    asked.Receive: Action.RECEIVE,
    asked.Acknowledge: Action.ACKNOWLEDGE,
    asked.DecideRoute: Action.DECIDE_ROUTE,
    asked.Allocate: Action.ALLOCATE,
    asked.ExtendStage1: Action.EXTEND_STAGE_1,
    asked.AgreeResponseDate: Action.AGREE_RESPONSE_DATE,
    asked.RecordGoodReason: Action.RECORD_GOOD_REASON,
    asked.PauseStage1: Action.PAUSE_STAGE_1,
    asked.ResumeStage1: Action.RESUME_STAGE_1,
    asked.RespondStage1: Action.RESPOND_STAGE_1,
    asked.Correct: Action.CORRECT,
    asked.Withdraw: Action.WITHDRAW,
    asked.Close: Action.CLOSE,
    asked.Reopen: Action.REOPEN,
    asked.OfferAdvocate: Action.OFFER_ADVOCATE,
    asked.RecordHousehold: Action.RECORD_HOUSEHOLD,
    asked.AppointAdvocate: Action.APPOINT_ADVOCATE,
    AddNote: Action.ADD_NOTE,
    asked.ReferenceDocument: Action.REFERENCE_DOCUMENT,
    RedactText: Action.REDACT_TEXT,
    AskRedaction: Action.ASK_REDACTION,
    CompleteRedaction: Action.COMPLETE_REDACTION,
    LinkPerson: Action.LINK_PERSON,
    CorrectPerson: Action.CORRECT_PERSON,
    asked.NamePerson: Action.NAME_PERSON,
}
