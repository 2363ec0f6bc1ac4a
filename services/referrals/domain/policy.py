"""What an authority decides for itself about referrals, and what it may not."""

from dataclasses import dataclass
from typing import Final

from shared.casework.policy.rules import PolicySet, policy_rules
from shared.casework.refusals import OutsidePolicyBounds
from shared.casework.stored import StoredAs

LONGEST_TO_TELL: Final = 20
MOST_CASES: Final = 50
MOST_MONTHS: Final = 60
LONGEST_WARNING: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralsTerms:
    """The terms of one edition.

    `outcome_told_working_days` from the decision, to tell the referrer what became of it.
    `exploitation_ceiling` is how many exploitation cases a practitioner has at most (2016-11
    L802-804). `re_referral_months` is how long a referral makes the next one a further one (2023-09
    L612). `assessment_due_soon_working_days` is how early the work list warns of an assessment.
    `emergency_number` is told to a partner beside 999.
    """

    outcome_told_working_days: int = 1
    exploitation_ceiling: int = 10
    re_referral_months: int = 12
    assessment_due_soon_working_days: int = 10
    emergency_number: str | None = None


def check_bounds(terms: ReferralsTerms) -> None:
    """Raises OutsidePolicyBounds."""
    _between(1, terms.outcome_told_working_days, LONGEST_TO_TELL, "outcome_told_working_days")
    _between(1, terms.exploitation_ceiling, MOST_CASES, "exploitation_ceiling")
    _between(1, terms.re_referral_months, MOST_MONTHS, "re_referral_months")
    _between(
        0,
        terms.assessment_due_soon_working_days,
        LONGEST_WARNING,
        "assessment_due_soon_working_days",
    )


def _between(least: int, value: int, most: int, field: str) -> None:
    if not least <= value <= most:
        raise OutsidePolicyBounds(field, longest=most)


POLICY: Final = policy_rules(ReferralsTerms(), check_bounds)

STORED: Final = (StoredAs("policy-set", 1, PolicySet, shape=PolicySet[ReferralsTerms]),)
