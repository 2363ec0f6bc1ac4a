"""What an authority decides for itself about complaints, and what it may decide."""

from dataclasses import dataclass
from typing import Final

from shared.casework.policy.rules import PolicyRules, PolicySet, policy_rules
from shared.casework.policy.state import PolicyEdition
from shared.casework.refusals import OutsidePolicyBounds
from shared.casework.stored import StoredAs

LONGEST_ACKNOWLEDGEMENT: Final = 10
"""Local policy: an acknowledgement later than the response is due would acknowledge nothing."""
LONGEST_WARNING: Final = 10
"""A warning before the clock starts would warn of everything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintsTerms:
    """What an authority decides for itself.

    `acknowledgement_working_days` from receipt. `pause_while_finding_advocate`:
    guidance lets Stage 1 stand still then, and few authorities do.
    `stage_1_due_soon_working_days` is how early the work list warns.
    """

    acknowledgement_working_days: int = 3
    pause_while_finding_advocate: bool = False
    stage_1_due_soon_working_days: int = 3


def check_bounds(terms: ComplaintsTerms) -> None:
    """Raises OutsidePolicyBounds."""
    if not 1 <= terms.acknowledgement_working_days <= LONGEST_ACKNOWLEDGEMENT:
        raise OutsidePolicyBounds("acknowledgement_working_days", longest=LONGEST_ACKNOWLEDGEMENT)
    if not 0 <= terms.stage_1_due_soon_working_days <= LONGEST_WARNING:
        raise OutsidePolicyBounds("stage_1_due_soon_working_days", longest=LONGEST_WARNING)


POLICY: Final[PolicyRules[ComplaintsTerms]] = policy_rules(ComplaintsTerms(), check_bounds)
BUILT_IN: Final[PolicyEdition[ComplaintsTerms]] = POLICY.initial.editions[0]

STORED: Final = (StoredAs("policy-set", 1, PolicySet, shape=PolicySet[ComplaintsTerms]),)
