"""What the service can do, by kind of case: the one thing that its routes are given."""

from dataclasses import dataclass

from services.placements.application.cases import CareDesk, HouseholdDesk
from services.placements.application.opening_care import OpeningCare
from services.placements.domain.policy import PlacementsTerms
from shared.casework.rooms import AuthorityRooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms(AuthorityRooms[PlacementsTerms]):
    """Times in care and fostering households, beside what every service has."""

    care: CareDesk
    opening: OpeningCare
    households: HouseholdDesk
