"""A working-day calendar is data: an edition, the holidays in it, the days it covers.

"Working day" means not a Saturday, a Sunday, Christmas Day, Boxing Day, Good Friday or a
bank holiday under the Banking and Financial Dealings Act 1971 (SI 2006/1738 reg 2).
"""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

SATURDAY: Final = 5
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class OutsideCalendar(LookupError):
    """The day is outside the edition, so whether it is a working day is unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NonWorkingDay:
    """A day that is not counted. `why` is the holiday's name, else "Saturday" or "Sunday"."""

    day: date
    why: str
    weekend: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDayCalendar:
    """The working days from `first_day` to `last_day`, both inclusive.

    `holidays` names each holiday, also one that falls on a weekend. Every method raises
    OutsideCalendar where the answer would need a day outside, and ValueError for a
    negative count.
    """

    edition: str
    holidays: Mapping[date, str] = field(hash=False, repr=False)
    first_day: date
    last_day: date
    _working: "array[int]" = field(init=False, repr=False, compare=False)
    """The ordinal of each working day, ascending: a count is a bisection, not a walk."""

    def __post_init__(self) -> None:
        holidays = MappingProxyType(dict(self.holidays))
        outside = [day for day in holidays if not self.first_day <= day <= self.last_day]
        if outside:
            raise ValueError(f"holidays outside the edition's own days: {min(outside)}")
        days = range(self.first_day.toordinal(), self.last_day.toordinal() + 1)
        away = {day.toordinal() for day in holidays}
        # Ordinal 1 is a Monday, so that (ordinal - 1) % 7 is date.weekday() without the date.
        working = array("l", (d for d in days if (d - 1) % 7 < SATURDAY and d not in away))
        object.__setattr__(self, "holidays", holidays)
        object.__setattr__(self, "_working", working)

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is a working day; OutsideCalendar rather than a guess."""
        ordinal = self._known(day)
        place = bisect_left(self._working, ordinal)
        return place < len(self._working) and self._working[place] == ordinal

    def nth_after(self, start: date, working_days: int) -> date:
        """The `working_days`-th working day after `start`. `start` is day 0, and may be any day."""
        place = bisect_right(self._working, self._known(start)) + _counted(working_days) - 1
        if working_days == 0:
            return start
        if place >= len(self._working):
            raise OutsideCalendar(
                f"{working_days} working days after {start} is beyond {self._bounds()}"
            )
        return date.fromordinal(self._working[place])

    def nth_before(self, anchor: date, working_days: int) -> date:
        """The `working_days`-th working day before `anchor`, which is day 0 and may be any day."""
        place = bisect_left(self._working, self._known(anchor)) - _counted(working_days)
        if working_days == 0:
            return anchor
        if place < 0:
            raise OutsideCalendar(
                f"{working_days} working days before {anchor} is beyond {self._bounds()}"
            )
        return date.fromordinal(self._working[place])

    def count_after(self, start: date, *, through: date) -> int:
        """Working days after `start`, up to and including `through`; 0 if `through` is earlier."""
        after = bisect_right(self._working, self._known(start))
        upto = bisect_right(self._working, self._known(through))
        return max(0, upto - after)

    def non_working_days(self, start: date, *, through: date) -> tuple[NonWorkingDay, ...]:
        """Each day after `start`, up to and including `through`, that is not counted, and why."""
        first, last = self._known(start) + 1, self._known(through)
        days = (date.fromordinal(ordinal) for ordinal in range(first, last + 1))
        return tuple(self._not_counted(day) for day in days if not self.is_working_day(day))

    def _not_counted(self, day: date) -> NonWorkingDay:
        why = self.holidays.get(day, WEEKDAYS[day.weekday()])
        return NonWorkingDay(day=day, why=why, weekend=day.weekday() >= SATURDAY)

    def _known(self, day: date) -> int:
        if not self.first_day <= day <= self.last_day:
            raise OutsideCalendar(f"{day} is not in {self._bounds()}")
        return day.toordinal()

    def _bounds(self) -> str:
        return f"calendar edition {self.edition} ({self.first_day} to {self.last_day})"


def _counted(working_days: int) -> int:
    if working_days < 0:
        raise ValueError(f"a count of working days cannot be negative: {working_days}")
    return working_days
