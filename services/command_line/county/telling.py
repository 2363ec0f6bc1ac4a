"""How what happened came to be told: in office hours, often late, sometimes wrongly at first.

A step is one thing told to the system at an instant. What a step says may differ from what was
true; a later `correct` step then says the truth.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from services.command_line.county.complaint import (
    STAGE_1_WORKING_DAYS,
    Complaint,
    Mistake,
)
from shared.clock import LONDON, london_date
from shared.working_days import WorkingDayCalendar

FIRST_MINUTE: Final = 8 * 60 + 45
LAST_MINUTE: Final = 17 * 60 + 15
LAGS: Final = (*(0,) * 12, *(1,) * 5, 2, 2, 3, 3, 5, 8, 13, 20)
SHORT_LAGS: Final = (0, 0, 0, 0, 1, 1, 2, 4)
WEEKEND_CHANCE: Final = 0.1
NOTED_CHANCE: Final = 0.15
HANDED_ON_CHANCE: Final = 0.12
CLOSED_CHANCE: Final = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """`at` is when it was told (UTC), `on` the day it is told to have happened (London)."""

    at: datetime
    case: str
    action: str
    on: date
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Office:
    """Turns what happened into what was told and when. Draws from `chance`."""

    chance: Random
    calendar: WorkingDayCalendar

    def day_in(self, first: date, last: date) -> date:
        """A day in the range: mostly a working day, now and then a web form on a Sunday."""
        while True:
            day = first + timedelta(days=self.chance.randint(0, (last - first).days))
            if self.calendar.is_working_day(day) or self.chance.random() < WEEKEND_CHANCE:
                return day

    def told_after(self, day: date, after: datetime | None, lags: tuple[int, ...]) -> datetime:
        """An instant in office hours, some days after `day` and at least two minutes on."""
        on = day + timedelta(days=self.chance.choice(lags))
        while not self.calendar.is_working_day(on):
            on += timedelta(days=1)
        minute = self.chance.randint(FIRST_MINUTE, LAST_MINUTE)
        clock = time(minute // 60, minute % 60, self.chance.randint(0, 59), tzinfo=LONDON)
        at = datetime.combine(on, clock).astimezone(UTC)
        if after is not None and at <= after:
            at = after + timedelta(minutes=self.chance.randint(2, 9))
        return at

    def statutory(self, complaint: Complaint, mistake: Mistake | None) -> Iterator[Step]:
        """A statutory complaint from receipt to closure, as far as it came."""
        wrong = mistake or Mistake(put_right_on=complaint.received_on)
        received_on = wrong.received_on or complaint.received_on
        arrived = max(received_on, complaint.received_on)
        at = self.told_after(arrived, None, LAGS)
        yield Step(at=at, case=complaint.key, action="receive", on=received_on)
        for action, step_on in (
            ("acknowledge", self._soon(arrived, 1, 4)),
            ("decide-statutory", self._soon(arrived, 1, 5)),
            ("allocate", self._soon(arrived, 2, 6)),
        ):
            at = self.told_after(step_on, at, SHORT_LAGS)
            yield Step(at=at, case=complaint.key, action=action, on=step_on)
        for step in self._in_hand(complaint, arrived, at):
            at = step.at
            yield step
        for step in self._allowances(complaint, arrived, at):
            at = max(at, step.at)
            yield step
        if complaint.answered_on is not None:
            yield from self._answer(complaint, complaint.answered_on, wrong, at)
        elif wrong.received_on is not None:
            yield self._put_right(complaint, wrong, at)

    def _in_hand(self, complaint: Complaint, arrived: date, at: datetime) -> Iterator[Step]:
        """A note about a call, or another worker takes over: while nothing is late yet."""
        for action, chance in (("note", NOTED_CHANCE), ("reallocate", HANDED_ON_CHANCE)):
            if self.chance.random() < chance:
                at = self.told_after(self._soon(arrived, 3, 7), at, (0,))
                yield Step(at=at, case=complaint.key, action=action, on=london_date(at))

    def _allowances(self, complaint: Complaint, arrived: date, at: datetime) -> Iterator[Step]:
        """The extension near the tenth day; the excuse near the twentieth, each told at once."""
        if complaint.extended_to is not None:
            on = self.calendar.nth_after(arrived, STAGE_1_WORKING_DAYS - 2)
            at = self.told_after(on, at, (0,))
            facts: dict[str, object] = {"limit": complaint.extended_to}
            yield Step(at=at, case=complaint.key, action="extend", on=on, facts=facts)
        if complaint.excuse is not None:
            on = self.calendar.nth_after(arrived, 2 * STAGE_1_WORKING_DAYS - 1)
            at = self.told_after(on, at, (0,))
            until = complaint.answered_on or self.calendar.nth_after(on, 40)
            agreed = self.calendar.nth_after(until, self.chance.choice((0, 0, 1, 3)))
            facts = {"agreed_on": agreed}
            yield Step(at=at, case=complaint.key, action=complaint.excuse, on=on, facts=facts)

    def _answer(
        self, complaint: Complaint, answered_on: date, wrong: Mistake, at: datetime
    ) -> Iterator[Step]:
        told_on = wrong.answered_on or answered_on
        fault = complaint.fault if wrong.fault is None else wrong.fault
        at = self.told_after(max(told_on, answered_on), at, LAGS)
        yield Step(at=at, case=complaint.key, action="respond", on=told_on, facts={"fault": fault})
        is_wrong = (wrong.received_on, wrong.answered_on, wrong.fault) != (None, None, None)
        if is_wrong:
            step = self._put_right(complaint, wrong, at)
            at = step.at
            yield step
        if self.chance.random() < CLOSED_CHANCE:
            on = self._soon(max(answered_on, told_on), 3, 12)
            at = self.told_after(on, at, SHORT_LAGS)
            yield Step(at=at, case=complaint.key, action="close", on=on)

    def _put_right(self, complaint: Complaint, wrong: Mistake, at: datetime) -> Step:
        facts: dict[str, object] = {}
        if wrong.received_on is not None:
            facts["received_on"] = complaint.received_on
        if wrong.answered_on is not None:
            facts["answered_on"] = complaint.answered_on
        if wrong.fault is not None:
            facts["fault"] = complaint.fault
        at = self.told_after(wrong.put_right_on, at, (0,))
        return Step(at=at, case=complaint.key, action="correct", on=wrong.put_right_on, facts=facts)

    def _soon(self, day: date, fewest: int, most: int) -> date:
        return self.calendar.nth_after(day, self.chance.randint(fewest, most))
