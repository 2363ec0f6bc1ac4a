"""The bodies of placing a child: where, with whom, and by what right."""

from datetime import date
from typing import Annotated

from pydantic import Field, StringConstraints

from services.placements.api.care.at_desk import AtDesk
from services.placements.application.placing import household_stream
from services.placements.application.rooms import Rooms
from services.placements.domain.care.commands import MakePlacement
from services.placements.domain.care.state import PlaceOfHousehold
from services.placements.domain.households.terms import Ground
from services.placements.domain.terms import PlacementType, Provider
from shared.casework.api.bodies import Body, Line, Number, YesOrNo
from shared.casework.api.dependencies import REFERENCE

HouseholdReference = Annotated[
    str, StringConstraints(pattern=REFERENCE), Field(examples=["H-2023-00001"])
]


class PlaceBody(Body):
    """A place in a household of ours, and the ground on which it may take the child."""

    household: HouseholdReference
    ground: Ground = Ground.WITHIN_TERMS

    async def place(self, rooms: Rooms, authority: str) -> PlaceOfHousehold:
        """Raises NoSuchHousehold."""
        stream = await household_stream(rooms.households, authority, self.household, field="place")
        return PlaceOfHousehold(stream=stream, reference=self.household, ground=self.ground)


class WhereBody(Body):
    """What a placement is. `place` is for a household of ours; its own rule decides too."""

    provider: Provider
    type: PlacementType
    emergency: YesOrNo = False
    long_term: YesOrNo = Field(
        default=False, description="Intended to last until the child is eighteen."
    )
    request: Number | None = Field(default=None, ge=1, le=10_000)
    place: PlaceBody | None = None
    address: Line | None = None
    postcode: Line | None = None

    async def made(self, on: date, desk: AtDesk) -> MakePlacement:
        """Raises NoSuchHousehold."""
        authority = desk.said.authority
        place = await self.place.place(desk.rooms, authority) if self.place else None
        return MakePlacement(
            started_on=on,
            provider=self.provider,
            type=self.type,
            emergency=self.emergency,
            long_term=self.long_term,
            request=self.request,
            place=place,
            address=self.address,
            postcode=self.postcode,
        )
