"""What the service can do, by kind of case: the one thing that its routes are given."""

from dataclasses import dataclass

from services.complaints.application.cases import ComplaintDesk, ComplimentDesk
from services.complaints.domain.policy import ComplaintsTerms
from shared.casework.rooms import AuthorityRooms


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms(AuthorityRooms[ComplaintsTerms]):
    """Complaints and compliments, beside what every service has."""

    complaints: ComplaintDesk
    compliments: ComplimentDesk
