"""The circumstances of a decision that looks at no local arrangement: any service's will do."""

from shared.event_sourcing import Circumstances
from shared.working_days import WorkingDayCalendar

AnyHere = Circumstances[WorkingDayCalendar, object]
