"""Every refusal of the procedure over HTTP: its code, its status, its field, and its page."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import pytest

from tests.complaints.api.asking import (
    ACKNOWLEDGED,
    CLOSED,
    CORPORATE,
    EXTENDED,
    LATER,
    NORTH,
    NOTE,
    RECEIVED,
    REOPENED,
    RESPONDED,
    STATUTORY,
    TEAM,
    WITHDRAWN,
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

Given = Callable[[Api], Awaitable[Complaint]]
TOMORROW: Final = "2022-07-01"
DAY_BEFORE: Final = "2022-04-08"
NOBODY: Final = "bbbbbbbb-0000-4000-8000-00000000000b"
INFORMAL: Final[Body] = {
    "decided_on": "2022-04-12",
    "route": "informal",
    "reason": "put-right-at-once",
}
BY_THE_HOUR: Final[Body] = {"received_at": "2022-04-11T09:30:00Z"}
PAUSING: Final[Body] = {"effective_from": "2022-01-01", "pause_while_finding_advocate": True}
PAUSED: Final[Body] = {"paused_on": "2022-04-19"}
RESUMED: Final[Body] = {"resumed_on": "2022-04-21"}
ADVOCATE: Final[Body] = {"appointed_on": "2022-04-21", "advocate": {"name": "Tom Rill"}}
MISKEYED: Final[Body] = {"reason": "miskeyed"}
MIRA: Final = "aaaaaaaa-0000-4000-8000-00000000000a"
JO: Final = "aaaaaaaa-0000-4000-8000-00000000000b"
ERASED: Final = "aaaaaaaa-0000-4000-8000-00000000000c"
PARENT: Final[Body] = {"details": {"person": MIRA, "name": "Mira Ashdown"}, "relation": "parent"}
RESPELT: Final[Body] = MISKEYED | {"person": MIRA, "name": "Mira Ashdowne"}
CHILD: Final[Body] = {
    "named_on": "2022-04-13",
    "part": "child",
    "details": {"person": JO, "name": "Jo Ashdown"},
}
UNA: Final[Body] = {"name": "Una Kerr"}


async def new(county: Api) -> Complaint:
    return await received(county)


async def by_the_hour(county: Api) -> Complaint:
    return await received(county, **BY_THE_HOUR)


async def with_team(county: Api) -> Complaint:
    return await received(await with_register(county))


async def allocated(county: Api) -> Complaint:
    complaint = await with_team(county)
    await complaint.do("allocation", NORTH)
    return complaint


async def acknowledged(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("acknowledgement", ACKNOWLEDGED)
    return complaint


async def corporate(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("decision", CORPORATE)
    return complaint


async def informal(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("decision", INFORMAL)
    return complaint


async def extended(county: Api) -> Complaint:
    complaint = await at_stage_1(county)
    await complaint.do("stage-1/extension", EXTENDED)
    return complaint


async def agreed(county: Api) -> Complaint:
    complaint = await at_stage_1(county)
    await complaint.do(
        "stage-1/agreed-date", {"agreed_on": "2022-04-20", "respond_by": "2022-05-20"}
    )
    return complaint


async def excused(county: Api) -> Complaint:
    complaint = await at_stage_1(county)
    reason = {"recorded_on": "2022-04-20", "reason": "child-unwell"}
    await complaint.do("stage-1/good-reason", reason)
    return complaint


async def paused(county: Api) -> Complaint:
    assert (await county.post("/policies", PAUSING, at=LATER)).status_code == 201
    complaint = await at_stage_1(county)
    await complaint.do("stage-1/pause", PAUSED)
    return complaint


async def offered(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("advocate/offer", {"offered_on": "2022-04-12"})
    return complaint


async def appointed(county: Api) -> Complaint:
    assert (await county.post("/policies", PAUSING, at=LATER)).status_code == 201
    complaint = await at_stage_1(county)
    await complaint.do("advocate/appointment", ADVOCATE)
    return complaint


async def withdrawn(county: Api) -> Complaint:
    complaint = await at_stage_1(county)
    await complaint.do("withdrawal", WITHDRAWN)
    return complaint


async def closed(county: Api) -> Complaint:
    complaint = await answered(county)
    await complaint.do("closure", CLOSED)
    return complaint


async def noted(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("notes", NOTE)
    return complaint


async def with_everybody(county: Api) -> Complaint:
    """A representative, and as many children as a case can hold."""
    children = [{"name": f"Child {number}"} for number in range(20)]
    return await received(county, complainant=PARENT, children=children, representative=UNA)


async def with_children(county: Api) -> Complaint:
    return await received(county, children=[{"name": f"Child {number}"} for number in range(20)])


async def with_jo_and_una(county: Api) -> Complaint:
    return await received(
        county, complainant=PARENT, children=[CHILD["details"]], representative=UNA
    )


async def alone_and_erased(county: Api) -> Complaint:
    complaint = await received(county)
    await erase(county, (await complaint.see())["complainant"]["details"]["person"])
    return complaint


async def with_erased_child(county: Api) -> Complaint:
    complaint = await received(county, children=[{"person": ERASED, "name": "Jo Ashdown"}])
    await erase(county, ERASED)
    return complaint


async def erase(county: Api, person: str) -> None:
    body = {"person": person, "reason": "data-subject-request"}
    answer = await county.post("/erasures", body, role="administrator", at=LATER)
    assert answer.status_code == 201, answer.text


@dataclass(frozen=True, slots=True)
class Row:
    given: Given
    where: str
    body: Body
    status: int
    code: str
    field: str | None = None

    def named(self) -> str:
        return f"{self.where}-{self.code}-{self.given.__name__}"


def outcomes(*pairs: tuple[str, str]) -> list[Body]:
    return [{"cause": cause, "outcome": outcome} for cause, outcome in pairs]


ROWS: Final = (
    Row(acknowledged, "acknowledgement", ACKNOWLEDGED, 409, "already-acknowledged"),
    Row(informal, "acknowledgement", ACKNOWLEDGED, 409, "nothing-to-acknowledge"),
    Row(withdrawn, "acknowledgement", ACKNOWLEDGED, 409, "case-withdrawn"),
    Row(closed, "acknowledgement", ACKNOWLEDGED, 409, "case-closed"),
    Row(
        new,
        "acknowledgement",
        ACKNOWLEDGED | {"acknowledged_on": TOMORROW},
        422,
        "in-the-future",
        "acknowledged_on",
    ),
    Row(
        new,
        "acknowledgement",
        ACKNOWLEDGED | {"acknowledged_on": DAY_BEFORE},
        422,
        "before-received",
        "acknowledged_on",
    ),
    Row(
        answered,
        "acknowledgement",
        ACKNOWLEDGED | {"acknowledged_on": "2022-04-29"},
        422,
        "acknowledged-after-response",
        "acknowledged_on",
    ),
    Row(at_stage_1, "decision", CORPORATE, 409, "route-locked"),
    Row(
        corporate,
        "decision",
        STATUTORY | {"decided_on": "2022-04-11"},
        422,
        "before-present-step",
        "decided_on",
    ),
    Row(corporate, "decision", CORPORATE, 422, "nothing-to-change", "route"),
    Row(
        new,
        "decision",
        CORPORATE | {"reason": "both-tests-met"},
        422,
        "reason-does-not-fit-route",
        "reason",
    ),
    Row(
        new,
        "decision",
        STATUTORY | {"eligibility": None},
        422,
        "eligibility-not-asked",
        "eligibility",
    ),
    Row(
        new,
        "decision",
        STATUTORY | {"eligibility": "not-eligible"},
        422,
        "complainant-not-eligible",
        "eligibility",
    ),
    Row(new, "decision", STATUTORY | {"subject": None}, 422, "subject-not-stated", "subject"),
    Row(
        new,
        "decision",
        STATUTORY | {"subject": "court-matter"},
        422,
        "subject-out-of-scope",
        "subject",
    ),
    Row(by_the_hour, "decision", INFORMAL, 422, "instant-missing", "resolved_at"),
    Row(
        new,
        "decision",
        INFORMAL | {"resolved_at": "2022-04-11T12:00:00Z"},
        422,
        "instant-not-kept",
        "resolved_at",
    ),
    Row(
        by_the_hour,
        "decision",
        INFORMAL | {"resolved_at": "2022-04-11T09:29:59Z"},
        422,
        "before-received",
        "resolved_at",
    ),
    Row(new, "allocation", NORTH, 409, "nobody-to-allocate-to"),
    Row(with_team, "allocation", NORTH | {"team": "west"}, 422, "team-not-open", "team"),
    Row(with_team, "allocation", NORTH | {"worker": "w-3"}, 422, "worker-not-in-team", "worker"),
    Row(allocated, "allocation", NORTH, 422, "nothing-to-change", "team"),
    Row(
        allocated,
        "allocation",
        NORTH | {"worker": "w-2", "allocated_on": "2022-04-11"},
        422,
        "before-present-step",
        "allocated_on",
    ),
    Row(new, "stage-1/extension", EXTENDED, 409, "not-at-stage-1"),
    Row(answered, "stage-1/extension", EXTENDED, 409, "already-responded"),
    Row(extended, "stage-1/extension", EXTENDED, 409, "already-extended"),
    Row(
        at_stage_1,
        "stage-1/extension",
        EXTENDED | {"limit": 10},
        422,
        "limit-not-in-extension",
        "limit",
    ),
    Row(
        at_stage_1,
        "stage-1/extension",
        EXTENDED | {"limit": 21},
        422,
        "limit-not-in-extension",
        "limit",
    ),
    Row(
        at_stage_1,
        "stage-1/extension",
        EXTENDED | {"told_on": None},
        422,
        "complainant-not-told",
        "told_on",
    ),
    Row(
        at_stage_1,
        "stage-1/agreed-date",
        {"agreed_on": "2022-04-20", "respond_by": "2022-04-19"},
        422,
        "agreed-date-passed",
        "respond_by",
    ),
    Row(
        agreed,
        "stage-1/agreed-date",
        {"agreed_on": "2022-04-21", "respond_by": "2022-05-20"},
        422,
        "nothing-to-change",
        "respond_by",
    ),
    Row(
        agreed,
        "stage-1/agreed-date",
        {"agreed_on": "2022-04-19", "respond_by": "2022-05-21"},
        422,
        "before-present-step",
        "agreed_on",
    ),
    Row(
        excused,
        "stage-1/good-reason",
        {"recorded_on": "2022-04-20", "reason": "child-unwell"},
        422,
        "nothing-to-change",
        "reason",
    ),
    Row(at_stage_1, "stage-1/pause", PAUSED, 409, "pause-not-in-policy"),
    Row(paused, "stage-1/pause", PAUSED, 409, "stage-1-paused"),
    Row(appointed, "stage-1/pause", PAUSED, 409, "advocate-already-appointed"),
    Row(at_stage_1, "stage-1/resumption", RESUMED, 409, "stage-1-not-paused"),
    Row(
        paused,
        "stage-1/resumption",
        {"resumed_on": "2022-04-14"},
        422,
        "before-present-step",
        "resumed_on",
    ),
    Row(paused, "stage-1/response", RESPONDED, 409, "stage-1-paused"),
    Row(
        at_stage_1,
        "stage-1/response",
        RESPONDED | {"outcomes": outcomes(("delay", "upheld"), ("delay", "not-upheld"))},
        422,
        "given-twice",
        "outcomes",
    ),
    Row(
        at_stage_1,
        "stage-1/response",
        RESPONDED | {"outcomes": outcomes(("delay", "upheld"))},
        422,
        "cause-without-outcome",
        "outcomes",
    ),
    Row(
        at_stage_1,
        "stage-1/response",
        RESPONDED
        | {
            "outcomes": outcomes(
                ("delay", "upheld"), ("staff-conduct", "upheld"), ("fairness", "upheld")
            )
        },
        422,
        "outcome-without-cause",
        "outcomes",
    ),
    Row(
        at_stage_1,
        "stage-1/response",
        RESPONDED | {"apology": False},
        422,
        "apology-missing",
        "apology",
    ),
    Row(new, "correction", MISKEYED, 422, "nothing-to-change", "reason"),
    Row(
        new,
        "correction",
        MISKEYED | {"responded_on": "2022-04-20"},
        422,
        "not-recorded-yet",
        "responded_on",
    ),
    Row(
        new,
        "correction",
        MISKEYED | {"received_on": TOMORROW},
        422,
        "in-the-future",
        "received_on",
    ),
    Row(
        new,
        "correction",
        MISKEYED | {"received_on": "1999-12-31"},
        422,
        "outside-calendar",
        "received_on",
    ),
    Row(
        new,
        "correction",
        MISKEYED | {"received_at": "2022-04-11T09:30:00Z"},
        422,
        "instant-not-kept",
        "received_at",
    ),
    Row(
        by_the_hour,
        "correction",
        MISKEYED | {"received_on": "2022-04-12"},
        422,
        "instant-missing",
        "received_at",
    ),
    Row(
        by_the_hour,
        "correction",
        MISKEYED | {"received_at": "2022-04-12T09:30:00Z"},
        422,
        "instant-on-another-day",
        "received_at",
    ),
    Row(
        answered,
        "correction",
        MISKEYED | {"received_on": "2022-04-29"},
        422,
        "act-before-received",
        "received_on",
    ),
    Row(
        paused,
        "correction",
        MISKEYED | {"received_on": "2022-04-20"},
        422,
        "pause-before-received",
        "received_on",
    ),
    Row(
        at_stage_1,
        "correction",
        MISKEYED | {"eligibility": "not-eligible"},
        422,
        "complainant-not-eligible",
        "eligibility",
    ),
    Row(
        new,
        "correction",
        MISKEYED | {"causes": ["delay", "delay"]},
        422,
        "given-twice",
        "causes",
    ),
    Row(new, "correction", MISKEYED | {"causes": ["multiple"]}, 422, "code-not-in-use", "causes"),
    Row(
        answered,
        "correction",
        MISKEYED | {"causes": ["delay", "staff-conduct", "fairness"]},
        422,
        "cause-without-outcome",
        "outcomes",
    ),
    Row(
        answered,
        "correction",
        MISKEYED | {"causes": ["delay"]},
        422,
        "outcome-without-cause",
        "outcomes",
    ),
    Row(
        answered,
        "correction",
        MISKEYED | {"apology": False},
        422,
        "apology-missing",
        "apology",
    ),
    Row(answered, "withdrawal", WITHDRAWN, 409, "already-responded"),
    Row(paused, "withdrawal", WITHDRAWN, 409, "stage-1-paused"),
    Row(withdrawn, "withdrawal", WITHDRAWN, 409, "case-withdrawn"),
    Row(at_stage_1, "closure", CLOSED, 409, "not-ready-to-close"),
    Row(closed, "closure", CLOSED, 409, "case-closed"),
    Row(
        answered,
        "closure",
        CLOSED | {"reason": "withdrawn"},
        422,
        "reason-does-not-fit-place",
        "reason",
    ),
    Row(
        answered,
        "closure",
        CLOSED | {"closed_on": "2022-04-27"},
        422,
        "before-present-step",
        "closed_on",
    ),
    Row(answered, "reopening", REOPENED, 409, "not-withdrawn-or-closed"),
    Row(
        closed,
        "reopening",
        REOPENED | {"reopened_on": "2022-05-29"},
        422,
        "before-present-step",
        "reopened_on",
    ),
    Row(offered, "advocate/offer", {"offered_on": "2022-04-12"}, 409, "advocate-already-offered"),
    Row(appointed, "advocate/appointment", ADVOCATE, 409, "advocate-already-appointed"),
    Row(
        paused,
        "advocate/appointment",
        ADVOCATE | {"appointed_on": "2022-04-14"},
        422,
        "before-present-step",
        "appointed_on",
    ),
    Row(new, "notes", NOTE | {"noted_on": TOMORROW}, 422, "in-the-future", "noted_on"),
    Row(
        new,
        "redactions",
        {"redacted_on": "2022-04-13", "text": NOBODY, "wording": "..."},
        409,
        "no-text-held",
    ),
    Row(
        noted,
        "redactions",
        {"redacted_on": "2022-04-13", "text": NOBODY, "wording": "..."},
        422,
        "no-such-text",
        "text",
    ),
    Row(
        noted,
        "redactions/completion",
        {"completed_on": "2022-04-13", "person": NOBODY},
        409,
        "no-redaction-asked",
    ),
    Row(
        new,
        "people/links",
        {"linked_on": "2022-04-13", "person": NOBODY, "known_as": NOBODY},
        422,
        "person-not-on-case",
        "person",
    ),
    Row(alone_and_erased, "people/correction", RESPELT, 409, "everybody-erased"),
    Row(new, "people/correction", RESPELT, 422, "person-not-on-case", "person"),
    Row(
        with_erased_child,
        "people/correction",
        RESPELT | {"person": ERASED},
        422,
        "details-erased",
        "person",
    ),
    Row(
        with_jo_and_una,
        "people/correction",
        RESPELT | {"date_of_birth": TOMORROW},
        422,
        "in-the-future",
        "date_of_birth",
    ),
    Row(
        with_jo_and_una,
        "people/correction",
        RESPELT | {"name": "Mira Ashdown"},
        422,
        "nothing-to-change",
        "person",
    ),
    Row(with_everybody, "people", CHILD, 409, "nobody-more-to-name"),
    Row(with_children, "people", CHILD, 422, "too-many-children", "part"),
    Row(with_jo_and_una, "people", CHILD, 422, "child-already-named", "details"),
    Row(
        with_jo_and_una,
        "people",
        CHILD | {"part": "representative", "details": UNA},
        422,
        "representative-already-named",
        "part",
    ),
    Row(new, "people", CHILD | {"named_on": TOMORROW}, 422, "in-the-future", "named_on"),
    Row(new, "people", CHILD | {"named_on": DAY_BEFORE}, 422, "before-received", "named_on"),
    Row(
        new,
        "people",
        CHILD | {"details": {"name": "Jo Ashdown", "date_of_birth": TOMORROW}},
        422,
        "in-the-future",
        "details",
    ),
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
        # What the machinery says when it is ill.
        "defect", "clock-ahead", "outcome-unknown", "queue-full", "sign-in-unavailable",
        "stopping",
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
