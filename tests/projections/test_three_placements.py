"""Three or more placements in a year: moves are counted, corrections are not."""

from datetime import date

import pytest

from services.projections.indicators.windows import rolling_year, year_to_date
from tests.projections.asking import ask, cells, counts, listed, question
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, fact
from tests.projections.placements import care, child, come_home, homes, left, place, stay, take_in

MOVES = "care.three-placements"
YEAR, ROLLING = "year-to-date", "rolling-12-months"


@pytest.mark.parametrize(
    ("last", "april", "rolling"),
    [
        ("2014-06-30", "2014-04-01", "2013-07-01"),
        ("2014-03-31", "2013-04-01", "2013-04-01"),
        ("2014-04-01", "2014-04-01", "2013-04-02"),
        ("2024-02-29", "2023-04-01", "2023-03-01"),
        ("2025-02-28", "2024-04-01", "2024-03-01"),
    ],
)
def test_the_first_days_of_the_windows(last: str, april: str, rolling: str) -> None:
    day = date.fromisoformat(last)
    assert year_to_date(day) == date.fromisoformat(april)
    assert rolling_year(day) == date.fromisoformat(rolling)


def moved(log: HandMadeLog, case: str, *days: str, who: str | None = None) -> None:
    """A child who came on the first day and was moved on each later one."""
    take_in(log, case, days[0], people=child(who) if who else ())
    for number, day in enumerate(days, 1):
        place(log, case, day, number)


async def test_the_published_quarter_before_and_after_the_corrections(
    projected: Projected,
) -> None:
    """60 of 400 (2014-11 paper): a new definition of key addresses then rewrote many records."""
    log = homes()
    for number in range(400):
        days = ("2014-04-02", "2014-05-01", "2014-06-02") if number < 60 else ("2014-04-02",)
        moved(log, f"K-{number}", *days)
    await projected.read(log)
    quarter = question("2014/15-Q1")
    assert await counts(projected, MOVES, quarter) == {YEAR: (60, 400), ROLLING: (60, 400)}
    for number in range(400):
        first = stay(f"K-{number}", 1, "2014-04-02", revision=2, change="corrected")
        care(log, f"K-{number}", "2014-07-10", facts=[first], event="address-corrected")
        care(log, f"K-{number}", "2014-07-11", event="address-corrected")
    await projected.read(log)
    assert await counts(projected, MOVES, quarter) == {YEAR: (60, 400), ROLLING: (60, 400)}


@pytest.mark.parametrize(
    ("days", "year", "rolling"),
    [
        (("2014-04-01", "2014-05-01", "2014-06-30"), 1, 1),  # moved on the last day
        (("2014-04-01", "2014-05-01", "2014-07-01"), 0, 0),  # and on the day after it
        (("2014-03-31", "2014-04-01", "2014-05-01"), 0, 1),  # the day of a move is the new stay's
        (("2014-03-31", "2014-04-02", "2014-05-01"), 1, 1),
        (("2013-06-01", "2013-07-01", "2014-02-01"), 0, 0),
        (("2013-06-01", "2013-07-02", "2014-02-01"), 0, 1),
        (("2013-06-01", "2014-04-01", "2014-04-01", "2014-04-01"), 1, 1),  # stays of one day
    ],
)
async def test_a_placement_counts_in_a_window_that_its_stay_overlaps(
    projected: Projected, days: tuple[str, ...], year: int, rolling: int
) -> None:
    log = homes()
    moved(log, "K", *days)
    await projected.read(log)
    found = await counts(projected, MOVES, question("2014/15-Q1"))
    assert found == {YEAR: (year, 1), ROLLING: (rolling, 1)}


async def test_short_breaks_are_left_out_and_so_is_who_has_left(projected: Projected) -> None:
    log = homes()
    take_in(log, "BREAKS", "2014-04-02", status="V4")
    for number in (1, 2, 3):
        care(log, "BREAKS", "2014-04-02", facts=[stay("BREAKS", number, f"2014-04-{10 + number}")])
        care(log, "BREAKS", "2014-04-20", facts=[left("BREAKS", number, f"2014-04-{10 + number}")])
    take_in(log, "MIXED", "2014-04-02")
    for number, counting in ((1, "no"), (2, "yes"), (3, "yes")):
        told = [stay("MIXED", number, f"2014-05-{10 + number}", counts=counting)]
        care(log, "MIXED", "2014-05-20", facts=[*told, left("MIXED", number, "2014-05-14")])
    moved(log, "GONE", "2014-04-02", "2014-05-02", "2014-06-02")
    ended = fact("GONE", "care.ended", "2014-06-30", reason="home")
    care(log, "GONE", "2014-06-30", facts=[ended])
    await projected.read(log)
    assert await counts(projected, MOVES, question("2014/15-Q1")) == {YEAR: (0, 1), ROLLING: (0, 1)}
    day_before = await counts(projected, MOVES, question("2014/15-Q1", as_at="2014-06-29"))
    assert day_before == {YEAR: (1, 2), ROLLING: (1, 2)}


async def test_a_move_told_late_and_one_taken_back_as_they_were_known(
    projected: Projected,
) -> None:
    log = homes()
    moved(log, "K", "2014-04-02", "2014-05-01")
    place(log, "K", "2014-06-02", 3, recorded="2014-07-15")
    taken_back = [
        stay("K", 3, "2014-06-02", revision=2, change="withdrawn"),
        left("K", 2, "2014-06-02", revision=2, change="withdrawn"),
    ]
    care(log, "K", "2014-06-02", recorded="2014-08-01", facts=taken_back)
    await projected.read(log)

    async def known(on: str) -> tuple[object, object]:
        asked = question("2014/15-Q1", known_on=on)
        return (await counts(projected, MOVES, asked))[YEAR]

    assert await known("2014-07-14") == (0, 1)
    assert await known("2014-07-15") == (1, 1)
    assert await known("2014-08-01") == (0, 1)


async def test_a_year_that_records_do_not_reach_is_no_data(projected: Projected) -> None:
    log = homes("2014-04-01")
    moved(log, "K", "2014-04-02", "2014-05-01", "2014-06-02")
    await projected.read(log)
    found = await cells(projected, MOVES, question("2014/15-Q1"))
    assert (found[YEAR].numerator, found[YEAR].denominator) == (1, 1)
    assert (found[ROLLING].status, found[ROLLING].reason) == ("no-data", "records-begin-later")


async def test_a_child_who_came_back_is_one_child_with_all_their_placements(
    projected: Projected,
) -> None:
    log = homes()
    moved(log, "K-1", "2014-04-02", "2014-04-20", who="CAME-BACK")
    come_home(log, "K-1", "2014-05-06", 2)
    moved(log, "K-2", "2014-06-02", who="CAME-BACK")
    moved(log, "K-3", "2014-04-02", "2014-05-01", who="STAYED")
    moved(log, "K-4", "2014-04-02", "2014-05-01")
    await projected.read(log)
    quarter = question("2014/15-Q1")
    assert await counts(projected, MOVES, quarter) == {YEAR: (1, 3), ROLLING: (1, 3)}
    for numerator, expected in ((True, 1), (False, 3)):
        assert await listed(projected, MOVES, quarter, YEAR, numerator=numerator) == expected
    before = question("2014/15-Q1", as_at="2014-06-01")
    assert await counts(projected, MOVES, before) == {YEAR: (0, 2), ROLLING: (0, 2)}


async def test_the_child_is_who_they_were_known_to_be(projected: Projected) -> None:
    """Two cases stand for two children until they are known to be about the same one."""
    log = homes()
    moved(log, "K-1", "2014-04-02", "2014-04-20", who="A")
    come_home(log, "K-1", "2014-05-06", 2)
    moved(log, "K-2", "2014-06-02", who="B")
    await projected.read(log)
    earlier = await ask(projected, MOVES, question("2014/15-Q1"))
    care(log, "K-2", "2014-06-02", recorded="2014-07-20", people=child("A"))
    await projected.read(log)
    assert (await counts(projected, MOVES, question("2014/15-Q1")))[YEAR] == (1, 1)
    known = question("2014/15-Q1", known_on="2014-07-19")
    assert (await counts(projected, MOVES, known))[YEAR] == (0, 1)
    assert [cell.numerator for cell in earlier.cells] == [0, 0]
