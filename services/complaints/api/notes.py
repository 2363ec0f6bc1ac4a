"""Routes of what is written down beside the procedure: notes, documents, redactions, links."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.complaints.api.at_desk import AtDesk, at_desk
from services.complaints.api.complaint_view import ComplaintView
from services.complaints.api.texts import texts_held
from services.complaints.domain.actions import Action
from services.complaints.domain.commands import ReferenceDocument
from services.complaints.domain.terms import DocumentKind
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Line, Text
from shared.casework.api.dependencies import Reference
from shared.casework.beside.happenings import AddNote, CompleteRedaction, LinkPerson, RedactText
from shared.casework.refusals import (
    BeforeReceived,
    InTheFuture,
    NoRedactionAsked,
    NoSuchText,
    NoTextHeld,
    NothingToChange,
    PersonNotOnCase,
    RedactionNotAsked,
)
from shared.problem_details import problems

router = APIRouter(prefix="/complaints/{reference}", tags=["Notes"])

DATED = (*ANY_COMMAND, InTheFuture, BeforeReceived)


class NoteBody(Body):
    noted_on: BusinessDate
    text: Text


class DocumentBody(Body):
    """A document that another system keeps, found there by `location`."""

    referenced_on: BusinessDate
    kind: DocumentKind
    location: Line
    title: Line | None = None


class RedactionBody(Body):
    """`text` is the id of a text of the case; `wording` takes its place."""

    redacted_on: BusinessDate
    text: UUID
    wording: Text


class RedactionCompletionBody(Body):
    """No text of the case names the erased `person` any more."""

    completed_on: BusinessDate
    person: UUID


class LinkBody(Body):
    """`person`, a reference of this case, is `known_as` in the index of people."""

    linked_on: BusinessDate
    person: UUID
    known_as: UUID


@router.post(
    "/notes", status_code=HTTPStatus.CREATED, summary="Add a note", responses=problems(*DATED)
)
async def add_note(
    reference: Reference,
    body: NoteBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.ADD_NOTE))],
) -> ComplaintView:
    """Free text is kept under a key of its own, so that it can be redacted alone."""
    return await desk.do(AddNote(noted_on=body.noted_on, text=body.text), reference)


@router.post(
    "/documents",
    status_code=HTTPStatus.CREATED,
    summary="Reference a document",
    responses=problems(*DATED),
)
async def reference_document(
    reference: Reference,
    body: DocumentBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.REFERENCE_DOCUMENT))],
) -> ComplaintView:
    """The document itself stays where it is."""
    command = ReferenceDocument(
        referenced_on=body.referenced_on,
        kind=body.kind,
        location=body.location,
        title=body.title,
    )
    return await desk.do(command, reference)


@router.post(
    "/redactions",
    summary="Redact a text",
    responses=problems(*DATED, NoTextHeld, NoSuchText),
)
async def redact(
    reference: Reference,
    body: RedactionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.REDACT_TEXT))],
) -> ComplaintView:
    """The text's key is destroyed: nobody reads it again, not even in a backup."""
    complaints, said = desk.rooms.complaints, desk.said
    held = await complaints.find(said.authority, reference)
    command = RedactText(
        redacted_on=body.redacted_on,
        text=body.text,
        wording=body.wording,
        texts_held=texts_held(held.recorded),
    )
    case = (await complaints.change(reference, command, said)).case
    await desk.rooms.destruction.of_text(body.text)
    # Read again, as the command left it: the events at hand were opened before the key went.
    unreadable = await complaints.cases.load(
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
) -> ComplaintView:
    """Ends the redaction task that the erasure of that person left on this case."""
    command = CompleteRedaction(completed_on=body.completed_on, person=body.person)
    return await desk.do(command, reference)


@router.post(
    "/people/links",
    summary="Join a person on the case to the index of people",
    responses=problems(*DATED, PersonNotOnCase, NothingToChange),
)
async def link_person(
    reference: Reference,
    body: LinkBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.LINK_PERSON))],
) -> ComplaintView:
    """Erasing the person in the index then erases them here."""
    command = LinkPerson(linked_on=body.linked_on, person=body.person, known_as=body.known_as)
    return await desk.do(command, reference)
