"""Everything that the service's routes ask, in one place."""

from dataclasses import dataclass

from services.projections.application.answering import Answering
from services.projections.application.appraisals import Appraisals
from services.projections.application.ports import Entries, Readings
from services.projections.application.rebuilds import Rebuilds
from services.projections.application.standings import ClockLists
from shared.working_days import WorkingDayCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Made once for a process; the routes find it in the application's state."""

    answering: Answering
    readings: Readings
    entries: Entries
    appraisals: Appraisals
    clocks: ClockLists
    rebuilds: Rebuilds
    calendar: WorkingDayCalendar
