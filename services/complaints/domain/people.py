"""Who complains, and how many children one complaint can be about."""

from dataclasses import dataclass
from typing import Final

from services.complaints.domain.terms import Eligibility, Relation
from shared.casework.people.details import PersonDetails

MOST_CHILDREN: Final = 20
"""On one complaint."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complainant:
    """Who complains. `eligibility` is None until it was asked (at acceptance at the latest)."""

    details: PersonDetails
    relation: Relation
    eligibility: Eligibility | None = None
