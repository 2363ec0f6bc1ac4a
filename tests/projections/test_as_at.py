"""As at a day: nothing that happened later, whatever a later event or correction says."""

import pytest

from tests.projections.asking import counts, question
from tests.projections.complaints import STAGE_1, answer, due_on, receive, set_up
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, Json, clock, fact

OPEN = "complaints.open"
RECEIVED = "2022-05-03"
DUE = due_on(RECEIVED)  # 17 May
EXTENDED = due_on(RECEIVED, 20)  # 31 May


def changed(revision: int, change: str, **more: object) -> Json:
    """The Stage 1 clock of A after a change."""
    return {**clock("A", STAGE_1, RECEIVED, DUE, revision=revision, change=change), **more}


async def open_on(
    projected: Projected, day: str, *, known_on: str | None = None
) -> dict[str, object]:
    asked = question("2022/23", as_at=day, known_on=known_on)
    found = await counts(projected, OPEN, asked)
    return {label: found[label][0] for label in ("in-time", "due-soon", "late", "stage-1")}


def withdrawn_and_reopened() -> HandMadeLog:
    """Withdrawn on 10 May, reopened on 20 May, its day of receipt corrected on 25 May."""
    log = HandMadeLog()
    set_up(log)
    first = receive(log, "A", RECEIVED)
    log.record("A", on="2022-05-10", clocks=[changed(2, "cancelled", state="cancelled")])
    log.record("A", on="2022-05-20", clocks=[changed(3, "reopened")])
    log.record("A", on="2022-05-25", corrects=first, clocks=[changed(4, "corrected")])
    return log


@pytest.mark.parametrize(
    ("day", "is_open"),
    [
        ("2022-05-02", 0),
        ("2022-05-03", 1),
        ("2022-05-09", 1),
        ("2022-05-10", 0),
        ("2022-05-19", 0),
        ("2022-05-20", 1),
        ("2022-06-30", 1),
    ],
)
async def test_a_clock_is_cancelled_from_its_cancellation_to_its_reopening(
    projected: Projected, day: str, is_open: int
) -> None:
    await projected.read(withdrawn_and_reopened())
    assert (await open_on(projected, day))["stage-1"] == is_open


async def test_a_later_withdrawal_changes_no_earlier_figure(projected: Projected) -> None:
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", RECEIVED)
    await projected.read(log)
    before = await open_on(projected, "2022-05-06")
    assert before["stage-1"] == 1
    log.record("A", on="2022-05-10", clocks=[changed(2, "cancelled", state="cancelled")])
    await projected.read(log)
    assert await open_on(projected, "2022-05-06") == before
    assert (await counts(projected, OPEN))["stage-1"] == (0, None)
    in_may = await counts(projected, OPEN, question("2022-05"))
    assert in_may["stage-1"] == (0, None)


async def test_a_cancellation_by_correction_was_so_all_along(projected: Projected) -> None:
    log = HandMadeLog()
    set_up(log)
    first = receive(log, "A", RECEIVED)
    log.record(
        "A", on="2022-05-10", corrects=first, clocks=[changed(2, "cancelled", state="cancelled")]
    )
    await projected.read(log)
    assert (await open_on(projected, "2022-05-06"))["stage-1"] == 0
    as_known = await open_on(projected, "2022-05-06", known_on="2022-05-06")
    assert as_known["stage-1"] == 1


async def test_an_extension_that_was_still_to_come_had_moved_nothing(projected: Projected) -> None:
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", RECEIVED)
    moved = {"due": EXTENDED, "original_due": DUE, "limit": 20}
    log.record("A", on="2022-05-24", clocks=[changed(2, "moved", **moved)])
    await projected.read(log)
    assert (await open_on(projected, "2022-05-20"))["late"] == 1
    assert (await open_on(projected, "2022-05-23"))["late"] == 1
    assert (await open_on(projected, "2022-05-24"))["late"] == 0
    assert (await open_on(projected, "2022-06-01"))["late"] == 1


async def test_an_extension_to_come_takes_the_corrected_start(projected: Projected) -> None:
    """Received on 6 May in truth: ten working days end on 20 May, twenty on 7 June."""
    log = HandMadeLog()
    set_up(log)
    first = receive(log, "A", RECEIVED)
    moved = {"due": EXTENDED, "original_due": DUE, "limit": 20}
    log.record("A", on="2022-05-24", clocks=[changed(2, "moved", **moved)])
    corrected = {
        "from": "2022-05-06",
        "due": due_on("2022-05-06", 20),
        "original_due": due_on("2022-05-06"),
        "limit": 20,
    }
    log.record("A", on="2022-05-25", corrects=first, clocks=[changed(3, "corrected", **corrected)])
    await projected.read(log)
    assert (await open_on(projected, "2022-05-20"))["late"] == 0
    assert (await open_on(projected, "2022-05-21"))["late"] == 1
    assert (await open_on(projected, "2022-05-24"))["late"] == 0


async def test_a_stop_counts_on_its_day_and_stays_where_it_was_reopened_later(
    projected: Projected,
) -> None:
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", RECEIVED)
    answer(log, "A", RECEIVED, "2022-05-12")
    log.record("A", on="2022-06-20", clocks=[changed(3, "reopened")])
    await projected.read(log)
    standing = {
        day: (await open_on(projected, day))["stage-1"]
        for day in ("2022-05-11", "2022-05-12", "2022-06-19", "2022-06-20")
    }
    assert list(standing.values()) == [1, 0, 0, 1]
    answered = await counts(projected, "all.clocks", question("2022-05"))
    assert answered["complaint.stage-1:answered-in-time"] == (1, 1)
    of_the_year = await counts(projected, "all.clocks")
    assert "complaint.stage-1:answered-in-time" not in of_the_year
    assert of_the_year["complaint.stage-1:open-late"] == (1, 1)


async def test_the_end_of_a_past_period_does_not_see_what_came_after(projected: Projected) -> None:
    log = withdrawn_and_reopened()
    receive(log, "B", "2022-05-30")
    log.record(
        "B",
        on="2022-06-02",
        team="south",
        facts=[fact("B", "complaint.closed", "2022-06-02", reason="withdrawn")],
        clocks=[clock("B", STAGE_1, "2022-05-30", due_on("2022-05-30"), revision=2)],
    )
    await projected.read(log)
    in_may = await counts(projected, OPEN, question("2022-05"))
    assert in_may["stage-1"] == (2, None)
    assert in_may["team:north"] == (1, 2)
    load = await counts(projected, "all.caseload", question("2022-05"))
    assert load["team:north"] == (2, None)
    in_june = await counts(projected, "all.caseload", question("2022-06"))
    assert in_june["open"] == (1, None)


def reallocated() -> HandMadeLog:
    """With blue from 22 April, with red from 22 June; then a correction of the service area."""
    log = HandMadeLog()
    set_up(log)
    first = receive(log, "A", "2022-04-20", team="intake")
    log.record("A", event="allocated", on="2022-04-22", team="blue")
    log.record("A", event="allocated", on="2022-06-22", team="red", worker="w-1")
    log.record(
        "A",
        event="corrected",
        on="2022-06-24",
        team="red",
        worker="w-1",
        corrects=first,
        restricted=True,
    )
    return log


@pytest.mark.parametrize(
    ("day", "team"),
    [
        ("2022-04-20", "intake"),
        ("2022-04-21", "intake"),
        ("2022-04-22", "blue"),
        ("2022-06-21", "blue"),
        ("2022-06-22", "red"),
        ("2022-07-31", "red"),
    ],
)
async def test_as_at_a_day_a_case_is_with_the_team_of_that_day(
    projected: Projected, day: str, team: str
) -> None:
    await projected.read(reallocated())
    asked = question("2022/23", as_at=day)
    for code, label in (
        ("all.caseload", f"team:{team}"),
        ("complaints.by-service", f"team:{team}"),
        (OPEN, f"team:{team}"),
    ):
        found = await counts(projected, code, asked)
        assert [name for name in found if str(name).startswith("team:")] == [label], code
    mine = question("2022/23", as_at=day, team=team)
    assert (await counts(projected, "all.caseload", mine))["open"] == (1, None)
    owned = team == "red"
    assert ("worker:w-1" in await counts(projected, "all.caseload", asked)) is owned


async def test_without_a_day_a_fact_is_counted_under_the_team_now_known(
    projected: Projected,
) -> None:
    await projected.read(reallocated())
    now = await counts(projected, "complaints.by-service")
    assert now["team:red"] == (1, None)
    assert "team:blue" not in now
    known = await counts(projected, "complaints.by-service", question(known_on="2022-05-31"))
    assert known["team:blue"] == (1, None)


def paused(resumed: str | None) -> HandMadeLog:
    """Paused from 12 May, with three working days left (13, 16, 17 May)."""
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", RECEIVED)
    pause = {"paused_on": "2022-05-12", "resumed_on": None, "reason": "finding-an-advocate"}
    log.record("A", on="2022-05-12", clocks=[changed(2, "paused", state="paused", pauses=[pause])])
    if resumed:
        due = {"due": "2022-06-30", "original_due": "2022-06-30"}
        ended = [pause | {"resumed_on": resumed}]
        log.record("A", on=resumed, clocks=[changed(3, "resumed", pauses=ended, **due)])
    return log


@pytest.mark.parametrize("resumed", [None, "2022-06-27"])
async def test_a_clock_that_is_held_in_a_pause_is_not_late(
    projected: Projected, resumed: str | None
) -> None:
    await projected.read(paused(resumed))
    on_hold = await open_on(projected, "2022-06-20")
    assert (on_hold["late"], on_hold["due-soon"]) == (0, 1)
    cells = await counts(projected, "all.clocks", question("2022-06", as_at="2022-06-20"))
    assert cells["complaint.stage-1:open-late"] == (0, 1)
    assert (await open_on(projected, "2022-05-11"))["in-time"] == 1
    after = await open_on(projected, "2022-07-15")
    assert after["late"] == (1 if resumed else 0)
