"""The invented quarter against the printed one (2023-09 paper, lines 612 and 613), counted again.

Three counts must agree: of what was true, of what was told, and the printed figures. The same
figures are asked of the whole system in tests/journeys.
"""

import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from deploy.replay_generators.performance_2023_24_q1 import CALENDAR, REPLAY, Told, lines, tell
from deploy.replay_generators.quarter.case import Case
from deploy.replay_generators.quarter.figures import Figures, known_on
from deploy.replay_generators.quarter.published import ROWS
from services.command_line.county.cast import FIRST, LAST
from services.command_line.replay_lines import Line, names_in, read
from shared.working_days import WorkingDayCalendar, load_edition

FOR_EVER = date(2032, 12, 31)
FIRST_DAY, LAST_DAY = date(2023, 4, 1), date(2023, 6, 30)
PERSONAL = frozenset({"name", "date_of_birth"})


@pytest.fixture(scope="module")
def told() -> Told:
    return tell()


@pytest.fixture(scope="module")
def replay() -> list[Line]:
    with REPLAY.open(encoding="utf-8") as file:
        return list(read(file))


@pytest.fixture(scope="module")
def calendar() -> WorkingDayCalendar:
    return load_edition(CALENDAR)


def _in_quarter(day: date | None) -> bool:
    return day is not None and FIRST_DAY <= day <= LAST_DAY


def _received(told: Told) -> list[Case]:
    return [case for case in told.cases if case.is_referral and _in_quarter(case.received_on)]


def _months_before(case: Case) -> Iterator[tuple[int, int]]:
    """How long before it the earlier referral was, in whole months and days over."""
    earlier = case.earlier
    for day in (case.former_on, earlier.received_on if earlier and earlier.is_referral else None):
        if day is not None:
            months = (case.received_on.year - day.year) * 12 + case.received_on.month - day.month
            yield months, case.received_on.day - day.day


def _is_again(case: Case) -> bool:
    return any((0, 0) < before <= (12, 0) for before in _months_before(case))


def _days(told: Told, calendar: WorkingDayCalendar) -> list[int]:
    """Working days from its start of every assessment that was truly authorised in the quarter."""
    return [
        _days_after(one.started_on, one.authorised_on, calendar)
        for case in told.cases
        for one in case.assessments
        if one.authorised_on is not None and _in_quarter(one.authorised_on)
    ]


def _days_after(start: date, end: date, calendar: WorkingDayCalendar) -> int:
    days = range(start.toordinal() + 1, end.toordinal() + 1)
    return sum(calendar.is_working_day(date.fromordinal(day)) for day in days)


def test_the_committed_file_is_what_the_generator_writes(told: Told) -> None:
    written = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(told))
    assert REPLAY.read_text(encoding="utf-8") == written


def test_what_was_true_is_what_is_printed(told: Told, calendar: WorkingDayCalendar) -> None:
    received, days = _received(told), _days(told, calendar)
    assert (sum(_is_again(case) for case in received), len(received)) == (317, 1367)
    assert (sum(number <= 45 for number in days), len(days)) == (755, 895)


def test_what_was_told_comes_to_it_in_the_end(told: Told, calendar: WorkingDayCalendar) -> None:
    assert known_on(told.steps, FOR_EVER, calendar) == Figures(
        contacts=1469,
        referrals=1367,
        re_referrals=317,
        assessed=895,
        in_time=755,
        first_assessed=885,
        first_in_time=661,
        open_late=28,
    )


def test_the_limits_are_met_to_the_day(told: Told, calendar: WorkingDayCalendar) -> None:
    days = _days(told, calendar)
    assert days.count(45) >= 50
    assert days.count(46) >= 20
    gaps = [gap for case in _received(told) for gap in _months_before(case)]
    assert gaps.count((12, 0)) >= 10
    assert sum(gap > (12, 0) for gap in gaps) >= 10
    assert gaps.count((0, 0)) >= 3
    ignored = [case for case in _received(told) if case.earlier and not case.earlier.is_referral]
    assert len(ignored) >= 10
    assert not any(map(_is_again, ignored))


def test_assessments_are_not_those_of_the_referrals_of_the_quarter(told: Told) -> None:
    starts = [
        one.started_on
        for case in told.cases
        for one in case.assessments
        if _in_quarter(one.authorised_on)
    ]
    assert {start.month for start in starts} >= {1, 2, 3, 4, 5, 6}
    before = [case for case in told.cases if case.assessments and case.received_on < FIRST_DAY]
    assert len(before) > 300


def test_mistakes_cross_the_edges_of_the_quarter_both_ways(told: Told) -> None:
    crossed = {
        (_in_quarter(wrong.received_on), _in_quarter(case.received_on))
        for case in told.cases
        if (wrong := told.mistakes.get(case.key)) and wrong.received_on
    }
    assert crossed >= {(True, False), (False, True)}
    ended = {
        (_in_quarter(wrong.authorised_on), _in_quarter(case.authorised_on))
        for case in told.cases
        if (wrong := told.mistakes.get(case.key)) and wrong.authorised_on
    }
    assert ended >= {(True, False), (False, True)}


@pytest.mark.parametrize(
    "day", [date(2023, 4, 28), date(2023, 6, 30), date(2023, 7, 14), date(2023, 8, 1)]
)
def test_what_was_known_before_differs_from_what_is_known_now(
    told: Told, calendar: WorkingDayCalendar, day: date
) -> None:
    then, now = (known_on(told.steps, known, calendar) for known in (day, FOR_EVER))
    assert (then.referrals, then.in_time) != (now.referrals, now.in_time)


def test_a_second_contact_is_decided_after_the_first(told: Told, replay: list[Line]) -> None:
    """Lines wait for each other by the names that they use: the later decision uses both."""
    number = {line.key: line.number for line in replay}
    decided = {line.key: names_in(line) for line in replay}
    pairs = [(case.key, case.earlier.key) for case in told.cases if case.earlier and case.response]
    assert len(pairs) > 280
    for later, earlier in pairs:
        first, second = f"county-2023:{earlier}:decide", f"county-2023:{later}:decide"
        assert number[first] < number[second]
        assert decided[second] == {earlier, later}


def test_only_the_opening_and_the_analyst_s_lines_wait_for_all_others(replay: list[Line]) -> None:
    alone = [line for line in replay if not names_in(line) and not line.save]
    assert len(alone) < 25
    assert {line.service for line in alone[-12:]} == {"projections"}


def test_every_published_row_is_said(replay: list[Line]) -> None:
    said = [line for line in replay if line.path == "/appraisals"]
    entered = [line for line in replay if line.path == "/entries"]
    assert (len(said), len(entered), len(ROWS)) == (7, 5, 7)


def test_nobody_in_the_file_is_real(replay: list[Line]) -> None:
    names = [value for line in replay for name, value in _said(line.body) if name == "name"]
    assert len(names) > 2000
    invented = {*FIRST, *LAST}
    assert all(set(re.split(r"[ -]", name)) <= invented for name in names)
    words = json.dumps([line.body for line in replay])
    assert "@" not in words
    assert "postcode" not in words


def test_no_path_id_or_reference_tells_of_a_person(replay: list[Line]) -> None:
    personal = {value for line in replay for name, value in _said(line.body) if name in PERSONAL}
    public = " ".join(f"{line.key} {line.path}" for line in replay)
    assert [value for value in personal if value in public] == []


def test_the_file_is_in_the_order_of_its_instants(replay: list[Line]) -> None:
    assert all(earlier.at <= later.at for earlier, later in pairwise(replay))


def _said(body: object) -> Iterator[tuple[str, str]]:
    match body:
        case dict():
            for name, value in body.items():
                if isinstance(value, str):
                    yield name, value
                yield from _said(value)
        case list():
            for each in body:
                yield from _said(each)
        case _:
            return
