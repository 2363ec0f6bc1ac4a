"""What routes take: the rooms of the service, a reference, the caller's circumstances."""

from typing import Annotated, Final, cast
from uuid import UUID

from fastapi import Depends, Path, Request

from services.complaints.application.rooms import Rooms
from services.complaints.domain.local import Here
from shared.web import Asking, Said


async def rooms_of(request: Request) -> Rooms:
    return cast("Rooms", request.app.state.rooms)


RoomsDep = Annotated[Rooms, Depends(rooms_of)]


async def around(rooms: Rooms, who: Said | Asking, stream: UUID) -> Here:
    """The world around `stream` as the caller sees it. Raises OutsideCalendar."""
    now = who.decided_at if isinstance(who, Said) else who.asked_at
    return await rooms.arrangements.around(who.authority, stream, today=who.today, now=now)


REFERENCE: Final = r"^[A-Z]{1,2}-[0-9]{4}-[0-9]{5,9}$"
Reference = Annotated[
    str,
    Path(
        description="The reference of the case, unique in its authority.",
        pattern=REFERENCE,
        examples=["C-2022-00001"],
    ),
]
