"""One request of an officer who may do an action: the rooms, who asks, and the answer to give.

A service says once for each kind of case how it is found, guarded and shown:

    CHILDREN_IN_CARE: Final[Room[Rooms, CareCommand, Care, CareEvent, Here, CareView]] = Room(
        desk=lambda rooms: rooms.care,
        arrangements=lambda rooms: rooms.arrangements,
        view=CareView.of,
        check_own=check_own_case,
    )
    AtDesk = desks.AtDesk[Rooms, CareCommand, Care, CareEvent, Here, CareView]
    at_desk = CHILDREN_IN_CARE.at_desk

and a route is then

    @router.post(...)
    async def visit(
        reference: Reference,
        body: VisitBody,
        desk: Annotated[AtDesk, Depends(at_desk(Action.RECORD_VISIT))],
    ) -> CareView:
        return await desk.do(body.command(), reference)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Generic, Protocol, TypeVar, cast
from uuid import UUID

from fastapi import Request, Response

from shared.casework.api.dependencies import Arranging, Who, around
from shared.casework.api.listing_actions import Lister, asker_of
from shared.casework.asking import Asker
from shared.casework.erasure.erasing import Erasing
from shared.casework.refusals import NotYourTeamsCase, OutsideCalendar
from shared.event_store.case import Case
from shared.event_store.desk import Desk
from shared.event_store.drafting import Changed
from shared.event_store.refusals import (
    CaseChanged,
    CaseMovedOn,
    KeyReused,
    NoSuchCase,
    PersonWasErased,
)
from shared.web import Said, commanding, etag
from shared.web.said import Commanding

RoomsT = TypeVar("RoomsT")
CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
StateT_contra = TypeVar("StateT_contra", contravariant=True)
EventT = TypeVar("EventT")
HereT = TypeVar("HereT")
HereT_contra = TypeVar("HereT_contra", contravariant=True)
ViewT = TypeVar("ViewT")
ViewT_co = TypeVar("ViewT_co", covariant=True)
CaseT_contra = TypeVar("CaseT_contra", contravariant=True)

ANY_COMMAND: Final = (
    CaseChanged,
    CaseMovedOn,
    KeyReused,
    NoSuchCase,
    NotYourTeamsCase,
    OutsideCalendar,
    PersonWasErased,
)
"""What can refuse any command on a case that exists."""


class Shows(Protocol[CaseT_contra, HereT_contra, ViewT_co]):
    """Makes the view of a case, for whom `lister` lists, on the day that `here` tells."""

    def __call__(self, case: CaseT_contra, *, here: HereT_contra, lister: Lister) -> ViewT_co: ...


class ChecksOwn(Protocol[StateT_contra]):
    """Raises NotYourTeamsCase where the caller's roles are bound to other teams' cases."""

    def __call__(self, action: str, asker: Asker, state: StateT_contra, /) -> None: ...


def any_team(action: str, asker: Asker, state: object) -> None:
    """For cases that no role is bound to its own of."""
    del action, asker, state


@dataclass(frozen=True, slots=True, kw_only=True)
class Room(Generic[RoomsT, CommandT, StateT, EventT, HereT, ViewT]):
    """One kind of case over HTTP: where it is found, who may touch it, and how it is shown."""

    desk: Callable[[RoomsT], Desk[CommandT, StateT, EventT, HereT]]
    arrangements: Callable[[RoomsT], Arranging[HereT]]
    view: Shows[Case[StateT, EventT], HereT, ViewT]
    check_own: ChecksOwn[StateT] = any_team

    def at_desk(self, action: str) -> "Sitting[RoomsT, CommandT, StateT, EventT, HereT, ViewT]":
        """The dependency of a command's route: signed in, in a role that may do `action`."""
        return Sitting(room=self, commanding=commanding(action))

    def rooms_of(self, request: Request) -> RoomsT:
        """The rooms of the service that was asked."""
        return cast("RoomsT", request.app.state.rooms)

    async def show(
        self,
        case: Case[StateT, EventT],
        *,
        to: Who,
        request: Request,
        response: Response,
        decided_in: HereT | None = None,
    ) -> ViewT:
        """The case as the caller sees it; sets the ETag. Raises OutsideCalendar."""
        arrangements = self.arrangements(self.rooms_of(request))
        here = decided_in
        if here is None:
            here = await around(arrangements, to, case.stream)
        response.headers["ETag"] = etag(case.version)
        return self.view(case, here=here, lister=Lister.for_caller(request, to))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting(Generic[RoomsT, CommandT, StateT, EventT, HereT, ViewT]):
    """The dependency that seats a caller at the desk of a room. One alone: each costs 20 µs."""

    room: Room[RoomsT, CommandT, StateT, EventT, HereT, ViewT]
    commanding: Commanding

    async def __call__(
        self, request: Request, response: Response
    ) -> "AtDesk[RoomsT, CommandT, StateT, EventT, HereT, ViewT]":
        return AtDesk(
            action=self.commanding.action,
            room=self.room,
            rooms=self.room.rooms_of(request),
            said=await self.commanding(request),
            request=request,
            response=response,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDesk(Generic[RoomsT, CommandT, StateT, EventT, HereT, ViewT]):
    """A command being asked for; every answer is the case as it then stands, with its ETag."""

    action: str
    room: Room[RoomsT, CommandT, StateT, EventT, HereT, ViewT]
    rooms: RoomsT
    said: Said
    request: Request
    response: Response

    async def open(self, build: Callable[[str], CommandT]) -> ViewT:
        """Begin a case under a new reference."""
        return await self.answer(await self.room.desk(self.rooms).open(build, self.said))

    async def do(self, command: CommandT, reference: str) -> ViewT:
        """Do a command on a case."""
        return await self.answer(await self.change(command, reference, self.said))

    async def check_not_erased(self, erasing: Erasing, *people: UUID) -> None:
        """Raises PersonWasErased, unless this command was done while the person was still there."""
        if await self.room.desk(self.rooms).cases.done_before(self.said) is None:
            await erasing.check_not_erased(self.said.authority, people)

    async def change(
        self, command: CommandT, reference: str, said: Said
    ) -> Changed[StateT, EventT, HereT]:
        """Do it, if the case is one that the caller may touch. Raises NotYourTeamsCase."""
        desk = self.room.desk(self.rooms)
        return await desk.change(reference, command, said, permit=self.permit)

    def permit(self, state: StateT) -> None:
        """Raises NotYourTeamsCase; also the `permit` of a share in a joint command."""
        self.room.check_own(self.action, asker_of(self.said), state)

    async def answer(self, changed: Changed[StateT, EventT, HereT]) -> ViewT:
        """The answer to a command that was done, alone or jointly."""
        return await self.show(changed.case, changed.around)

    async def show(self, case: Case[StateT, EventT], decided_in: HereT | None = None) -> ViewT:
        """The case as the caller sees it; sets the ETag."""
        return await self.room.show(
            case,
            to=self.said,
            request=self.request,
            response=self.response,
            decided_in=decided_in,
        )
