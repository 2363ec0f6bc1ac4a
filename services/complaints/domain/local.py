"""The circumstances of a decision in this context; `here.policy` holds the arrangements."""

from services.complaints.domain.policy import ComplaintsTerms
from shared.casework.local import LocalArrangements
from shared.event_sourcing import Circumstances
from shared.working_days import WorkingDayCalendar

Here = Circumstances[WorkingDayCalendar, LocalArrangements[ComplaintsTerms]]
