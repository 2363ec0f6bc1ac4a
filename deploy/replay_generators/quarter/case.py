"""What truly happened to one invented child's contact, before anybody recorded it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shared.working_days import WorkingDayCalendar

QUARTER_FIRST: Final = date(2023, 4, 1)
QUARTER_LAST: Final = date(2023, 6, 30)
WITHIN_WORKING_DAYS: Final = 45
SOCIAL_WORK: Final = "social-work"
NO_FURTHER_ACTION: Final = "no-further-action"


@dataclass(slots=True, kw_only=True)
class Assessed:
    """One assessment; `authorised_on` is None while it goes on."""

    started_on: date
    authorised_on: date | None = None


@dataclass(slots=True, kw_only=True)
class Case:
    """A contact about one child, and what came of it.

    `response` is None while nothing is decided. `earlier` is another contact about the same child
    that was decided before this one; `former_on` the day of one that a former system held.
    """

    received_on: date
    decided_on: date
    response: str | None = SOCIAL_WORK
    assessments: list[Assessed] = field(default_factory=list)
    earlier: "Case | None" = None
    former_on: date | None = None
    is_exploitation: bool = False
    key: str = ""

    @property
    def is_referral(self) -> bool:
        return self.response == SOCIAL_WORK

    @property
    def child(self) -> str:
        """The key of the first contact about the child."""
        return self.key if self.earlier is None else self.earlier.child

    @property
    def authorised_on(self) -> date | None:
        """The day on which the latest assessment was authorised."""
        return self.assessments[-1].authorised_on if self.assessments else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """What was told first and not true, and the day on which it was put right.

    `started_on` and `authorised_on` are of the first assessment.
    """

    put_right_on: date
    received_on: date | None = None
    response: str | None = None
    started_on: date | None = None
    authorised_on: date | None = None


def in_quarter(day: date | None) -> bool:
    return day is not None and QUARTER_FIRST <= day <= QUARTER_LAST


def a_year_before(day: date) -> date:
    """The same day of the year before; no 29 February comes near this quarter."""
    return day.replace(year=day.year - 1)


def days_of(assessed: Assessed, calendar: WorkingDayCalendar) -> int | None:
    """Working days from its start to its authorisation; None while it goes on."""
    if assessed.authorised_on is None:
        return None
    return calendar.count_after(assessed.started_on, through=assessed.authorised_on)
