"""The rooms of a service as the routers of this package are given them, whoever's they are.

A service's application has its rooms at `app.state.rooms`: a subclass of `AuthorityRooms`.
"""

from typing import Annotated, cast

from fastapi import Depends, Request

from shared.casework.rooms import AuthorityRooms

AnyRooms = AuthorityRooms[object]
"""The policy's terms are the service's own."""


async def _rooms_of(request: Request) -> AnyRooms:
    return cast("AnyRooms", request.app.state.rooms)


AnyRoomsDep = Annotated[AnyRooms, Depends(_rooms_of)]
