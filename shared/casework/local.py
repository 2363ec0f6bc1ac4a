"""What a rule may know of its authority: policy, and register.

A service names the circumstances of its own decisions once, in its `domain/local.py`:

    Here = Circumstances[WorkingDayCalendar, LocalArrangements[PolicyTerms]]
"""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from shared.casework.policy.state import Policy
from shared.casework.register.state import Register

TermsT_co = TypeVar("TermsT_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalArrangements(Generic[TermsT_co]):
    """The authority's own policy and register, each as its stream stands."""

    policy: Policy[TermsT_co]
    register: Register = field(default_factory=Register)
