"""The list of complaints: every filter, both orders, and pages that stay in place."""

from typing import Final

import pytest

from tests.complaints.api.asking import (
    CORPORATE,
    LATER,
    NORTH,
    RECEIVED,
    STATUTORY,
    Body,
    Complaint,
    answered,
    at_stage_1,
    received,
    refused,
    with_register,
)
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

MIRA: Final = "eeeeeeee-0000-4000-8000-00000000000e"


async def listed(county: Api, *, at: str = LATER, **filters: str | int | bool) -> list[str]:
    answer = await county.get("/complaints", at=at, params=filters)
    assert answer.status_code == 200, answer.text
    return [item["reference"] for item in answer.json()["items"]]


async def row(county: Api, complaint: Complaint, *, at: str = LATER) -> Body:
    items = (await county.get("/complaints", at=at)).json()["items"]
    [found] = [item for item in items if item["reference"] == complaint.reference]
    assert isinstance(found, dict)
    return found


async def test_a_row_shows_where_the_case_stands(county: Api) -> None:
    complaint = await at_stage_1(await with_register(county), at="2022-04-12T10:00:00Z")
    await complaint.do("allocation", NORTH, at="2022-04-12T11:00:00Z")
    assert await row(county, complaint, at="2022-04-12T12:00:00Z") == {
        "reference": complaint.reference,
        "version": 3,
        "place": "stage-1",
        "complainant": "Mira Ashdown",
        "received_on": "2022-04-11",
        "due_on": "2022-04-14",
        "late": False,
        "closed_on": None,
        "team": "north",
        "worker": "w-1",
        "service_area": "children-in-care",
        "tags": [
            "advocacy:none",
            "cause:delay",
            "cause:staff-conduct",
            "channel:email",
            "relation:parent",
            "route:statutory",
        ],
    }


async def test_each_filter_finds_its_own(county: Api) -> None:
    await with_register(county)
    plain = await received(county)
    north = await at_stage_1(county, received_on="2022-05-03", causes=["fairness"])
    await north.do("allocation", NORTH | {"allocated_on": "2022-05-03"})
    other = {"details": {"name": "Ben Baker", "person": MIRA}, "relation": "foster-carer"}
    corporate = await received(
        county, received_on="2022-06-01", service_area="care-leavers", complainant=other
    )
    await corporate.do("decision", CORPORATE | {"decided_on": "2022-06-02"})
    await corporate.do("closure", {"closed_on": "2022-06-20", "reason": "handled-elsewhere"})
    everything = {plain.reference, north.reference, corporate.reference}

    async def found(**filters: str | int | bool) -> set[str]:
        return set(await listed(county, at=LATER, **filters))

    assert await found() == everything
    assert await found(place="received") == {plain.reference}
    assert await found(place="stage-1") == {north.reference}
    assert await found(place="closed") == {corporate.reference}
    assert await found(team="north") == {north.reference}
    assert await found(team="south") == set()
    assert await found(worker="w-1") == {north.reference}
    assert await found(worker="w-2") == set()
    assert await found(cause="delay") == {plain.reference, corporate.reference}
    assert await found(cause="fairness") == {north.reference}
    assert await found(route="statutory") == {north.reference}
    assert await found(route="corporate") == {corporate.reference}
    assert await found(service_area="care-leavers") == {corporate.reference}
    assert await found(person=MIRA) == {corporate.reference}
    assert await found(unowned=True) == {plain.reference, corporate.reference}
    assert await found(open_only=True) == {plain.reference, north.reference}
    assert await found(received_from="2022-05-03") == {north.reference, corporate.reference}
    assert await found(received_from="2022-05-04") == {corporate.reference}
    assert await found(received_to="2022-05-03") == {plain.reference, north.reference}
    assert await found(received_to="2022-05-02") == {plain.reference}
    assert await found(cause="delay", open_only=True) == {plain.reference}
    assert await found(due_before="2022-04-14") == set()
    assert await found(due_before="2022-04-15") == {plain.reference}


@pytest.mark.parametrize(
    ("today", "standing"),
    [
        # Due on Wednesday 27 April 2022: 22 Fri is 3 working days before, 21 Thu 4.
        ("2022-04-21", "in_time"),
        ("2022-04-22", "due_soon"),
        ("2022-04-26", "due_soon"),
        ("2022-04-27", "due_soon"),
        ("2022-04-28", "late"),
    ],
)
async def test_a_standing_holds_from_its_first_to_its_last_day(
    county: Api, today: str, standing: str
) -> None:
    complaint = await at_stage_1(county, at="2022-04-12T10:00:00Z")
    await complaint.do(
        "acknowledgement", {"acknowledged_on": "2022-04-12"}, at="2022-04-12T10:00:00Z"
    )
    at = f"{today}T10:00:00Z"
    for code in ("in_time", "due_soon", "late"):
        expected = [complaint.reference] if code == standing else []
        assert await listed(county, at=at, standing=code) == expected
    assert (await row(county, complaint, at=at))["late"] is (standing == "late")
    [clock] = [
        one
        for one in (await complaint.see(at=at))["clocks"]
        if one["timescale"] == "complaint.stage-1"
    ]
    assert clock["standing"] == standing


async def test_how_soon_is_the_authoritys_own(county: Api) -> None:
    policy = {"effective_from": "2022-01-01", "stage_1_due_soon_working_days": 0}
    assert (await county.post("/policies", policy, at="2022-04-12T09:00:00Z")).status_code == 201
    complaint = await at_stage_1(county, at="2022-04-12T10:00:00Z")
    await complaint.do(
        "acknowledgement", {"acknowledged_on": "2022-04-12"}, at="2022-04-12T10:00:00Z"
    )
    at = "2022-04-27T10:00:00Z"
    assert await listed(county, at=at, standing="in_time") == [complaint.reference]
    assert await listed(county, at=at, standing="due_soon") == []


async def test_a_standing_and_a_due_date_both_hold(county: Api) -> None:
    complaint = await received(county, at="2022-04-12T10:00:00Z")  # acknowledged by 14 April
    at = "2022-04-20T10:00:00Z"
    assert await listed(county, at=at, standing="late", due_before="2022-04-15") == [
        complaint.reference
    ]
    assert await listed(county, at=at, standing="late", due_before="2022-04-14") == []


async def test_soonest_due_first_and_last_received_first(county: Api) -> None:
    days = ("2022-05-03", "2022-04-11", "2022-06-01")
    made = {day: (await received(county, received_on=day)).reference for day in days}
    done = await answered(county, received_on="2022-04-12")
    assert await listed(county) == [made[day] for day in sorted(days)] + [done.reference]
    assert await listed(county, order="opened") == [
        made["2022-06-01"], made["2022-05-03"], done.reference, made["2022-04-11"],
    ]  # fmt: skip


@pytest.mark.parametrize("order", ["due", "opened"])
async def test_pages_neither_repeat_nor_lose_while_cases_come(county: Api, order: str) -> None:
    days = [f"2022-04-{day:02}" for day in (4, 5, 5, 5, 6, 7, 8)]
    before = [(await received(county, received_on=day)).reference for day in days]
    seen: list[str] = []
    params: dict[str, str | int | bool] = {"limit": 2, "order": order}
    while True:
        page = (await county.get("/complaints", at=LATER, params=params)).json()
        seen += [item["reference"] for item in page["items"]]
        assert len(page["items"]) <= 2
        if page["next"] is None:
            break
        params["cursor"] = page["next"]
        for day in ("2022-04-05", "2022-04-01", "2022-04-11"):
            await received(county, received_on=day)
    assert len(seen) == len(set(seen))
    assert [one for one in seen if one in before] == [
        one for one in await listed(county, order=order) if one in before
    ]


async def test_the_link_leads_to_the_next_page_with_the_same_filters(county: Api) -> None:
    for _ in range(3):
        await received(county)
    first = await county.get("/complaints", at=LATER, params={"limit": 2, "cause": "delay"})
    target, _, relation = first.headers["Link"].partition("; ")
    assert relation == 'rel="next"'
    second = await county.get(target.strip("<>"), at=LATER)
    assert len(second.json()["items"]) == 1
    assert "Link" not in second.headers


async def test_a_cursor_fits_its_own_list_only(county: Api) -> None:
    for _ in range(3):
        await received(county)
    first = await county.get("/complaints", at=LATER, params={"limit": 1})
    cursor = first.json()["next"]
    asked: list[dict[str, str | int | bool]] = [
        {"limit": 1, "cursor": cursor, "cause": "delay"},
        {"limit": 1, "cursor": cursor, "order": "opened"},
        {"limit": 1, "cursor": cursor[:-2]},
        {"limit": 1, "cursor": "nonsense"},
    ]
    for params in asked:
        refused(await county.get("/complaints", params=params), 422, "cursor-invalid", "cursor")
    elsewhere = await county.get("/compliments", params={"cursor": cursor})
    refused(elsewhere, 422, "cursor-invalid", "cursor")


async def test_the_name_of_an_erased_person_is_null(county: Api) -> None:
    complaint = await received(county)
    person = (await complaint.see())["complainant"]["details"]["person"]
    body = {"person": person, "reason": "retention-ended"}
    erased = await county.post("/erasures", body, role="administrator", at=LATER)
    assert erased.status_code == 201, erased.text
    assert (await row(county, complaint))["complainant"] is None
    await complaint.do("decision", STATUTORY)
    assert (await row(county, complaint))["complainant"] is None


@pytest.mark.parametrize(
    "params",
    [
        {"standing": "tomorrow"},
        {"place": "nowhere"},
        {"due_before": "soon"},
        {"limit": 0},
        {"limit": 201},
        {"person": "Mira"},
    ],
)
async def test_a_filter_of_another_form_is_refused(
    county: Api, params: dict[str, str | int]
) -> None:
    refused(await county.get("/complaints", params=params), 422, "body-invalid")


async def test_days_beyond_the_calendar_are_refused_not_guessed(county: Api) -> None:
    at = "2005-06-30T09:00:00Z"
    problem = refused(
        await county.get("/complaints", at=at), 422, "outside-calendar", "Candour-Time"
    )
    assert problem["facts"]["first_day"] == "2010-01-01"
    made = await county.post("/complaints", RECEIVED | {"received_on": "2005-06-29"}, at=at)
    refused(made, 422, "outside-calendar", "Candour-Time")
