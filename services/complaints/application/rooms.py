"""What the service can do, by kind of case: the one thing that its routes are given."""

from dataclasses import dataclass

from services.complaints.application.arrangements import Arrangements
from services.complaints.application.cases import (
    ComplaintDesk,
    ComplimentDesk,
    PolicyCases,
    RegisterCases,
)
from services.complaints.application.destruction import Destruction
from services.complaints.application.erasing import Erasing
from shared.event_store.listing import CaseList


@dataclass(frozen=True, slots=True, kw_only=True)
class Rooms:
    """Every kind of case, the list of all of them, and what the authority arranged."""

    complaints: ComplaintDesk
    compliments: ComplimentDesk
    register: RegisterCases
    policy: PolicyCases
    erasing: Erasing
    destruction: Destruction
    listing: CaseList
    arrangements: Arrangements
