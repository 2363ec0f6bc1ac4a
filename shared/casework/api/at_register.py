"""One request about the register of the caller's authority: to see it, or to change it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import Depends, Request, Response

from shared.casework.api.dependencies import Who, around
from shared.casework.api.listing_actions import Lister
from shared.casework.api.register_views import RegisterView
from shared.casework.api.rooms import AnyRooms, AnyRoomsDep
from shared.casework.asking import READ_REGISTER
from shared.casework.register.happenings import RegisterCommand
from shared.casework.register.kind import RegisterCase
from shared.casework.register.rules import (
    ADD_WORKER,
    CLOSE_TEAM,
    OPEN_TEAM,
    REMOVE_WORKER,
    allowed,
)
from shared.web import Asking, Said, asking, commanding, etag

WHERE: Final = {
    OPEN_TEAM: "/teams",
    CLOSE_TEAM: "/teams/{team}/closure",
    ADD_WORKER: "/teams/{team}/workers",
    REMOVE_WORKER: "/teams/{team}/workers/leaving",
}
"""Where each action is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeingRegister:
    """Whoever asks, and the register of their authority."""

    rooms: AnyRooms
    who: Who
    request: Request
    response: Response

    async def see(self, view: type[RegisterView], on: date | None) -> RegisterView:
        """As on that day; without one, all that ever was."""
        stream = self.rooms.arrangements.streams.register(self.who.authority)
        return await self.show(await self.rooms.register.peek(stream), view, on)

    async def show(
        self, case: RegisterCase, view: type[RegisterView], on: date | None = None
    ) -> RegisterView:
        """Sets the ETag. Raises OutsideCalendar."""
        here = await around(self.rooms.arrangements, self.who, case.stream)
        actions = Lister.for_caller(self.request, self.who).listed(allowed(case.state, here), WHERE)
        self.response.headers["ETag"] = etag(case.version)
        return view.of(case.state, case.version, on, actions=actions)


@dataclass(frozen=True, slots=True, kw_only=True)
class AtRegister:
    """A change of the register being asked for; the answer is the register as it then stands."""

    seeing: SeeingRegister
    said: Said

    async def do(self, command: RegisterCommand, view: type[RegisterView]) -> RegisterView:
        rooms = self.seeing.rooms
        stream = rooms.arrangements.streams.register(self.said.authority)
        changed = await rooms.register.change(stream, command, self.said, may_begin=True)
        return await self.seeing.show(changed.case, view)


async def seeing_register(
    rooms: AnyRoomsDep,
    reader: Annotated[Asking, Depends(asking(READ_REGISTER))],
    request: Request,
    response: Response,
) -> SeeingRegister:
    """The dependency of the route that shows it."""
    return SeeingRegister(rooms=rooms, who=reader, request=request, response=response)


def at_register(action: str) -> Callable[..., Awaitable[AtRegister]]:
    """The dependency of a command's route: signed in, in a role that may do `action`."""

    async def sit(
        rooms: AnyRoomsDep,
        said: Annotated[Said, Depends(commanding(action))],
        request: Request,
        response: Response,
    ) -> AtRegister:
        seeing = SeeingRegister(rooms=rooms, who=said, request=request, response=response)
        return AtRegister(seeing=seeing, said=said)

    return sit
