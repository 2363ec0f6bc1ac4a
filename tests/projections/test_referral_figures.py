"""Contacts, decisions, re-referrals and assessments, at their boundaries."""

import pytest

from tests.projections.asking import cells, counts, question
from tests.projections.conftest import Projected
from tests.projections.messages import fact
from tests.projections.referrals import (
    authorise,
    contact,
    decide,
    front_door,
    published_quarter,
    start,
)

TIMELY = "referrals.assessments-45-days"
OPEN_LATE = "referrals.assessments-open-late"


async def test_contacts_and_those_that_became_referrals(projected: Projected) -> None:
    log = front_door()
    contact(log, "A", "2022-04-01", source="police")
    contact(log, "B", "2022-06-30", source="police", response="early-help")
    contact(log, "C", "2022-05-03", source="school", kind="support", response="undecided")
    contact(log, "D", "2022-03-31")
    contact(log, "E", "2022-07-01")
    await projected.read(log)
    found = await counts(projected, "referrals.contacts", question("2022/23-Q1"))
    assert found["contacts"] == (3, None)
    assert found["became-referrals"] == (1, 3)
    assert (found["source:police"], found["source:school"]) == ((1, 2), (0, 1))
    assert (found["kind:safeguarding"], found["kind:support"]) == ((1, 2), (0, 1))
    assert found["response:undecided"] == (1, None)


async def test_a_contact_decided_later_is_counted_from_then_on_as_known(
    projected: Projected,
) -> None:
    log = front_door()
    contact(log, "A", "2022-05-03", response="undecided")
    told = {"source": "police", "response": "social-work"}
    restated = fact("A", "referral.contact", "2022-05-03", revision=2, told=told)
    log.record("A", on="2022-05-10", kind="referral", facts=[restated])
    await projected.read(log)
    before = await counts(projected, "referrals.contacts", question(known_on="2022-05-09"))
    after = await counts(projected, "referrals.contacts", question(known_on="2022-05-10"))
    assert (before["became-referrals"], after["became-referrals"]) == ((0, 1), (1, 1))


async def test_a_decision_on_the_next_working_day_is_in_time(projected: Projected) -> None:
    """Received on Friday 27 May 2022: Monday 30 May is in time, Tuesday is not."""
    log = front_door()
    for case, decided in (("A", "2022-05-27"), ("B", "2022-05-30"), ("C", "2022-05-31")):
        contact(log, case, "2022-05-27")
        decide(log, case, "2022-05-27", decided)
    contact(log, "D", "2022-05-27")
    await projected.read(log)
    found = await counts(projected, "referrals.decision-1-day", question("2022-05"))
    assert found == {"decision": (2, 3), "acknowledgement": (0, 0), "outcome-told": (0, 0)}
    early = await counts(
        projected, "referrals.decision-1-day", question("2022-05", as_at="2022-05-30")
    )
    assert early["decision"] == (2, 2)
    assert (await counts(projected, "referrals.decision-1-day", question("2022-06")))[
        "decision"
    ] == (0, 0)


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "same-day"),
        (1, "1-10"),
        (10, "1-10"),
        (11, "11-20"),
        (20, "11-20"),
        (21, "21-30"),
        (30, "21-30"),
        (31, "31-40"),
        (40, "31-40"),
        (41, "41-45"),
        (45, "41-45"),
        (46, "46-50"),
        (50, "46-50"),
        (51, "51-60"),
        (60, "51-60"),
        (61, "over-60"),
    ],
)
async def test_an_assessment_is_in_one_band_and_in_time_up_to_45(
    projected: Projected, days: int, band: str
) -> None:
    log = front_door()
    authorise(log, "A", "2022-06-15", from_start=days, from_referral=61, reason="family")
    authorise(log, "A", "2022-06-16", from_start=days, ordinal=2, reason="family")
    await projected.read(log)
    found = await counts(projected, TIMELY, question("2022/23-Q1"))
    in_bands = {
        label
        for label, (counted, _) in found.items()
        if counted and str(label).startswith("from-start:")
    }
    in_time = {"from-start:within-45"} if days <= 45 else {"from-start:late-reason:family"}
    assert in_bands == in_time | {f"from-start:{band}"}
    assert found[f"from-start:{band}"] == (2, 2)
    assert found["from-referral:over-60"] == (1, 1)
    assert found["from-referral:within-45"] == (0, 1)


async def test_the_year_to_date_runs_from_april_and_needs_records_from_april(
    projected: Projected,
) -> None:
    log = front_door("2022-04-01")
    authorise(log, "A", "2022-04-01", from_start=45, from_referral=45)
    authorise(log, "B", "2022-07-01", from_start=46, from_referral=46)
    authorise(log, "C", "2022-10-01", from_start=1, from_referral=1)
    await projected.read(log)
    second = await counts(projected, TIMELY, question("2022/23-Q2"))
    assert second["from-start:within-45"] == (0, 1)
    assert second["ytd:from-start:within-45"] == (1, 2)
    assert second["ytd:from-referral:46-50"] == (1, 2)
    first = await counts(projected, TIMELY, question("2022/23-Q1"))
    assert first["from-start:within-45"] == first["ytd:from-start:within-45"] == (1, 1)


async def test_a_year_to_date_that_records_do_not_reach_is_no_data(projected: Projected) -> None:
    log = front_door("2022-07-01")
    authorise(log, "B", "2022-07-01", from_start=46, from_referral=46)
    await projected.read(log)
    found = await cells(projected, TIMELY, question("2022/23-Q2"))
    assert found["from-start:within-45"].denominator == 1
    year = found["ytd:from-start:within-45"]
    assert (year.status, year.reason) == ("no-data", "records-begin-later")


async def test_a_corrected_authorisation_moves_into_its_quarter_as_known(
    projected: Projected,
) -> None:
    log = front_door()
    first = authorise(log, "A", "2022-07-04", from_start=46, from_referral=50)
    authorise(
        log,
        "A",
        "2022-06-30",
        from_start=44,
        from_referral=48,
        recorded="2022-07-20",
        revision=2,
        corrects=first,
    )
    await projected.read(log)

    async def within(known_on: str) -> tuple[object, object]:
        asked = question("2022/23-Q1", known_on=known_on)
        return (await counts(projected, TIMELY, asked))["from-start:within-45"]

    assert await within("2022-07-19") == (0, 0)
    assert await within("2022-07-20") == (1, 1)


async def test_assessments_open_past_45_days_from_the_day_after_the_due_date(
    projected: Projected,
) -> None:
    """Referred on Monday 4 April, started two days later: due on 13 and on 15 June 2022."""
    log = front_door()
    contact(log, "A", "2022-04-04")
    start(log, "A", "2022-04-04", "2022-04-06")
    await projected.read(log)

    async def open_late(day: str) -> tuple[object, ...]:
        found = await counts(projected, OPEN_LATE, question(as_at=day))
        assert len([label for label in found if "answered" in str(label)]) == 4
        return tuple(
            found[f"assessment.{basis}:{cell}"]
            for basis in ("from-referral", "from-start")
            for cell in ("open-in-time", "open-late")
        )

    assert await open_late("2022-06-13") == ((1, 1), (0, 1), (1, 1), (0, 1))
    assert await open_late("2022-06-14") == ((0, 1), (1, 1), (1, 1), (0, 1))
    assert await open_late("2022-06-16") == ((0, 1), (1, 1), (0, 1), (1, 1))


async def test_the_published_quarter(projected: Projected) -> None:
    await projected.read(published_quarter())
    quarter = question("2023/24-Q1")
    timely = (await cells(projected, TIMELY, quarter))["from-start:within-45"]
    assert (timely.numerator, timely.denominator, timely.value) == (755, 895, 84.36)
    again = await cells(projected, "referrals.re-referrals", quarter)
    assert {
        label: (cell.numerator, cell.denominator, cell.value) for label, cell in again.items()
    } == {None: (317, 1367, 23.19)}
