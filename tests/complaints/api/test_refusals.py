"""Every refusal of the procedure over HTTP: its code, its status, its field, and its page."""

from typing import Final

import pytest

from tests.complaints.api import refusals_after, refusals_beginning, refusals_stage_1
from tests.complaints.api.asking import (
    LATER,
    RECEIVED,
    TEAM,
    Body,
    refused,
    with_register,
)
from tests.complaints.api.ways_to_refusals import PAUSING, TOMORROW, Row
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROWS: Final = (
    *refusals_beginning.REFUSED,
    *refusals_stage_1.REFUSED,
    *refusals_after.REFUSED,
)
BODIES: Final = (
    ({"received_on": TOMORROW}, "in-the-future", "received_on"),
    ({"received_on": "2009-12-31"}, "outside-calendar", "received_on"),
    ({"received_at": "2022-04-10T22:59:59Z"}, "instant-on-another-day", "received_at"),
    ({"causes": ["delay", "delay"]}, "given-twice", "causes"),
    ({"causes": ["multiple"]}, "code-not-in-use", "causes"),
    ({"team": "nowhere"}, "team-not-open", "team"),
)
SEEN_ELSEWHERE: Final = frozenset(
    {
        # What every route may answer, and what needs a race, an erasure or a bulk command.
        "authority-not-named", "authority-not-yours", "role-may-not", "not-signed-in",
        "case-changed", "case-moved-on", "key-reused", "no-such-case", "no-such-clock",
        "person-erased", "redaction-not-asked", "not-your-teams-case", "body-invalid",
        "body-unreadable", "body-too-large", "idempotency-key-invalid", "if-match-invalid",
        "cursor-invalid", "simulated-time-invalid", "simulated-time-off", "request-unreadable",
        "query-unknown", "query-repeated",
        # What the machinery says when it is ill.
        "defect", "clock-ahead", "outcome-unknown", "queue-full", "sign-in-unavailable",
        "stopping", "database-away",
    }
)  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=Row.named)
async def test_a_command_is_refused_by_its_rule(county: Api, row: Row) -> None:
    complaint = await row.given(county)
    before = (await complaint.see())["version"]
    problem = refused(await complaint.ask(row.where, row.body), row.status, row.code, row.field)
    assert (await complaint.see())["version"] == before
    page = await county.client.get(problem["type"])
    assert (page.status_code, page.json()["status"]) == (200, row.status)
    assert page.json()["meaning"] == problem["detail"]


@pytest.mark.parametrize(("change", "code", "field"), BODIES, ids=[code for _, code, _ in BODIES])
async def test_a_contact_is_refused_by_its_rule(
    county: Api, change: Body, code: str, field: str
) -> None:
    refused(await county.post("/complaints", RECEIVED | change, at=LATER), 422, code, field)
    assert (await county.get("/complaints")).json()["items"] == []


async def test_every_documented_refusal_of_a_complaint_is_tried_here(county: Api) -> None:
    document = (await county.get("/openapi.json")).json()
    documented = {
        code
        for path, operations in document["paths"].items()
        if path.startswith("/complaints")
        for answer in operations.get("post", {}).get("responses", {}).values()
        for code in answer["content"].get("application/problem+json", {}).get("examples", {})
    }
    tried = {row.code for row in ROWS} | {code for _, code, _ in BODIES}
    assert documented - tried - SEEN_ELSEWHERE == set()
    assert tried - documented == set()


async def test_each_refusal_is_documented_where_it_happened(county: Api) -> None:
    document = (await county.get("/openapi.json")).json()

    def documented(row: Row) -> bool:
        answers = document["paths"][f"/complaints/{{reference}}/{row.where}"]["post"]["responses"]
        content = answers[str(row.status)]["content"]
        return row.code in content["application/problem+json"]["examples"]

    assert [row.named() for row in ROWS if not documented(row)] == []


TELLING: Final = "Zebedee Quillfeather"


@pytest.mark.parametrize(
    "body",
    [
        RECEIVED | {"received_on": TELLING},
        RECEIVED | {"channel": TELLING},
        RECEIVED | {"causes": [TELLING]},
        RECEIVED | {"team": TELLING},
        RECEIVED | {TELLING: TELLING},
        RECEIVED | {"statement": {"words": TELLING}},
        RECEIVED | {"complainant": TELLING},
        RECEIVED | {"complainant": {"details": {"name": TELLING + "\u202e"}, "relation": "parent"}},
        RECEIVED
        | {
            "complainant": {
                "details": {"name": TELLING, "date_of_birth": TELLING, "sex": TELLING},
                "relation": "parent",
            }
        },
    ],
)
async def test_what_was_sent_is_never_repeated_in_a_problem(county: Api, body: Body) -> None:
    answer = await county.post("/complaints", body, at=LATER)
    problem = refused(answer, 422, "body-invalid")
    assert problem["errors"]
    assert "Zebedee" not in answer.text
    assert "Quillfeather" not in answer.text


async def test_a_rule_repeats_no_words_of_the_body(county: Api) -> None:
    body = RECEIVED | {
        "complainant": {"details": {"name": TELLING}, "relation": "parent"},
        "statement": TELLING,
        "received_on": TOMORROW,
    }
    answer = await county.post("/complaints", body, at=LATER)
    refused(answer, 422, "in-the-future", "received_on")
    assert "Quillfeather" not in answer.text


async def test_a_body_that_is_not_json_says_where(county: Api) -> None:
    answer = await county.client.post(
        "/complaints",
        content=b'{"received_on": ',
        headers=county.headers("complaints-manager", **{"Content-Type": "application/json"}),
    )
    refused(answer, 400, "body-unreadable")


async def test_a_register_keeps_its_order(county: Api) -> None:
    left = {"worker": "w-1", "left_on": "2022-04-01"}
    refused(
        await county.post("/teams/north/closure", {"closed_on": "2022-04-01"}, at=LATER),
        409,
        "no-team-to-close",
    )
    joining = {"worker": "w-1", "joined_on": "2022-04-01"}
    refused(await county.post("/teams/north/workers", joining), 409, "no-team-in-register")
    refused(await county.post("/teams/north/workers/leaving", left), 409, "nobody-in-teams")
    await with_register(county)
    for where, body, code, field in (
        ("", TEAM, "team-already-open", "opened_on"),
        ("/west/closure", {"closed_on": "2022-04-01"}, "team-not-open", "team"),
        ("/north/closure", {"closed_on": "2019-04-01"}, "closed-before-opened", "closed_on"),
        ("/west/workers", joining, "team-not-open", "team"),
        ("/north/workers", joining, "worker-already-in-team", "joined_on"),
        ("/south/workers/leaving", left, "worker-not-in-team", "worker"),
        (
            "/north/workers/leaving",
            left | {"left_on": "2019-04-01"},
            "closed-before-opened",
            "left_on",
        ),
    ):
        refused(await county.post(f"/teams{where}", body, at=LATER), 422, code, field)


async def test_a_policy_does_not_reach_back_twice(county: Api) -> None:
    first = await county.post("/policies", PAUSING, at=LATER)
    assert first.status_code == 201, first.text
    again = PAUSING | {"acknowledgement_working_days": 2}
    refused(
        await county.post("/policies", again, at=LATER),
        422,
        "policy-not-retrospective",
        "effective_from",
    )
    refused(
        await county.post(
            "/policies",
            PAUSING | {"effective_from": TOMORROW, "acknowledgement_working_days": 99},
            at=LATER,
        ),
        422,
        "outside-policy-bounds",
        "acknowledgement_working_days",
    )
    same = PAUSING | {"effective_from": TOMORROW}
    refused(await county.post("/policies", same, at=LATER), 422, "nothing-to-change", "terms")
