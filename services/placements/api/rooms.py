"""The rooms of the service, as its routes are given them."""

from typing import Annotated, cast

from fastapi import Depends, Request

from services.placements.application.rooms import Rooms


async def rooms_of(request: Request) -> Rooms:
    return cast("Rooms", request.app.state.rooms)


RoomsDep = Annotated[Rooms, Depends(rooms_of)]
