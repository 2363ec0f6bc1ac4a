"""The figures over HTTP: who may ask, what is answered, in which forms."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import orjson
import pytest
from jsonschema import Draft202012Validator

from tests.projections.complaints import answer, receive, set_up
from tests.projections.conftest import Projected
from tests.projections.http import Api, api_over
from tests.projections.messages import HandMadeLog
from tests.projections.test_figures import small_year

TIMELINESS = "complaints.stage-1-timeliness"


@pytest.fixture
async def api(projected: Projected, tmp_path: Path) -> AsyncIterator[Api]:
    async with api_over(projected, tmp_path) as served:
        yield served


def rows(
    answered: dict[str, dict[str, list[dict[str, object]]]], code: str
) -> dict[object, dict[str, object]]:
    return {row["label"]: row for row in answered["figures"][code]}


async def test_an_indicator_with_its_definition_freshness_and_token(
    projected: Projected, api: Api
) -> None:
    await projected.read(small_year())
    response = await api.get(f"/indicators/{TIMELINESS}", period="2022/23")
    assert response.status_code == 200
    told = response.json()
    within = rows(told, TIMELINESS)["within-20"]
    assert (within["numerator"], within["denominator"], within["value"]) == (2, 3, 66.67)
    assert (within["status"], within["unit"]) == ("reported", "percent")
    assert told["indicator"]["basis"] == "resolved"
    assert told["period"] == {"code": "2022/23", "from": "2022-04-01", "to": "2023-03-31"}
    (source,) = told["freshness"]["sources"]
    assert (source["source"], source["behind"], source["parked"]) == ("complaints", 0, 0)
    again = await api.get(f"/indicators/{TIMELINESS}", period="2022/23", token=told["token"])
    assert again.json()["figures"] == told["figures"]


async def test_the_token_gives_the_old_answer_after_later_recordings(
    projected: Projected, api: Api
) -> None:
    log = small_year()
    await projected.read(log)
    path = f"/indicators/{TIMELINESS}"
    before = (await api.get(path, period="2022/23")).json()
    answer(log, "E", "2023-03-01", "2023-03-10")
    await projected.read(log)
    now = (await api.get(path, period="2022/23")).json()
    again = (await api.get(path, period="2022/23", token=before["token"])).json()
    assert rows(now, TIMELINESS)["within-20"]["denominator"] == 4
    assert again["figures"] == before["figures"]
    assert again["token"] == before["token"]


async def test_the_cases_behind_a_row_in_pages(projected: Projected, api: Api) -> None:
    await projected.read(small_year())
    asked = {"period": "2022/23", "label": "within-20", "limit": "1"}
    first = await api.get(f"/indicators/{TIMELINESS}/cases", **asked)
    second = await api.get(f"/indicators/{TIMELINESS}/cases", **asked, cursor=first.json()["next"])
    assert [row["reference"] for row in first.json()["items"]] == ["A"]
    assert [row["reference"] for row in second.json()["items"]] == ["B"]
    assert second.json()["next"] is None
    whole = await api.get(
        f"/indicators/{TIMELINESS}/cases",
        period="2022/23",
        label="within-20",
        side="denominator",
    )
    assert [(row["reference"], row["counted"]) for row in whole.json()["items"]] == [
        ("A", True),
        ("B", True),
        ("C", False),
    ]


async def test_a_restricted_case_is_counted_and_not_shown(projected: Projected, api: Api) -> None:
    log = HandMadeLog()
    set_up(log)
    receive(log, "SECRET", "2022-05-02", restricted=True)
    await projected.read(log)
    figure = await api.get("/indicators/complaints.received", period="2022/23")
    assert rows(figure.json(), "complaints.received")["statutory"]["numerator"] == 1
    behind = await api.get(
        "/indicators/complaints.received/cases", period="2022/23", label="statutory"
    )
    (case,) = behind.json()["items"]
    assert (case["reference"], case["restricted"]) == (None, True)
    listed = (await api.get("/clocks")).json()["items"]
    assert [(one["reference"], one["team"]) for one in listed] == [(None, None)]


async def test_csv_is_safe_in_a_spreadsheet(projected: Projected, api: Api) -> None:
    log = small_year()
    receive(log, "F", "2022-09-01", team="=cmd|'/c calc'!A1")
    await projected.read(log)
    response = await api.get("/indicators/complaints.by-service", period="2022/23", format="csv")
    assert response.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(response.text)))
    assert {row["label"] for row in table} >= {"children-in-care", "team:south"}
    worker = await api.post(
        "/entries",
        {
            "indicator": "complaints.by-service",
            "period": "2022/23",
            "label": "other",
            "numerator": 1,
            "source": "=HYPERLINK(1)",
        },
    )
    assert worker.status_code == 201
    again = await api.get("/indicators/complaints.by-service", period="2022/23", format="csv")
    assert "'=HYPERLINK(1)" in again.text


async def test_the_annual_report_with_an_entered_year_before(
    projected: Projected, api: Api
) -> None:
    await projected.read(small_year())
    entered = await api.post(
        "/entries",
        {
            "indicator": TIMELINESS,
            "label": "within-20",
            "period": "2021/22",
            "numerator": 33,
            "denominator": 65,
            "source": "Annual report 2021/22",
        },
    )
    assert entered.status_code == 201
    asked = {"authority": "county", "year": "2022/23"}
    told = (await api.get("/reports/complaints-annual", **asked)).json()
    assert told["report"] == "complaints-annual"
    within = rows(told, TIMELINESS)["within-20"]
    previous = within["previous"]
    assert isinstance(previous, dict)
    assert (previous["numerator"], previous["denominator"]) == (33, 65)
    assert (previous["status"], previous["entered_from"]) == ("entered", "Annual report 2021/22")
    assert within["change"] == 15.9  # 66.67 less 50.77
    received = rows(told, "complaints.received")["statutory"]["previous"]
    assert isinstance(received, dict)
    assert (received["status"], received["value"]) == ("no-data", None)
    open_then = rows(told, "complaints.open")["stage-1"]["previous"]
    assert isinstance(open_then, dict)
    assert (open_then["status"], open_then["value"]) == ("no-data", None)
    text = (await api.get("/reports/complaints-annual", **asked, format="text")).text
    assert "2 of 3 (67%)" in text
    assert "33 of 65 (51%) *" in text
    table = (await api.get("/reports/complaints-annual", **asked, format="csv")).text
    assert "previous_numerator" in table.splitlines()[0]


async def test_entries_are_repeatable_and_can_be_withdrawn(projected: Projected, api: Api) -> None:
    await projected.read(small_year())
    body = {
        "indicator": "complaints.by-stage",
        "label": "stage-2",
        "period": "2022/23",
        "numerator": 10,
        "source": "Register of investigations",
    }
    first = await api.post("/entries", body, Idempotency_Key="k")
    second = await api.post("/entries", body, Idempotency_Key="k")
    assert (first.json()["added"], second.json()["added"]) == (True, False)
    other = await api.post("/entries", body | {"numerator": 11}, Idempotency_Key="k")
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")
    path = "/indicators/complaints.by-stage"
    entered = (await api.get(path, period="2022/23")).json()
    assert rows(entered, "complaints.by-stage")["stage-2"]["numerator"] == 10
    taken_back = {key: body[key] for key in ("indicator", "label", "period", "source")}
    await api.post("/entries", taken_back | {"withdrawn": True})
    withdrawn = (await api.get(path, period="2022/23")).json()
    assert rows(withdrawn, "complaints.by-stage")["stage-2"]["status"] == "no-data"
    old = (await api.get(path, period="2022/23", token=entered["token"])).json()
    assert old["figures"] == entered["figures"]


async def test_a_period_before_the_first_record_is_no_data_until_declared_complete(
    projected: Projected, api: Api
) -> None:
    await projected.read(small_year())
    path, asked = "/indicators/complaints.received", {"period": "2021/22"}
    before = (await api.get(path, **asked)).json()["figures"]["complaints.received"]
    assert {row["status"] for row in before} == {"no-data"}
    assert {row["reason"] for row in before} == {"records-begin-later"}
    declared = await api.post(
        "/coverage",
        {"source": "complaints", "complete_from": "2021-04-01", "reason": "All were imported"},
    )
    assert declared.status_code == 201
    after = (await api.get(path, **asked)).json()
    assert rows(after, "complaints.received")["statutory"]["numerator"] == 1


async def test_the_latest_declaration_of_a_source_holds(projected: Projected, api: Api) -> None:
    await projected.read(small_year())
    path, asked = "/indicators/complaints.received", {"period": "2013/14"}
    told = {"source": "complaints", "reason": "All were imported"}
    statuses = []
    for day in ("2012-04-01", "2021-04-01", "2013-04-01"):
        declared = await api.post("/coverage", told | {"complete_from": day})
        assert declared.status_code == 201
        answered = (await api.get(path, **asked)).json()
        statuses.append(rows(answered, "complaints.received")["statutory"]["status"])
    assert statuses == ["reported", "no-data", "reported"]


@pytest.mark.parametrize(
    ("indicator", "label", "numbers", "code", "field"),
    [
        (TIMELINESS, "within-20", {"numerator": 33}, "share-without-denominator", "denominator"),
        (
            "complaints.causes",
            "delay",
            {"numerator": 3},
            "share-without-denominator",
            "denominator",
        ),
        ("complaints.open", "late", {"numerator": 3}, "share-without-denominator", "denominator"),
        (
            "all.recording-delay",
            "over-1-day",
            {"numerator": 3},
            "share-without-denominator",
            "denominator",
        ),
        (
            TIMELINESS,
            "within-20",
            {"numerator": 66, "denominator": 33},
            "numerator-above-denominator",
            "numerator",
        ),
        (TIMELINESS, "within-20", {"value": 51.5}, None, None),
        (TIMELINESS, "within-20", {"numerator": 33, "denominator": 33}, None, None),
        ("complaints.outcomes", "withdrawn", {"numerator": 3}, None, None),
        ("complaints.open", "stage-1", {"numerator": 3}, None, None),
    ],
)
async def test_a_percentage_is_entered_with_its_whole(
    *,
    api: Api,
    indicator: str,
    label: str,
    numbers: dict[str, float],
    code: str | None,
    field: str | None,
) -> None:
    body = {"indicator": indicator, "label": label, "period": "2021/22", "source": "A report"}
    response = await api.post("/entries", body | numbers)
    if code is None:
        assert response.status_code == 201
    else:
        said = response.json()
        assert (response.status_code, said["code"], said["field"]) == (422, code, field)


async def test_the_messages_that_are_received_are_documented(api: Api) -> None:
    """The document's own shape of a message accepts what the sources send, and no other's."""
    response = await api.client.get("/asyncapi.json")
    assert response.status_code == 200
    document = response.json()
    assert document["asyncapi"] == "3.0.0"
    assert {one["action"] for one in document["operations"].values()} == {"receive"}
    (operation,) = document["operations"].values()
    channel = document["channels"][operation["channel"]["$ref"].rsplit("/", 1)[1]]
    assert channel["address"] == "candour.complaints.v1"
    schema = document["components"]["messages"]["complaints"]["payload"]["schema"]
    valid = Draft202012Validator(schema | {"components": document["components"]}).is_valid
    assert all(valid(orjson.loads(body)) for body in small_year().bodies)
    other = HandMadeLog(service="referrals")
    other.record("R")
    assert not valid(orjson.loads(other.bodies[0]))


async def test_the_work_list_shows_how_far_over_in_working_days(
    projected: Projected, api: Api
) -> None:
    """Received on 1 March 2023, due on 15 March; on Monday 20 March three working days over."""
    await projected.read(small_year())
    listed = (await api.get("/clocks", standing="late", on="2023-03-20")).json()["items"]
    assert [(one["reference"], one["standing"], one["units_over"]) for one in listed] == [
        ("E", "late", 3)
    ]
    in_time = (await api.get("/clocks", standing="in_time", on="2023-03-09")).json()["items"]
    assert [(one["reference"], one["units_left"]) for one in in_time] == [("E", 4)]
    soon = (await api.get("/clocks", standing="due_soon", on="2023-03-10")).json()["items"]
    assert [(one["standing"], one["units_left"]) for one in soon] == [("due_soon", 3)]
    missed = (await api.get("/clocks", standing="missed")).json()["items"]
    assert {one["reference"] for one in missed} == {"A", "C"}
    mine = await api.client.get("/work-list", headers=api.token("complaints-officer", team="north"))
    assert mine.json()["items"] == []
    south = await api.client.get(
        "/work-list", headers=api.token("complaints-officer", team="south")
    )
    assert [one["reference"] for one in south.json()["items"]] == ["E"]


@pytest.mark.parametrize(
    ("path", "query", "status", "code"),
    [
        ("/indicators/nothing", {}, 404, "no-such-indicator"),
        (f"/indicators/{TIMELINESS}", {"period": "2022/24"}, 422, "period-invalid"),
        (f"/indicators/{TIMELINESS}", {"from": "2022-05-01"}, 422, "period-invalid"),
        (f"/indicators/{TIMELINESS}", {"token": "abc"}, 422, "token-invalid"),
        (f"/indicators/{TIMELINESS}", {"known_on": "9999-12-31"}, 422, "day-invalid"),
        (f"/indicators/{TIMELINESS}", {"as_at": "2150-01-01"}, 422, "day-to-come"),
        (
            f"/indicators/{TIMELINESS}/cases",
            {"as_at": "2150-01-01", "label": "x"},
            422,
            "day-to-come",
        ),
        (
            "/reports/complaints-annual",
            {"as_at": "2150-01-01", "year": "2022/23"},
            422,
            "day-to-come",
        ),
        ("/clocks", {"on": "2150-01-01"}, 422, "day-invalid"),
        ("/reports/complaints-annual", {"year": "1950/51"}, 422, "period-invalid"),
    ],
)
async def test_what_cannot_be_asked_is_refused_with_a_code(
    api: Api, path: str, query: dict[str, str], status: int, code: str
) -> None:
    response = await api.get(path, **query)
    assert (response.status_code, response.json()["code"]) == (status, code)


async def test_roles(api: Api) -> None:
    assert (await api.get("/indicators", role="social-worker")).status_code == 403
    assert (await api.get("/indicators", role="team-manager")).status_code == 200
    entry = {"indicator": TIMELINESS, "period": "2022/23", "numerator": 1, "source": "x"}
    assert (await api.post("/entries", entry, role="team-manager")).status_code == 403
    assert (await api.get("/sources", role="service")).status_code == 200
    assert (await api.client.get("/sources")).status_code == 401
    other = await api.client.get(
        "/indicators", params={"authority": "elsewhere"}, headers=api.token("reporting-analyst")
    )
    assert other.json()["code"] == "authority-not-yours"
