"""Children looked after and what is owed to them, at the boundary days."""

from tests.projections.asking import counts, listed, question
from tests.projections.complaints import due_on, taken
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, clock, fact
from tests.projections.placements import (
    care,
    child,
    homes,
    household,
    left,
    place,
    places,
    stay,
    take_in,
)

REVIEWS = "care.reviews-on-time"
VACANCIES = "fostering.vacancies"


def plan(
    log: HandMadeLog, case: str, start: str, done: str | None, timescale: str = "placement.plan"
) -> None:
    """A duty of five working days from `start`."""
    due = due_on(start, 5)
    care(log, case, start, clocks=[clock(case, timescale, start, due, limit=5)])
    if done is not None:
        days = taken(start, done)
        stopped = clock(case, timescale, start, due, stopped=done, taken=days, limit=5, revision=2)
        care(log, case, done, clocks=[stopped])


async def test_children_are_in_the_states_of_the_day(projected: Projected) -> None:
    log = homes()
    take_in(log, "A", "2022-04-04", unaccompanied="yes")
    take_in(log, "B", "2022-04-04")
    place(log, "A", "2022-04-04")
    order = fact("A", "care.legal-status", "2022-05-03", ordinal=2, status="C2")
    care(log, "A", "2022-05-03", facts=[order])
    moved = [left("A", 1, "2022-05-10"), stay("A", 2, "2022-05-10", provider="agency", type_="K2")]
    care(log, "A", "2022-05-10", facts=moved)
    care(log, "A", "2022-06-01", facts=[left("A", 2, "2022-06-01")])
    care(log, "A", "2022-06-15", facts=[fact("A", "care.ended", "2022-06-15", reason="home")])
    await projected.read(log)

    async def on(day: str) -> dict[str | None, object]:
        found = await counts(projected, "care.children", question(as_at=day))
        return {label: count for label, (count, _) in found.items()}

    assert await on("2022-04-03") == {"children": 0}
    assert await on("2022-04-04") == {
        "children": 2,
        "legal-status:V2": 2,
        "type:U6": 1,
        "type:not-placed": 1,
        "provider:in-house": 1,
        "provider:not-placed": 1,
        "unaccompanied:yes": 1,
        "unaccompanied:no": 1,
    }
    assert (await on("2022-05-02"))["legal-status:V2"] == 2
    assert (await on("2022-05-03"))["legal-status:C2"] == 1
    assert (await on("2022-05-09"))["provider:in-house"] == 1
    on_the_move = await on("2022-05-10")
    assert (on_the_move["provider:agency"], on_the_move["type:K2"]) == (1, 1)
    assert (await on("2022-06-01"))["provider:not-placed"] == 2
    assert (await on("2022-06-14"))["children"] == 2
    assert (await on("2022-06-15"))["children"] == 1


async def test_reviews_in_time_by_sequence_and_by_child(projected: Projected) -> None:
    log = homes()
    for case, ordinal, on, sequence, in_time, reason in (
        ("A", 1, "2022-04-01", "first", "yes", "none"),
        ("A", 2, "2022-07-01", "second", "no", "social-worker-ill"),
        ("B", 1, "2022-06-30", "first", "yes", "none"),
        ("C", 1, "2022-03-31", "first", "no", "parents-asked"),
        ("C", 2, "2022-06-29", "second", "yes", "none"),
        ("D", 1, "2022-05-04", "first", "not-counted", "none"),
    ):
        told = {"sequence": sequence, "in_time": in_time, "late_reason": reason}
        told["in_parts"] = "yes" if case == "B" else "no"
        held = fact(case, "care.reviewed", on, ordinal=ordinal, told=told)
        care(log, case, on, facts=[held])
    await projected.read(log)
    first = await counts(projected, REVIEWS, question("2022/23-Q1"))
    assert first["in-time"] == (3, 3)
    assert (first["sequence:first"], first["sequence:second"]) == ((2, 2), (1, 1))
    assert first["children:every-review-in-time"] == (3, 3)
    assert first["in-several-parts"] == (1, 4)
    second = await counts(projected, REVIEWS, question("2022/23-Q2"))
    assert (second["in-time"], second["late-reason:social-worker-ill"]) == ((0, 1), (1, None))
    assert second["children:every-review-in-time"] == (2, 3)
    assert (await counts(projected, REVIEWS))["in-time"] == (3, 4)


async def test_a_child_who_came_back_has_their_reviews_in_both_times_in_care(
    projected: Projected,
) -> None:
    log = homes()
    for case, who, on, in_time in (
        ("A-1", "A", "2022-04-04", "no"),
        ("A-2", "A", "2022-06-06", "yes"),
        ("B-1", "B", "2022-04-04", "yes"),
        ("B-2", "B", "2022-06-06", "yes"),
        ("C", None, "2022-06-06", "yes"),
    ):
        told = {"sequence": "first", "in_time": in_time, "late_reason": "none", "in_parts": "no"}
        people = child(who) if who else ()
        care(log, case, on, facts=[fact(case, "care.reviewed", on, told=told)], people=people)
    await projected.read(log)
    quarter = question("2022/23-Q1")
    every = "children:every-review-in-time"
    found = await counts(projected, REVIEWS, quarter)
    assert (found["in-time"], found[every]) == ((4, 5), (2, 3))
    for numerator, expected in ((True, 2), (False, 3)):
        assert await listed(projected, REVIEWS, quarter, every, numerator=numerator) == expected


async def test_plans_are_counted_by_the_day_the_placement_began(projected: Projected) -> None:
    """Begun on Thursday 30 June 2022: due on 7 July. How it ended is looked up when asked."""
    log = homes()
    plan(log, "A", "2022-06-30", "2022-07-07")
    plan(log, "B", "2022-06-30", "2022-07-08")
    plan(log, "C", "2022-06-30", None)
    plan(log, "D", "2022-07-01", None)
    await projected.read(log)

    async def on(day: str | None) -> tuple[object, ...]:
        asked = question("2022/23-Q1", as_at=day)
        found = await counts(projected, "care.placement-plans", asked)
        return tuple(found[label][0] for label in ("in-time", "late", "not-yet-due"))

    assert await on("2022-06-30") == (0, 0, 3)
    assert await on("2022-07-07") == (1, 0, 2)
    assert await on("2022-07-08") == (1, 2, 0)
    assert await on(None) == (1, 2, 0)
    whole = await counts(projected, "care.placement-plans", question("2022/23-Q1"))
    assert whole["in-time"] == (1, 3)


async def test_the_reviewing_service_is_told_and_the_officer_appointed(
    projected: Projected,
) -> None:
    log = homes()
    plan(log, "A", "2022-06-30", "2022-07-07", "care.iro-appointed")
    plan(log, "B", "2022-06-30", "2022-07-08", "care.iro-notified")
    await projected.read(log)
    appointed = await counts(projected, "care.iro-appointed", question("2022/23-Q1"))
    notified = await counts(projected, "care.iro-notified", question("2022/23-Q1"))
    assert (appointed["in-time"], notified["late"]) == ((1, 1), (1, 1))


async def test_visits_are_counted_by_the_day_they_fell_due(projected: Projected) -> None:
    log = homes()
    for number, (timescale, due, made) in enumerate(
        (
            ("placement.visit-first", "2022-04-01", "2022-04-01"),
            ("placement.visit", "2022-06-30", "2022-07-01"),
            ("placement.visit", "2022-06-30", None),
            ("placement.visit", "2022-07-01", "2022-06-20"),
            ("placement.visit-first", "2022-03-31", "2022-04-02"),
        )
    ):
        visit = clock(
            f"V-{number}", timescale, "2022-03-01", due, stopped=made, unit="weeks", limit=6
        )
        care(log, f"V-{number}", "2022-03-01", clocks=[visit])
    gone = clock(
        "V-9", "placement.visit", "2022-05-01", "2022-06-12", state="cancelled", unit="weeks"
    )
    care(log, "V-9", "2022-05-20", clocks=[gone])
    await projected.read(log)
    found = await counts(projected, "care.visits", question("2022/23-Q1"))
    assert (found["in-time"], found["late"], found["not-yet-due"]) == ((1, 3), (2, 3), (0, 3))
    assert (found["first:in-time"], found["later:late"]) == ((1, 1), (2, 2))
    on_the_day = await counts(projected, "care.visits", question("2022/23-Q1", as_at="2022-06-30"))
    assert (on_the_day["later:late"], on_the_day["later:not-yet-due"]) == ((0, 2), (2, 2))
    day_before = await counts(projected, "care.visits", question("2022/23-Q1", as_at="2022-06-29"))
    assert (day_before["in-time"], day_before["not-yet-due"]) == ((1, 1), (0, 1))
    made_early = await counts(projected, "care.visits", question("2022/23-Q2", as_at="2022-07-01"))
    assert made_early["later:in-time"] == (1, 1)


async def test_vacancies_are_the_latest_places_of_open_households(projected: Projected) -> None:
    log = homes()
    full = {"approved": 3, "filled": 1, "on_hold": 1, "vacant": 1}
    household(
        log,
        "H-1",
        "2022-04-01",
        fact("H-1", "household.approved", "2022-04-01"),
        places("H-1", "2022-04-01", 1, full),
    )
    household(
        log,
        "H-2",
        "2022-04-05",
        fact("H-2", "household.approved", "2022-04-05"),
        places("H-2", "2022-04-05", 1, full | {"approved": 2, "on_hold": 0}),
    )
    household(log, "H-3", "2022-04-05", fact("H-3", "household.approved", "2022-04-05"))
    household(
        log, "H-1", "2022-05-01", places("H-1", "2022-05-01", 2, full | {"filled": 2, "vacant": 0})
    )
    household(log, "H-1", "2022-06-01", fact("H-1", "household.closed", "2022-06-01"))
    await projected.read(log)

    async def on(day: str) -> list[object]:
        found = await counts(projected, VACANCIES, question(as_at=day))
        return [
            found[label][0] for label in ("households", "approved", "filled", "on-hold", "vacant")
        ]

    assert await on("2022-03-31") == [0, 0, 0, 0, 0]
    assert await on("2022-04-04") == [1, 3, 1, 1, 1]
    assert await on("2022-04-30") == [3, 5, 2, 1, 2]
    assert await on("2022-05-01") == [3, 5, 3, 1, 1]
    assert await on("2022-06-01") == [2, 2, 1, 0, 1]
    load = await counts(projected, "all.caseload", question(as_at="2022-05-01"))
    assert load["kind:household"] == (3, None)
