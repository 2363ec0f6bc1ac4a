"""What routes take: the rooms of the service, a reference, the caller's circumstances."""

from typing import Annotated, Final, cast

from fastapi import Depends, Path, Request

from services.complaints.application.rooms import Rooms


async def rooms_of(request: Request) -> Rooms:
    return cast("Rooms", request.app.state.rooms)


RoomsDep = Annotated[Rooms, Depends(rooms_of)]

REFERENCE: Final = r"^[A-Z]{1,2}-[0-9]{4}-[0-9]{5,9}$"
Reference = Annotated[
    str,
    Path(
        description="The reference of the case, unique in its authority.",
        pattern=REFERENCE,
        examples=["C-2022-00001"],
    ),
]
