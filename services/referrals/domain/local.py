"""The circumstances of a decision in this context."""

from services.referrals.domain.policy import ReferralsTerms
from shared.casework.local import LocalArrangements
from shared.event_sourcing import Circumstances
from shared.working_days import WorkingDayCalendar

Here = Circumstances[WorkingDayCalendar, LocalArrangements[ReferralsTerms]]
"""`here.policy.policy.on(day).terms` is the local policy, `here.policy.register` the teams."""
