"""One request of an officer who may do an action: the rooms, who asks, and the answer to give.

    @router.post(...)
    async def respond(reference: Reference, body: ResponseBody, desk: Responding) -> ComplaintView:
        return await desk.do(body.command(), reference)

where `Responding = Annotated[AtDesk, Depends(at_desk(Action.RESPOND_STAGE_1))]`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Response

from services.complaints.api.complaint_view import ComplaintView
from services.complaints.api.dependencies import RoomsDep, around
from services.complaints.api.listing_actions import Lister, asker_of
from services.complaints.application.cases import ComplaintCase
from services.complaints.application.rooms import Rooms
from services.complaints.domain.authority import check_own_case
from services.complaints.domain.commands import ComplaintCommand, Receive
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint
from shared.casework.refusals import NotYourTeamsCase, OutsideCalendar
from shared.event_store.handling import Changed
from shared.event_store.refusals import (
    CaseChanged,
    CaseMovedOn,
    KeyReused,
    NoSuchCase,
    PersonWasErased,
)
from shared.web import Said, commanding, etag

ANY_COMMAND = (
    CaseChanged,
    CaseMovedOn,
    KeyReused,
    NoSuchCase,
    NotYourTeamsCase,
    OutsideCalendar,
    PersonWasErased,
)
"""What can refuse any command on a case that exists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtDesk:
    """A command being asked for; every answer is the complaint as it then stands, with its ETag."""

    action: str
    rooms: Rooms
    said: Said
    request: Request
    response: Response

    async def receive(self, build: Callable[[str], Receive]) -> ComplaintView:
        """Begin a complaint under a new reference."""
        changed = await self.rooms.complaints.open(build, self.said)
        return await self.show(changed.case, changed.around)

    async def do(self, command: ComplaintCommand, reference: str) -> ComplaintView:
        """Do a command on a complaint."""
        changed = await self.change(command, reference, self.said)
        return await self.show(changed.case, changed.around)

    async def change(
        self, command: ComplaintCommand, reference: str, said: Said
    ) -> Changed[Complaint, ComplaintEvent, Here]:
        """Do it, if the case is one that the caller may touch. Raises NotYourTeamsCase."""
        asker = asker_of(said)

        def permit(complaint: Complaint) -> None:
            check_own_case(self.action, asker, complaint)

        return await self.rooms.complaints.change(reference, command, said, permit=permit)

    async def show(self, case: ComplaintCase, decided_in: Here | None = None) -> ComplaintView:
        """The complaint as the caller sees it; sets the ETag."""
        said = self.said
        here = decided_in or await around(self.rooms, said, case.stream)
        self.response.headers["ETag"] = etag(case.version)
        return ComplaintView.of(case, here=here, lister=Lister.for_caller(self.request, said))


def at_desk(action: str) -> Callable[..., Awaitable[AtDesk]]:
    """The dependency of a command's route: signed in, in a role that may do `action`."""

    async def sit(
        rooms: RoomsDep,
        said: Annotated[Said, Depends(commanding(action))],
        request: Request,
        response: Response,
    ) -> AtDesk:
        return AtDesk(action=action, rooms=rooms, said=said, request=request, response=response)

    return sit
