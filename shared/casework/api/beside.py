"""Routes of what is written beside the procedure of any case: notes, redactions, who is who.

A service includes those whose commands its kind of case takes, under the case's own address:

    notes_router(CARE, CareView, prefix="/care/{reference}", kinds=KINDS)
    link_router(CARE, CareView, prefix="/care/{reference}")
    person_correction_router(CARE, CareView, prefix="/care/{reference}")

with the actions named here in its table of roles.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Final, Generic, TypeVar, cast

from fastapi import APIRouter, Depends, Request, Response

from shared.casework import refusals
from shared.casework.api.at_desk import ANY_COMMAND, AtDesk, Room, Sitting
from shared.casework.api.beside_bodies import (
    LinkBody,
    NoteBody,
    PersonCorrectionBody,
    RedactionBody,
    RedactionCompletionBody,
)
from shared.casework.api.dependencies import Reference
from shared.casework.api.rooms import AnyRoomsDep
from shared.casework.api.texts import TextKinds, text_ids_of
from shared.casework.beside.happenings import BesideCommand, RedactText
from shared.event_sourcing import Refusal
from shared.problem_details import problems
from shared.web.said import Commanding

RoomsT = TypeVar("RoomsT")
CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
HereT = TypeVar("HereT")
ViewT = TypeVar("ViewT")

ADD_NOTE: Final = "add-note"
REDACT_TEXT: Final = "redact-text"
COMPLETE_REDACTION: Final = "complete-redaction"
LINK_PERSON: Final = "link-person"
CORRECT_PERSON: Final = "correct-person"

Refusals = tuple[type[Refusal], ...]

DATED: Final[Refusals] = (refusals.InTheFuture, refusals.BeforeReceived)
"""How the day of any of these is refused, where the case begins by being received."""

Do = Callable[[BesideCommand, str], Awaitable[ViewT]]
"""Does a command on the case of a reference, and answers with the case as it then stands."""


def notes_router(
    room: Room[RoomsT, CommandT, StateT, EventT, HereT, ViewT],
    view: type[ViewT],
    *,
    prefix: str,
    kinds: TextKinds,
    dated: Refusals = DATED,
) -> APIRouter:
    """Notes, and redactions of every text of `kinds`; `dated` is how their days are refused."""
    router = APIRouter(prefix=prefix, tags=["Notes"])
    refused = (*ANY_COMMAND, *dated)

    @router.post(
        "/notes",
        status_code=HTTPStatus.CREATED,
        summary="Add a note",
        response_model=view,
        responses=problems(*refused),
    )
    async def add_note(
        reference: Reference, body: NoteBody, do: Annotated[Do[ViewT], _doing(room, ADD_NOTE)]
    ) -> ViewT:
        """Free text is kept under a key of its own, so that it can be redacted alone."""
        return await do(body.command(), reference)

    @router.post(
        "/redactions",
        summary="Redact a text",
        response_model=view,
        responses=problems(*refused, refusals.NoTextHeld, refusals.NoSuchText),
    )
    async def redact(
        reference: Reference,
        body: RedactionBody,
        rooms: AnyRoomsDep,
        desk: Annotated[
            AtDesk[RoomsT, CommandT, StateT, EventT, HereT, ViewT],
            Depends(room.at_desk(REDACT_TEXT)),
        ],
    ) -> ViewT:
        """The text's key is destroyed: nobody reads it again, not even in a backup."""
        kept, said = room.desk(desk.rooms), desk.said
        held = await kept.find(said.authority, reference)
        command = RedactText(
            redacted_on=body.redacted_on,
            text=body.text,
            wording=body.wording,
            texts_held=text_ids_of(held.recorded, kinds),
        )
        case = (await desk.change(cast("CommandT", command), reference, said)).case
        await rooms.destruction.of_text(body.text)
        # Read again, as the command left it: the events at hand were opened before the key went.
        unreadable = await kept.cases.load(
            case.stream, authority=said.authority, up_to=case.version
        )
        return await desk.show(unreadable)

    @router.post(
        "/redactions/completion",
        summary="Say that no text names an erased person any more",
        response_model=view,
        responses=problems(*refused, refusals.NoRedactionAsked, refusals.RedactionNotAsked),
    )
    async def complete_redaction(
        reference: Reference,
        body: RedactionCompletionBody,
        do: Annotated[Do[ViewT], _doing(room, COMPLETE_REDACTION)],
    ) -> ViewT:
        """Ends the redaction task that the erasure of that person left on this case."""
        return await do(body.command(), reference)

    return router


def link_router(
    room: Room[RoomsT, CommandT, StateT, EventT, HereT, ViewT],
    view: type[ViewT],
    *,
    prefix: str,
    dated: Refusals = DATED,
) -> APIRouter:
    """A person of the case joined to the index of people."""
    router = APIRouter(prefix=prefix, tags=["Notes"])

    @router.post(
        "/people/links",
        summary="Join a person on the case to the index of people",
        response_model=view,
        responses=problems(
            *ANY_COMMAND,
            *dated,
            refusals.PersonNotOnCase,
            refusals.NothingToChange,
        ),
    )
    async def link_person(
        reference: Reference,
        body: LinkBody,
        rooms: AnyRoomsDep,
        desk: Annotated[
            AtDesk[RoomsT, CommandT, StateT, EventT, HereT, ViewT],
            Depends(room.at_desk(LINK_PERSON)),
        ],
    ) -> ViewT:
        """Erasing the person in the index then erases them here.

        Nobody is joined to a person who was erased: that erasure is over, and would not reach them.
        """
        await desk.check_not_erased(rooms.erasing, body.person, body.known_as)
        return await desk.do(cast("CommandT", body.command()), reference)

    return router


def person_correction_router(
    room: Room[RoomsT, CommandT, StateT, EventT, HereT, ViewT], view: type[ViewT], *, prefix: str
) -> APIRouter:
    """Details of a person of the case put right."""
    router = APIRouter(prefix=prefix, tags=["People"])

    @router.post(
        "/people/correction",
        summary="Correct the details of a person on the case",
        response_model=view,
        responses=problems(
            *ANY_COMMAND,
            refusals.EverybodyErased,
            refusals.PersonNotOnCase,
            refusals.DetailsErased,
            refusals.InTheFuture,
            refusals.NothingToChange,
        ),
    )
    async def correct_person(
        reference: Reference,
        body: PersonCorrectionBody,
        do: Annotated[Do[ViewT], _doing(room, CORRECT_PERSON)],
    ) -> ViewT:
        """A misspelled name, a wrong date of birth: a correction never counts as activity."""
        return await do(body.command(), reference)

    return router


@dataclass(frozen=True, slots=True)
class _Doing(Generic[ViewT]):
    """The dependency that does a command for whoever may do the action of `sitting`."""

    sitting: Sitting[Any, Any, Any, Any, Any, ViewT]

    @property
    def commanding(self) -> Commanding:
        return self.sitting.commanding

    async def __call__(self, request: Request, response: Response) -> Do[ViewT]:
        desk = await self.sitting(request, response)
        # Its kind of case takes these commands among its own, which no type here can say.
        return desk.do


def _doing(room: Room[RoomsT, CommandT, StateT, EventT, HereT, ViewT], action: str) -> object:
    return Depends(_Doing(room.at_desk(action)))
