"""The work list's filters, in SQL, agree with how each clock says it stands."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

import pytest

from services.projections.application.ports import standpoint_now
from services.projections.application.standings import ClockFilter, ListedClock, Wanted
from services.projections.application.standings import listed as listed_clocks
from services.projections.store.clock_lists import StoredClockLists
from services.projections.store.entries import AppendedEntries
from services.projections.store.readings import RunnerReadings
from shared.deadlines import StandingKind
from shared.working_days import current_edition
from tests.projections.asking import counts, question
from tests.projections.complaints import set_up
from tests.projections.conftest import Projected
from tests.projections.messages import AUTHORITY, HandMadeLog, Json, at

UNITS = ("working-days", "calendar-days", "weeks", "calendar-months")
NOON = datetime(2022, 4, 14, 12, tzinfo=UTC)
"""The Thursday before Easter 2022: 15 and 18 April are bank holidays."""
CALENDAR = current_edition()


def a_clock(name: str, unit: str, falls_due: date | datetime, **more: object) -> Json:
    kept = {
        "clock": str(uuid5(NAMESPACE_URL, name)),
        "timescale": f"x.{unit}",
        "title": "A duty",
        "unit": unit,
        "limit": 10,
        "rule": "local policy",
        "calendar": "england-2026.1",
        "state": "running",
        "taken": None,
        "pauses": [],
        "revision": 1,
        "change": "started",
        "cause": None,
    }
    if isinstance(falls_due, datetime):
        told = {"from_at": at("2022-04-01"), "due_at": falls_due, "original_due_at": falls_due}
        kept |= {key: moment.isoformat() for key, moment in told.items()}
    else:
        kept |= {
            "from": "2022-04-01",
            "due": falls_due.isoformat(),
            "original_due": falls_due.isoformat(),
        }
    return kept | more


def a_pause(first: str, until: str | None) -> Json:
    return {"paused_on": first, "resumed_on": until, "reason": "finding-an-advocate"}


def many_clocks() -> HandMadeLog:
    """Due on each day from a month before to three months after; some stopped, some cancelled,
    some in a pause, some that were.
    """
    log = HandMadeLog()
    for number in range(-30, 90):
        day = NOON.date() + timedelta(days=number)
        clocks = [a_clock(f"{unit}{number}", unit, day) for unit in UNITS]
        hour = NOON + timedelta(minutes=20 * number)
        clocks.append(a_clock(f"hours{number}", "elapsed-hours", hour))
        clocks.append(
            a_clock(
                f"stopped{number}",
                "working-days",
                day,
                state="stopped",
                stopped="2022-04-12",
                taken=7,
            )
        )
        clocks += [
            a_clock(
                f"{'lasting' if lasting else 'ended'}{number}",
                "working-days",
                day,
                state="paused" if lasting else "running",
                pauses=[a_pause("2022-04-11", None if lasting else "2022-04-19")],
                change="paused" if lasting else "resumed",
            )
            for lasting in (True, False)
        ]
        if number % 10 == 0:
            clocks.append(a_clock(f"cancelled{number}", "weeks", day, state="cancelled"))
        log.record(f"C-{number}", clocks=clocks)
    return log


@pytest.mark.parametrize("days_later", [-3, 0, 1, 4, 5, 33])
async def test_the_filters_agree_with_the_standing_of_each_clock(
    projected: Projected, days_later: int
) -> None:
    await projected.read(many_clocks())
    instant = NOON + timedelta(days=days_later)
    standpoint = await standpoint_now(
        RunnerReadings(projected.pool, "figures"), AppendedEntries(projected.pool), instant.date()
    )
    lists = StoredClockLists(projected.pool)

    async def listed(wanted: Wanted | None) -> dict[str, StandingKind]:
        asked = ClockFilter(authority=AUTHORITY, at=instant, wanted=wanted)
        found = await listed_clocks(
            lists, asked, standpoint.sources, CALENDAR, after=None, limit=10_000
        )
        stands = {str(one.clock): one.stands(instant, CALENDAR) for one in found}
        return {clock: one.kind for clock, one in stands.items() if one is not None}

    whole = await listed(None)
    assert len(whole) == 120 * 8 + 12
    for wanted in (
        Wanted.IN_TIME,
        Wanted.DUE_SOON,
        Wanted.LATE,
        Wanted.MET,
        Wanted.MISSED,
        Wanted.CANCELLED,
    ):
        expected = {clock for clock, kind in whole.items() if kind.value == wanted.value}
        assert set(await listed(wanted)) == expected, wanted
        assert expected or (days_later < 0 and wanted in {Wanted.MET, Wanted.MISSED}), wanted


async def test_pages_go_on_past_what_a_pause_lets_through(projected: Projected) -> None:
    """Small pages: what the store lets through and the rule refuses makes none of them short."""
    await projected.read(many_clocks())
    instant = NOON + timedelta(days=5)
    standpoint = await standpoint_now(
        RunnerReadings(projected.pool, "figures"), AppendedEntries(projected.pool), instant.date()
    )
    asked = ClockFilter(authority=AUTHORITY, at=instant, wanted=Wanted.LATE)

    async def page(after: tuple[date, UUID] | None, limit: int) -> tuple[ListedClock, ...]:
        lists = StoredClockLists(projected.pool)
        return await listed_clocks(
            lists, asked, standpoint.sources, CALENDAR, after=after, limit=limit
        )

    whole, pages = await page(None, 10_000), list[UUID]()
    after: tuple[date, UUID] | None = None
    while found := await page(after, 7):
        pages += [one.clock for one in found]
        after = (found[-1].due_on or date.max, found[-1].clock)
    assert pages == [one.clock for one in whole]
    assert len(pages) > 100


async def test_clocks_without_a_due_date_come_last_and_page_too(projected: Projected) -> None:
    log = HandMadeLog()
    for number in range(5):
        state = "cancelled" if number == 4 else "running"
        undated = a_clock(f"undated{number}", "weeks", NOON.date(), due=None, state=state)
        log.record(f"U-{number}", clocks=[undated])
    log.record("D", clocks=[a_clock("dated", "weeks", NOON.date())])
    await projected.read(log)
    standpoint = await standpoint_now(
        RunnerReadings(projected.pool, "figures"), AppendedEntries(projected.pool), NOON.date()
    )
    asked = ClockFilter(authority=AUTHORITY, at=NOON, wanted=Wanted.OPEN)
    seen = list[str]()
    after: tuple[date, UUID] | None = None
    while found := await listed_clocks(
        StoredClockLists(projected.pool),
        asked,
        standpoint.sources,
        CALENDAR,
        after=after,
        limit=2,
    ):
        seen += [one.reference for one in found]
        after = (found[-1].due_on or date.max, found[-1].clock)
    assert seen[0] == "D"
    assert sorted(seen) == ["D", "U-0", "U-1", "U-2", "U-3"]


@pytest.mark.parametrize("days_later", [5, 8, 33])
async def test_figures_agree_with_the_standing_of_each_clock(
    projected: Projected, days_later: int
) -> None:
    """Clocks of one timescale with every kind of pause, due on each day of four months."""
    day = NOON.date() + timedelta(days=days_later)
    pauses: tuple[list[Json], ...] = (
        [],
        [a_pause("2022-04-11", None)],
        [a_pause("2022-04-11", "2022-04-19")],
        [a_pause("2022-04-05", "2022-04-07"), a_pause("2022-04-13", None)],
    )
    log = HandMadeLog()
    set_up(log)
    for number in range(-30, 90):
        clocks = [
            a_clock(
                f"{kind}/{number}",
                "working-days",
                CALENDAR.nth_after(NOON.date() + timedelta(days=number), 1),
                timescale="complaint.stage-1",
                pauses=told,
                state="paused" if told and told[-1]["resumed_on"] is None else "running",
            )
            for kind, told in enumerate(pauses)
        ]
        log.record(f"C-{number}", clocks=clocks)
    await projected.read(log)
    standpoint = await standpoint_now(
        RunnerReadings(projected.pool, "figures"), AppendedEntries(projected.pool), day
    )
    instant = at(day, 12)
    found = await listed_clocks(
        StoredClockLists(projected.pool),
        ClockFilter(authority=AUTHORITY, at=instant),
        standpoint.sources,
        CALENDAR,
        after=None,
        limit=10_000,
    )
    stands = [one.stands(instant, CALENDAR) for one in found]
    kinds = Counter(one.kind for one in stands if one is not None)
    figures = await counts(projected, "complaints.open", question(as_at=day.isoformat()))
    whole = len(found)
    assert whole == 4 * 120
    assert figures["in-time"] == (kinds[StandingKind.IN_TIME], whole)
    assert figures["due-soon"] == (kinds[StandingKind.DUE_SOON], whole)
    assert figures["late"] == (kinds[StandingKind.LATE], whole)
    cells = await counts(projected, "all.clocks", question(as_at=day.isoformat()))
    assert cells["complaint.stage-1:open-late"] == (kinds[StandingKind.LATE], whole)
