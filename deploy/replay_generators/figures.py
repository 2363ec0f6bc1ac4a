"""The figures of a told year, counted one by one: what the system must answer, now and as known.

Knows nothing of events, clocks or SQL, so that it can disagree with them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from deploy.replay_generators.year_plan import YEAR_FIRST, YEAR_LAST
from services.command_line.county.complaint import IN_TIME_WORKING_DAYS
from services.command_line.county.telling import Step
from shared.clock import london_date
from shared.working_days import WorkingDayCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    received: int
    resolved: int
    in_time: int
    fault: int


@dataclass(slots=True, kw_only=True)
class _Known:
    received_on: date | None = None
    answered_on: date | None = None
    fault: bool = False
    statutory: bool = False


def known_on(steps: Iterable[Step], day: date, calendar: WorkingDayCalendar) -> Figures:
    """The year's statutory figures from what had been told by the end of `day` in London."""
    known: dict[str, _Known] = {}
    for step in sorted(steps, key=lambda each: each.at):
        if london_date(step.at) <= day:
            _hear(known.setdefault(step.case, _Known()), step)
    cases = [each for each in known.values() if each.statutory]
    resolved = [each for each in cases if _in_year(each.answered_on)]
    return Figures(
        received=sum(_in_year(each.received_on) for each in cases),
        resolved=len(resolved),
        in_time=sum(_working_days(each, calendar) <= IN_TIME_WORKING_DAYS for each in resolved),
        fault=sum(each.fault for each in resolved),
    )


def _hear(known: _Known, step: Step) -> None:
    match step.action:
        case "receive":
            known.received_on = step.on
        case "decide-statutory":
            known.statutory = True
        case "respond":
            known.answered_on = step.on
            known.fault = step.facts["fault"] is True
        case "correct":
            _put_right(known, step)
        case _:
            pass


def _put_right(known: _Known, step: Step) -> None:
    received_on, answered_on = step.facts.get("received_on"), step.facts.get("answered_on")
    if isinstance(received_on, date):
        known.received_on = received_on
    if isinstance(answered_on, date):
        known.answered_on = answered_on
    if "fault" in step.facts:
        known.fault = step.facts["fault"] is True


def _in_year(day: date | None) -> bool:
    return day is not None and YEAR_FIRST <= day <= YEAR_LAST


def _working_days(known: _Known, calendar: WorkingDayCalendar) -> int:
    assert known.received_on is not None
    assert known.answered_on is not None
    return calendar.count_after(known.received_on, through=known.answered_on)
