"""Routes of what is written beside the care: notes, redactions, and who the child is."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field

from services.placements.api.care.at_desk import AtDesk, at_desk
from services.placements.api.care.view import KINDS, CareView
from services.placements.domain.care.actions import CareAction
from services.placements.domain.care.refusals import BeforeCare
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Line, Text
from shared.casework.api.dependencies import Reference
from shared.casework.api.texts import text_ids_of
from shared.casework.beside.happenings import (
    AddNote,
    CompleteRedaction,
    CorrectPerson,
    LinkPerson,
    RedactText,
)
from shared.casework.refusals import (
    EverybodyErased,
    InTheFuture,
    NoRedactionAsked,
    NoSuchText,
    NoTextHeld,
    NothingToChange,
    PersonNotOnCase,
    RedactionNotAsked,
)
from shared.casework.terms import CorrectionReason, Disability, Ethnicity, Sex, SexualOrientation
from shared.problem_details import problems

router = APIRouter(prefix="/care/{reference}", tags=["Notes"])

WRITING = (*ANY_COMMAND, InTheFuture, BeforeCare)


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


class LinkBody(Body):
    """`person`, a reference of this case, is `known_as` in the index of people."""

    linked_on: BusinessDate
    person: UUID
    known_as: UUID


class PersonCorrectionBody(Body):
    """What is not given stays."""

    person: UUID = Field(description="Their reference on this case.")
    reason: CorrectionReason
    name: Line | None = None
    date_of_birth: BusinessDate | None = None
    contact: Line | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    def command(self) -> CorrectPerson:
        return CorrectPerson(
            person=self.person,
            reason=self.reason,
            name=self.name,
            date_of_birth=self.date_of_birth,
            contact=self.contact,
            sex=self.sex,
            ethnicity=self.ethnicity,
            disability=self.disability,
            sexual_orientation=self.sexual_orientation,
        )


@router.post(
    "/notes", status_code=HTTPStatus.CREATED, summary="Add a note", responses=problems(*WRITING)
)
async def add_note(
    reference: Reference,
    body: NoteBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.ADD_NOTE))],
) -> CareView:
    """Free text is kept under a key of its own, so that it can be redacted alone."""
    return await desk.do(AddNote(noted_on=body.noted_on, text=body.text), reference)


@router.post(
    "/redactions", summary="Redact a text", responses=problems(*WRITING, NoTextHeld, NoSuchText)
)
async def redact(
    reference: Reference,
    body: RedactionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.REDACT_TEXT))],
) -> CareView:
    """The text's key is destroyed: nobody reads it again, not even in a backup."""
    care, said = desk.rooms.care, desk.said
    held = await care.find(said.authority, reference)
    command = RedactText(
        redacted_on=body.redacted_on,
        text=body.text,
        wording=body.wording,
        texts_held=text_ids_of(held.recorded, KINDS),
    )
    case = (await desk.change(command, reference, said)).case
    await desk.rooms.destruction.of_text(body.text)
    # Read again, as the command left it: the events at hand were opened before the key went.
    unreadable = await care.cases.load(case.stream, authority=said.authority, up_to=case.version)
    return await desk.show(unreadable)


@router.post(
    "/redactions/completion",
    summary="Say that no text names an erased person any more",
    responses=problems(*WRITING, NoRedactionAsked, RedactionNotAsked),
)
async def complete_redaction(
    reference: Reference,
    body: RedactionCompletionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.COMPLETE_REDACTION))],
) -> CareView:
    """Ends the redaction task that the erasure of that person left on this case."""
    command = CompleteRedaction(completed_on=body.completed_on, person=body.person)
    return await desk.do(command, reference)


@router.post(
    "/people/links",
    summary="Join the child to the index of people",
    responses=problems(*WRITING, PersonNotOnCase, NothingToChange),
)
async def link_person(
    reference: Reference,
    body: LinkBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.LINK_PERSON))],
) -> CareView:
    """Erasing the person in the index then erases them here."""
    command = LinkPerson(linked_on=body.linked_on, person=body.person, known_as=body.known_as)
    return await desk.do(command, reference)


@router.post(
    "/people/correction",
    summary="Correct the details of the child",
    responses=problems(*WRITING, EverybodyErased, PersonNotOnCase, NothingToChange),
)
async def correct_person(
    reference: Reference,
    body: PersonCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_PERSON))],
) -> CareView:
    """It moves no clock and states no fact; only the codes in messages follow."""
    return await desk.do(body.command(), reference)
