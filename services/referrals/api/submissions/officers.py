"""Routes of officers on a submission: everything that was said, and redacting it."""

from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.referrals.api.submissions.at_desk import SUBMISSIONS, AtDesk, at_desk
from services.referrals.api.submissions.whole_view import TEXT_KINDS, SubmissionView
from services.referrals.domain.submissions.rules import SubmissionAction
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Text
from shared.casework.api.dependencies import Reference
from shared.casework.api.recording_reads import RecordingDep
from shared.casework.api.texts import text_ids_of
from shared.casework.asking import READ_CASES
from shared.casework.beside.happenings import CompleteRedaction, RedactText
from shared.casework.refusals import (
    BeforeReceived,
    InTheFuture,
    NoRedactionAsked,
    NoSuchText,
    OutsideCalendar,
    RedactionNotAsked,
)
from shared.casework.terms import ReadAct
from shared.event_store.refusals import NoSuchCase
from shared.problem_details import problems
from shared.web import Asking, asking

router: Final = APIRouter(prefix="/submissions/{reference}", tags=["Submissions"])


class SubmissionRedactionBody(Body):
    """`text` is the id of a text of the submission; `wording` takes its place."""

    redacted_on: BusinessDate
    text: UUID
    wording: Text


class SubmissionRedactionCompletionBody(Body):
    """No text of the submission names the erased `person` any more."""

    completed_on: BusinessDate
    person: UUID


@router.get(
    "/content",
    summary="Everything that was said in a submission, as it was said",
    responses=problems(NoSuchCase, OutsideCalendar),
)
async def see_content(
    reference: Reference,
    reader: Annotated[Asking, Depends(asking(READ_CASES))],
    recording: RecordingDep,
    request: Request,
    response: Response,
) -> SubmissionView:
    """For whoever decides on the contacts that it opened."""
    rooms = SUBMISSIONS.rooms_of(request)
    case = await rooms.submissions.find(reader.authority, reference)
    shown = await SUBMISSIONS.show(case, to=reader, request=request, response=response)
    await recording.saw_case(reader, ReadAct.SEE_CASE, case)
    return shown


@router.post(
    "/redactions",
    summary="Redact a text of a submission",
    responses=problems(*ANY_COMMAND, InTheFuture, BeforeReceived, NoSuchText),
)
async def redact(
    reference: Reference,
    body: SubmissionRedactionBody,
    desk: Annotated[AtDesk, Depends(at_desk(SubmissionAction.REDACT))],
) -> SubmissionView:
    """The text's key is destroyed; what was said of each person stays under that person's key."""
    submissions, said = desk.rooms.submissions, desk.said
    held = await submissions.find(said.authority, reference)
    command = RedactText(
        redacted_on=body.redacted_on,
        text=body.text,
        wording=body.wording,
        texts_held=text_ids_of(held.recorded, TEXT_KINDS),
    )
    case = (await desk.change(command, reference, said)).case
    await desk.rooms.destruction.of_text(body.text)
    # Read again, as the command left it: the events at hand were opened before the key went.
    unreadable = await submissions.cases.load(
        case.stream, authority=said.authority, up_to=case.version
    )
    return await desk.show(unreadable)


@router.post(
    "/redactions/completion",
    summary="Say that no text of a submission names an erased person any more",
    responses=problems(*ANY_COMMAND, InTheFuture, NoRedactionAsked, RedactionNotAsked),
)
async def complete_redaction(
    reference: Reference,
    body: SubmissionRedactionCompletionBody,
    desk: Annotated[AtDesk, Depends(at_desk(SubmissionAction.COMPLETE_REDACTION))],
) -> SubmissionView:
    """Ends the task that the erasure of that person left on this submission."""
    command = CompleteRedaction(completed_on=body.completed_on, person=body.person)
    return await desk.do(command, reference)
