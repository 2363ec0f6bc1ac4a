"""What happened on a case, when it happened, when it was recorded, and what put it right."""

from typing import Final

import pytest

from tests.complaints.api.asking import (
    ACKNOWLEDGED,
    CORPORATE,
    EXTENDED,
    LATER,
    RESPONDED,
    STATUTORY,
    Body,
    Complaint,
    answered,
    at_stage_1,
    clock_of,
    received,
    refused,
)
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

DAY_AFTER: Final = {"reason": "evidence-found", "received_on": "2022-04-12"}


async def explained(complaint: Complaint, timescale: str) -> Body:
    clock = clock_of(await complaint.see(), timescale)
    answer = await complaint.county.get(clock["explanation"])
    assert answer.status_code == 200, answer.text
    explanation: Body = answer.json()
    assert (explanation["clock"], explanation["timescale"]) == (clock["clock"], timescale)
    return explanation


async def test_every_event_has_both_its_dates(county: Api) -> None:
    complaint = await received(county, at="2022-04-12T09:30:00Z")
    await complaint.do("acknowledgement", ACKNOWLEDGED, at="2022-04-14T11:00:00.250Z")
    first, second = await complaint.history()
    assert [first["type"], second["type"]] == ["complaint-received", "complaint-acknowledged"]
    assert (first["occurred_on"], first["recorded_at"]) == ("2022-04-11", "2022-04-12T09:30:00Z")
    assert (second["occurred_on"], second["recorded_at"]) == (
        "2022-04-13",
        "2022-04-14T11:00:00.250000Z",
    )
    assert [first["version"], second["version"]] == [1, 2]
    assert first["details"]["causes"] == ["delay", "staff-conduct"]
    assert second["details"] == {"channel": "email"}


async def test_a_correction_names_the_event_that_it_puts_right(county: Api) -> None:
    complaint = await answered(county)
    await complaint.do("correction", DAY_AFTER)
    await complaint.do("correction", DAY_AFTER | {"received_on": "2022-04-08"})
    await complaint.do("correction", {"reason": "audit", "responded_on": "2022-04-27"})
    history = {entry["version"]: entry for entry in await complaint.history()}
    assert [history[version]["type"] for version in range(1, 7)] == [
        "complaint-received",
        "route-decided",
        "stage-1-responded",
        "received-date-corrected",
        "received-date-corrected",
        "response-corrected",
    ]
    assert history[4]["corrects"] == history[1]["event"]
    assert history[5]["corrects"] == history[4]["event"]
    assert history[6]["corrects"] == history[3]["event"]
    assert {history[version]["corrects"] for version in (1, 2, 3)} == {None}


async def test_a_corrected_receipt_moves_the_clocks_that_run(county: Api) -> None:
    complaint = await at_stage_1(county, at="2022-04-13T09:00:00Z")
    case = await complaint.do("correction", DAY_AFTER, at="2022-04-19T09:00:00Z")
    # From 12 April 2022, Easter not counted: 13 14 19 20 21 22 25 26 27 28 April are ten; the
    # tenth after those, past the bank holiday of 2 May, is 13 May.
    due = {clock["timescale"]: clock["due"] for clock in case["clocks"]}
    assert due == {
        "complaint.acknowledgement": "2022-04-19",
        "complaint.stage-1": "2022-04-28",
        "complaint.stage-1-maximum": "2022-05-13",
    }
    assert case["received_on"] == "2022-04-12"
    entry = (await complaint.history())[-1]
    assert entry["occurred_on"] == "2022-04-19"
    assert set(entry["clocks_touched"]) == {clock["clock"] for clock in case["clocks"]}


async def test_a_corrected_receipt_moves_the_clocks_that_stopped(county: Api) -> None:
    complaint = await answered(county)
    before = await complaint.see()
    assert (before["answer"]["working_days"], before["answer"]["in_extended_time"]) == (11, False)
    case = await complaint.do("correction", DAY_AFTER)
    assert (case["answer"]["working_days"], case["answer"]["in_extended_time"]) == (10, True)
    clock = clock_of(case, "complaint.stage-1")
    assert (clock["state"], clock["stopped"], clock["taken"]) == ("stopped", "2022-04-28", 10)
    assert (clock["due"], clock["standing"]) == ("2022-04-28", "met")


async def test_an_explanation_names_the_days_of_easter(county: Api) -> None:
    complaint = await at_stage_1(county)
    explanation = await explained(complaint, "complaint.stage-1")
    told = " ".join(explanation["sentences"])
    for part in (
        "SI 2006/1738 reg 14",
        "Monday 11 April 2022",
        "Good Friday",
        "Easter Monday",
        "Wednesday 27 April 2022",
    ):
        assert part in told, part
    assert "complaint.stage-1" not in told
    skipped = [step for step in explanation["steps"] if "Good Friday" in str(step)]
    assert skipped


async def test_an_explanation_tells_of_extension_and_correction(county: Api) -> None:
    complaint = await at_stage_1(county)
    before = (await explained(complaint, "complaint.stage-1"))["sentences"]
    await complaint.do("stage-1/extension", EXTENDED)
    await complaint.do("correction", DAY_AFTER)
    after = (await explained(complaint, "complaint.stage-1"))["sentences"]
    told = " ".join(after)
    assert len(after) > len(before)
    assert "Friday 13 May 2022" in told
    assert "The complaint is complex" in told
    assert "Evidence of the right value was found" in told


async def test_a_clock_of_another_case_is_not_explained_here(county: Api) -> None:
    one, other = await received(county), await received(county)
    clock = clock_of(await one.see(), "complaint.acknowledgement")["clock"]
    answer = await county.get(f"{other.path}/clocks/{clock}/explanation")
    refused(answer, 404, "no-such-clock")


async def test_the_hours_of_an_informal_resolution_are_counted(county: Api) -> None:
    complaint = await received(county, received_at="2022-04-11T15:30:00+01:00")
    clock = clock_of(await complaint.see(), "complaint.informal-resolution")
    assert (clock["starts_from_at"], clock["due_at"]) == (
        "2022-04-11T14:30:00Z",
        "2022-04-12T14:30:00Z",
    )
    case = await complaint.do(
        "decision",
        {
            "decided_on": "2022-04-12",
            "route": "informal",
            "reason": "put-right-at-once",
            "resolved_at": "2022-04-12T14:31:00Z",
        },
    )
    clock = clock_of(case, "complaint.informal-resolution")
    assert (clock["state"], clock["standing"], clock["units_over"]) == ("stopped", "missed", 1)
    explanation = await explained(complaint, "complaint.informal-resolution")
    assert explanation["sentences"]


async def test_a_late_response_is_recorded_and_counted(county: Api) -> None:
    complaint = await at_stage_1(county)
    case = await complaint.do("stage-1/response", RESPONDED | {"responded_on": "2022-05-13"})
    assert case["answer"]["working_days"] == 21
    clock = clock_of(case, "complaint.stage-1-maximum")
    assert (clock["standing"], clock["units_over"]) == ("missed", 1)


async def test_a_decision_counts_from_receipt_however_late_it_is(county: Api) -> None:
    complaint = await received(county)
    case = await complaint.do("decision", STATUTORY | {"decided_on": "2022-05-20"})
    assert clock_of(case, "complaint.stage-1")["due"] == "2022-04-27"
    assert clock_of(case, "complaint.stage-1")["standing"] == "late"


async def test_an_explanation_names_the_authority_only_where_it_set_the_limit(county: Api) -> None:
    by_itself = "The authority has set this limit itself."
    usual = await explained(await received(county), "complaint.acknowledgement")
    assert by_itself not in usual["sentences"]
    policy = {"effective_from": "2022-04-01", "acknowledgement_working_days": 2}
    assert (await county.post("/policies", policy, at=LATER)).status_code == 201
    own = await explained(await received(county), "complaint.acknowledgement")
    assert by_itself in own["sentences"]
    at = {"received_at": "2022-04-11T09:00:00Z"}
    complaint = await received(county, **at)
    await complaint.do("decision", CORPORATE)
    informal = {
        "decided_on": "2022-04-12",
        "route": "informal",
        "reason": "put-right-at-once",
        "resolved_at": "2022-04-11T11:00:00Z",
    }
    await complaint.do("decision", informal)
    hours = await explained(complaint, "complaint.informal-resolution")
    told = " ".join(hours["sentences"])
    assert "it was cancelled (cause: route decided)" in told
    assert "it was recorded as done" in told
