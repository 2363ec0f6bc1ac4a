"""What may be done to a submission: it is received, and its texts may lose a name."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final, assert_never

from services.referrals.domain.local import Here
from services.referrals.domain.submissions.happenings import (
    ReceiveSubmission,
    SubmissionCommand,
    SubmissionEvent,
    SubmissionReceived,
)
from services.referrals.domain.submissions.state import (
    NothingSubmitted,
    Submission,
    Submitted,
    evolve,
)
from services.referrals.domain.timescales import CATALOGUE, DECISION
from shared.casework.beside.happenings import (
    AskRedaction,
    CompleteRedaction,
    RedactionAsked,
    RedactionCompleted,
    RedactText,
    TextRedacted,
)
from shared.casework.dates import check_countable, check_past, check_past_instant
from shared.casework.refusals import (
    AlreadyReceived,
    BeforeReceived,
    NoRedactionAsked,
    NoSuchText,
    NotReceived,
    RedactionAlreadyAsked,
    RedactionNotAsked,
)
from shared.clock import london_date
from shared.event_sourcing import Decider, Refusal, standing_against


class SubmissionAction(StrEnum):
    SUBMIT = "submit"
    REDACT = "redact-submission"
    ASK_REDACTION = "ask-submission-redaction"
    COMPLETE_REDACTION = "complete-submission-redaction"


def decide(
    command: SubmissionCommand, submission: Submission, here: Here
) -> tuple[SubmissionEvent, ...]:
    """What follows from the command. Raises a Refusal."""
    match command:
        case ReceiveSubmission():
            return (_receive(command, submission, here),)
        case RedactText():
            return (_redact(command, _submitted(submission), here),)
        case AskRedaction():
            return (_ask_redaction(command, _submitted(submission), here),)
        case CompleteRedaction():
            return (_complete_redaction(command, _may_complete(submission), here),)
        case _:
            assert_never(command)


def allowed(submission: Submission) -> dict[str, Refusal | None]:
    """Each action with the refusal of standing against it, or None where some body would do."""
    return standing_against(_STANDING, submission)


SUBMISSIONS: Final[Decider[SubmissionCommand, Submission, SubmissionEvent, Here]] = Decider(
    decide=decide, evolve=evolve, initial=NothingSubmitted()
)


def _may_receive(submission: Submission) -> Submission:
    if isinstance(submission, Submitted):
        raise AlreadyReceived
    return submission


def _submitted(submission: Submission) -> Submitted:
    if isinstance(submission, NothingSubmitted):
        raise NotReceived
    return submission


def _may_complete(submission: Submission) -> Submitted:
    submitted = _submitted(submission)
    if not submitted.redactions:
        raise NoRedactionAsked
    return submitted


_STANDING: Final[Mapping[SubmissionAction, Callable[[Submission], Submission]]] = {
    SubmissionAction.SUBMIT: _may_receive,
    SubmissionAction.REDACT: _submitted,
    SubmissionAction.ASK_REDACTION: _submitted,
    SubmissionAction.COMPLETE_REDACTION: _may_complete,
}


def _receive(command: ReceiveSubmission, submission: Submission, here: Here) -> SubmissionReceived:
    """It arrived. Raises AlreadyReceived, InTheFuture or OutsideCalendar."""
    _may_receive(submission)
    check_past_instant(command.received_at, here, "received_at")
    received_on = london_date(command.received_at)
    check_countable(received_on, here, "received_at")
    limit = CATALOGUE.on(DECISION, received_on).limit
    return SubmissionReceived(
        occurred_on=received_on,
        received_at=command.received_at,
        reference=command.reference,
        agency=command.agency,
        message_id=command.message_id,
        schema=command.schema,
        source=command.source,
        kind=command.kind,
        category=command.category,
        consent=command.consent,
        sharing_reason=command.sharing_reason,
        main_person=command.children[0].person if len(command.children) == 1 else None,
        children=command.children,
        referrer=command.referrer,
        around=command.around,
        rest=command.rest,
        warnings=command.warnings,
        decision_due=here.calendar.nth_after(received_on, limit),
    )


def _redact(command: RedactText, submission: Submitted, here: Here) -> TextRedacted:
    check_past(command.redacted_on, here, "redacted_on")
    if command.redacted_on < submission.received_on:
        raise BeforeReceived("redacted_on", received_on=submission.received_on)
    if command.text not in command.texts_held - submission.redacted:
        raise NoSuchText("text")
    return TextRedacted(occurred_on=command.redacted_on, text=command.text, wording=command.wording)


def _ask_redaction(command: AskRedaction, submission: Submitted, here: Here) -> RedactionAsked:
    check_past(command.asked_on, here, "asked_on")
    if command.person in submission.redactions:
        raise RedactionAlreadyAsked("person")
    return RedactionAsked(occurred_on=command.asked_on, person=command.person)


def _complete_redaction(
    command: CompleteRedaction, submission: Submitted, here: Here
) -> RedactionCompleted:
    check_past(command.completed_on, here, "completed_on")
    if command.person not in submission.redactions:
        raise RedactionNotAsked("person")
    return RedactionCompleted(occurred_on=command.completed_on, person=command.person)
