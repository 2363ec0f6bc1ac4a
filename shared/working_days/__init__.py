"""Which days are working days, by committed editions that know where they end."""

from shared.working_days.calendar import NonWorkingDay, OutsideCalendar, WorkingDayCalendar
from shared.working_days.edition import (
    CURRENT_EDITION,
    DamagedEdition,
    NoSuchEdition,
    current_edition,
    load_edition,
)

__all__ = [
    "CURRENT_EDITION",
    "DamagedEdition",
    "NoSuchEdition",
    "NonWorkingDay",
    "OutsideCalendar",
    "WorkingDayCalendar",
    "current_edition",
    "load_edition",
]
