"""What an authority may set for itself: its own limits, and how early the work list warns."""

from dataclasses import dataclass, fields
from typing import Final

from shared.casework.policy.rules import PolicySet, policy_rules
from shared.casework.refusals import OutsidePolicyBounds
from shared.casework.stored import StoredAs

LONGEST: Final = 20
"""Working days: no local limit may be longer than that of the first review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacementsTerms:
    """Working days, each from 1 to 20; the built-in ones are the 2014-11 paper's (L992-993).

    To tell the reviewing officer service, to appoint the officer (both from the day the child
    became looked after), and before a first review is due that the work list warns.
    """

    service_told_working_days: int = 2
    officer_appointed_working_days: int = 5
    first_review_due_soon_working_days: int = 5


def check_bounds(terms: PlacementsTerms) -> None:
    """Raises OutsidePolicyBounds."""
    for field in fields(terms):
        value: int = getattr(terms, field.name)
        if not 1 <= value <= LONGEST:
            raise OutsidePolicyBounds(field.name, longest=LONGEST)


POLICY: Final = policy_rules(PlacementsTerms(), check_bounds)
STORED: Final = (StoredAs("policy-set", 1, PolicySet, shape=PolicySet[PlacementsTerms]),)
