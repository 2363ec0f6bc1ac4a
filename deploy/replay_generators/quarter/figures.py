"""The figures of a told quarter, counted one by one: what must be answered, now and as known.

Knows nothing of events, clocks or SQL, so that it can disagree with them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from deploy.replay_generators.quarter.case import (
    QUARTER_LAST,
    SOCIAL_WORK,
    WITHIN_WORKING_DAYS,
    a_year_before,
    in_quarter,
)
from services.command_line.county.telling import Step
from shared.clock import london_date
from shared.working_days import WorkingDayCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`assessed` are authorised in the quarter, `in_time` within 45 working days of their start;
    `first_*` only first assessments, from the referral; `open_late` open past day 45 at its end,
    or on the day of knowing before that.
    """

    contacts: int
    referrals: int
    re_referrals: int
    assessed: int
    in_time: int
    first_assessed: int
    first_in_time: int
    open_late: int


@dataclass(slots=True, kw_only=True)
class _Known:
    child: str
    received_on: date
    former_on: date | None
    response: str | None = None
    started: dict[int, date] = field(default_factory=dict)
    authorised: dict[int, date] = field(default_factory=dict)


def known_on(steps: Iterable[Step], day: date, calendar: WorkingDayCalendar) -> Figures:
    """The quarter's figures from what had been told by the end of `day` in London."""
    known: dict[str, _Known] = {}
    for step in sorted(steps, key=lambda each: each.at):
        if london_date(step.at) <= day:
            _hear(known, step)
    referrals = [each for each in known.values() if each.response == SOCIAL_WORK]
    received = [each for each in referrals if in_quarter(each.received_on)]
    children: dict[str, list[_Known]] = {}
    for each in referrals:
        children.setdefault(each.child, []).append(each)
    from_start = [*_from_start(known.values(), calendar)]
    from_referral = [
        calendar.count_after(each.received_on, through=each.authorised[1])
        for each in known.values()
        if in_quarter(each.authorised.get(1))
    ]
    ending = min(day, QUARTER_LAST)
    return Figures(
        contacts=sum(in_quarter(each.received_on) for each in known.values()),
        referrals=len(received),
        re_referrals=sum(_again(each, children) for each in received),
        assessed=len(from_start),
        in_time=sum(days <= WITHIN_WORKING_DAYS for days in from_start),
        first_assessed=len(from_referral),
        first_in_time=sum(days <= WITHIN_WORKING_DAYS for days in from_referral),
        open_late=sum(_is_open_late(each, ending, calendar) for each in known.values()),
    )


def _hear(known: dict[str, _Known], step: Step) -> None:
    if step.action == "contact":
        former_on = step.facts["former_on"]
        known[step.case] = _Known(
            child=str(step.facts["child"]),
            received_on=step.on,
            former_on=former_on if isinstance(former_on, date) else None,
        )
        return
    case = known[step.case]
    match step.action:
        case "decide":
            case.response = str(step.facts["response"])
        case "start":
            case.started[_number(step)] = step.on
        case "authorise":
            case.authorised[_number(step)] = step.on
        case "correct":
            _put_right(case, step.facts)
        case _:
            pass


def _put_right(case: _Known, facts: Mapping[str, object]) -> None:
    for name, day in facts.items():
        match name, day:
            case "received_on", date():
                case.received_on = day
            case "started_on", date():
                case.started[1] = day
            case "authorised_on", date():
                case.authorised[1] = day
            case "response", str():
                case.response = day
            case _:
                raise ValueError(name)


def _again(case: _Known, children: Mapping[str, list[_Known]]) -> bool:
    days = [each.received_on for each in children[case.child]]
    days += [] if case.former_on is None else [case.former_on]
    return any(a_year_before(case.received_on) <= day < case.received_on for day in days)


def _from_start(known: Iterable[_Known], calendar: WorkingDayCalendar) -> Iterator[int]:
    for each in known:
        for number, done_on in each.authorised.items():
            if in_quarter(done_on):
                yield calendar.count_after(each.started[number], through=done_on)


def _is_open_late(case: _Known, on: date, calendar: WorkingDayCalendar) -> bool:
    """Whether the last assessment that was started by that day was going on, past its limit."""
    begun = [number for number, day in case.started.items() if day <= on]
    if not begun:
        return False
    last = max(begun)
    done_on = case.authorised.get(last)
    if done_on is not None and done_on <= on:
        return False
    return calendar.count_after(case.started[last], through=on) > WITHIN_WORKING_DAYS


def _number(step: Step) -> int:
    number = step.facts["number"]
    assert isinstance(number, int)
    return number
