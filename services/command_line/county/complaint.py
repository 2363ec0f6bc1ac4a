"""What truly happened to one invented statutory complaint, before anybody recorded it."""

from dataclasses import dataclass
from datetime import date
from typing import Final

STAGE_1_WORKING_DAYS: Final = 10
IN_TIME_WORKING_DAYS: Final = 20


@dataclass(slots=True, kw_only=True)
class Complaint:
    """`working_days` from receipt to response, which is None while there is none.

    `excuse` is agreed-date or good-reason, where there was one for taking more than 20.
    """

    key: str
    received_on: date
    working_days: int | None
    answered_on: date | None
    fault: bool = False
    young: bool = False
    excuse: str | None = None
    extended_to: int | None = None

    @property
    def is_late(self) -> bool:
        return self.working_days is None or self.working_days > IN_TIME_WORKING_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What was told first and not true, and the day on which it was put right."""

    put_right_on: date
    received_on: date | None = None
    answered_on: date | None = None
    fault: bool | None = None
