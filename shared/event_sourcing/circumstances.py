"""What a rule may know beside the command and the case: the day, the calendar, local policy."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar
from uuid import UUID

CalendarT = TypeVar("CalendarT")
PolicyT = TypeVar("PolicyT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances(Generic[CalendarT, PolicyT]):
    """The world around one decision, handed in so that the decision itself stays pure.

    `stream` is the case's own id, from which clock and fact ids are derived; `today` is the
    London date of `now`, which is an aware instant in UTC.
    """

    stream: UUID
    today: date
    now: datetime
    calendar: CalendarT
    policy: PolicyT
