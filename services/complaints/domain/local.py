"""What a rule of this context may know of its authority: policy, and register."""

from dataclasses import dataclass, field

from services.complaints.domain.policy_state import Policy
from services.complaints.domain.register_state import Register
from shared.event_sourcing import Circumstances
from shared.working_days import WorkingDayCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalArrangements:
    """The authority's own policy and register, each as its stream stands."""

    policy: Policy = field(default_factory=Policy)
    register: Register = field(default_factory=Register)


Here = Circumstances[WorkingDayCalendar, LocalArrangements]
"""The circumstances of a decision in this context; `here.policy` holds the arrangements."""
