"""Routes of what is written down beside the procedure: notes and redactions."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.referrals.api.at_desk import AtDesk, at_desk
from services.referrals.api.referral_view import TEXTS, ReferralView
from services.referrals.domain.actions import Action
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Text
from shared.casework.api.dependencies import Reference
from shared.casework.api.texts import text_ids_of
from shared.casework.beside.happenings import AddNote, CompleteRedaction, RedactText
from shared.casework.refusals import (
    BeforeReceived,
    InTheFuture,
    NoRedactionAsked,
    NoSuchText,
    NoTextHeld,
    RedactionNotAsked,
)
from shared.problem_details import problems

router = APIRouter(prefix="/referrals/{reference}", tags=["Notes"])

DATED = (*ANY_COMMAND, InTheFuture, BeforeReceived)


class NoteBody(Body):
    noted_on: BusinessDate
    text: Text


class RedactionBody(Body):
    """`text` is the id of a text of the case; `wording` takes its place."""

    redacted_on: BusinessDate
    text: UUID
    wording: Text


class RedactionCompletionBody(Body):
    """No text of the case names the erased `person` any more."""

    completed_on: BusinessDate
    person: UUID


@router.post(
    "/notes", status_code=HTTPStatus.CREATED, summary="Add a note", responses=problems(*DATED)
)
async def add_note(
    reference: Reference,
    body: NoteBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.ADD_NOTE))],
) -> ReferralView:
    """Free text is kept under a key of its own, so that it can be redacted alone."""
    return await desk.do(AddNote(noted_on=body.noted_on, text=body.text), reference)


@router.post(
    "/redactions",
    summary="Redact a text",
    responses=problems(*DATED, NoTextHeld, NoSuchText),
)
async def redact(
    reference: Reference,
    body: RedactionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.REDACT_TEXT))],
) -> ReferralView:
    """The text's key is destroyed: nobody reads it again, not even in a backup."""
    referrals, said = desk.rooms.referrals, desk.said
    held = await referrals.find(said.authority, reference)
    command = RedactText(
        redacted_on=body.redacted_on,
        text=body.text,
        wording=body.wording,
        texts_held=text_ids_of(held.recorded, TEXTS),
    )
    case = (await desk.change(command, reference, said)).case
    await desk.rooms.destruction.of_text(body.text)
    # Read again, as the command left it: the events at hand were opened before the key went.
    unreadable = await referrals.cases.load(
        case.stream, authority=said.authority, up_to=case.version
    )
    return await desk.show(unreadable)


@router.post(
    "/redactions/completion",
    summary="Say that no text names an erased person any more",
    responses=problems(*DATED, NoRedactionAsked, RedactionNotAsked),
)
async def complete_redaction(
    reference: Reference,
    body: RedactionCompletionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.COMPLETE_REDACTION))],
) -> ReferralView:
    """Ends the redaction task that the erasure of that person left on this case."""
    command = CompleteRedaction(completed_on=body.completed_on, person=body.person)
    return await desk.do(command, reference)
