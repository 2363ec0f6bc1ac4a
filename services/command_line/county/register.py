"""The invented county's teams and workers, and where each service area's complaints go."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Team:
    code: str
    title: str
    service_area: str
    workers: int

    def worker_codes(self) -> tuple[str, ...]:
        """Pseudonymous codes, as a staff number is."""
        return tuple(f"{self.code}-{number:02}" for number in range(1, self.workers + 1))


TEAMS: Final = (
    Team("first-response-1", "First Response 1", "first-response", 3),
    Team("first-response-2", "First Response 2", "first-response", 2),
    Team("safeguarding-north", "Family Safeguarding North", "family-safeguarding", 4),
    Team("safeguarding-south", "Family Safeguarding South", "family-safeguarding", 3),
    Team("protection-1", "Child Protection 1", "child-protection", 3),
    Team("in-care-1", "Children in Care 1", "children-in-care", 3),
    Team("in-care-2", "Children in Care 2", "children-in-care", 2),
    Team("leaving-care", "Care Leavers", "care-leavers", 2),
    Team("fostering", "Fostering and Adoption", "fostering-and-adoption", 2),
    Team("disabled-children", "Disabled Children", "disabled-children", 2),
    Team("wellbeing", "Family Wellbeing", "family-wellbeing", 2),
)

EXPLOITATION: Final = Team("exploitation", "Exploitation Team", "exploitation", 2)
REFERRAL_TEAMS: Final = (
    Team("first-response-1", "First Response 1", "first-response", 3),
    Team("safeguarding-north", "Family Safeguarding North", "family-safeguarding", 4),
    Team("safeguarding-south", "Family Safeguarding South", "family-safeguarding", 3),
    Team("disabled-children", "Disabled Children", "disabled-children", 2),
    EXPLOITATION,
)
"""Who takes referrals; the same teams as those that complaints are about, as far as both know."""

IN_CARE: Final = (
    Team("in-care-1", "Children in Care 1", "children-in-care", 3),
    Team("in-care-2", "Children in Care 2", "children-in-care", 2),
)
FOSTERING: Final = Team("fostering", "Fostering and Adoption", "fostering-and-adoption", 2)
PLACEMENT_TEAMS: Final = (*IN_CARE, FOSTERING)
