"""What a rule may know beside the command and the case: the day, the calendar, local policy."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

CalendarT_co = TypeVar("CalendarT_co", covariant=True)
PolicyT_co = TypeVar("PolicyT_co", covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances(Generic[CalendarT_co, PolicyT_co]):
    """The world around one decision, handed in so that the decision itself stays pure.

    `stream` is the case's own id, from which clock and fact ids are derived; `today` is the
    London date of `now`, which is an aware instant in UTC.
    """

    stream: UUID
    today: date
    now: datetime
    calendar: CalendarT_co
    policy: PolicyT_co
