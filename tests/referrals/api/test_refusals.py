"""What is refused, where and why: by its code and the field."""

from typing import Final

import pytest

from tests.referrals.api.asking import (
    AUTHORISED,
    CLOSED,
    CONTACT,
    LATER,
    SOCIAL_WORK,
    STARTED,
    Body,
    accepted,
    assessing,
    closed,
    opened,
    refused,
    with_register,
)
from tests.referrals.http import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

TOMORROW: Final = "2023-09-30"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"received_on": TOMORROW}, "in-the-future", "received_on"),
        ({"received_on": "1990-01-01"}, "outside-calendar", "received_on"),
        ({"received_at": "2023-04-07T08:00:00Z"}, "instant-on-another-day", "received_at"),
        ({"team": "no-such-team"}, "team-not-open", "team"),
        ({"child": {"date_of_birth": TOMORROW}}, "in-the-future", "child"),
        (
            {"child": {"date_of_birth": "2023-01-01", "expected_on": "2023-01-01"}},
            "expected-and-born",
            "child",
        ),
        ({"exploitation": {"models": ["gang", "gang"]}}, "given-twice", "exploitation"),
    ],
)
async def test_a_contact_that_cannot_be(county: Api, changes: Body, code: str, field: str) -> None:
    refused(await county.post("/referrals", CONTACT | changes, at=LATER), 422, code, field)


async def test_an_unreadable_contact_is_refused(county: Api) -> None:
    for changes in ({"source": "gossip"}, {"surname": "Quillfeather"}, {"received_on": "6/4/23"}):
        answer = await county.post("/referrals", CONTACT | changes, at=LATER)
        assert answer.json()["code"] == "body-invalid"
        assert "Quillfeather" not in answer.text


@pytest.mark.parametrize(
    ("where", "body", "code", "field"),
    [
        (
            "decision",
            SOCIAL_WORK | {"reason": "advice-given"},
            "reason-does-not-fit-response",
            "reason",
        ),
        ("decision", SOCIAL_WORK | {"decided_on": "2023-04-05"}, "before-received", "decided_on"),
        (
            "decision",
            SOCIAL_WORK | {"former": {"reference": "FW/1", "received_on": "2023-04-06"}},
            "earlier-not-before",
            "former",
        ),
        ("acknowledgement", {"acknowledged_on": TOMORROW}, "in-the-future", "acknowledged_on"),
        ("correction", {"reason": "audit"}, "nothing-to-change", "reason"),
        ("correction", {"reason": "audit", "told_on": "2023-04-11"}, "not-recorded-yet", "told_on"),
    ],
)
async def test_of_a_contact(county: Api, where: str, body: Body, code: str, field: str) -> None:
    refused(await (await opened(county)).ask(where, body), 422, code, field)


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        (AUTHORISED | {"authorised_on": "2023-06-16"}, "over-reason-missing", "over_reason"),
        (AUTHORISED | {"over_reason": "capacity"}, "over-reason-not-needed", "over_reason"),
        (AUTHORISED | {"authorised_on": "2023-04-11"}, "before-present-step", "authorised_on"),
        (AUTHORISED | {"outcome": "becomes-looked-after"}, "looked-after-missing", "looked_after"),
        (
            AUTHORISED | {"looked_after": {"on": "2023-06-01", "legal_status": "section-20"}},
            "looked-after-not-outcome",
            "looked_after",
        ),
    ],
)
async def test_of_an_authorisation(county: Api, body: Body, code: str, field: str) -> None:
    case = await assessing(county)
    refused(await case.ask("assessments/1/authorisation", body), 422, code, field)


async def test_of_a_wrong_number_and_a_step_out_of_order(county: Api) -> None:
    case = await assessing(county)
    wrong = await case.ask("assessments/2/authorisation", AUTHORISED)
    refused(wrong, 422, "wrong-assessment", "number")
    body = {"reason": "miskeyed", "received_on": "2023-04-12"}
    refused(await case.ask("correction", body), 422, "steps-out-of-order", "received_on")
    locked = {"reason": "audit", "response": "early-help", "decision_reason": "other"}
    refused(await case.ask("correction", locked), 422, "response-locked", "response")
    both = {"reason": "audit", "assessments": [{"number": 1, "started_on": "2023-04-13"}] * 2}
    refused(await case.ask("correction", both), 422, "given-twice", "assessments")


async def test_of_standing(county: Api) -> None:
    contact = await opened(county)
    refused(await contact.ask("assessments", STARTED), 409, "not-decided")
    refused(await contact.ask("closure", CLOSED), 409, "not-decided")
    refused(await contact.ask("allocation", _TO_CSE), 409, "nobody-to-allocate-to")
    referral = await accepted(county)
    refused(await referral.ask("decision", SOCIAL_WORK), 409, "already-decided")
    shut = await closed(county)
    refused(await shut.ask("assessments", STARTED), 409, "case-closed")
    missing = await county.post("/referrals/R-2023-99999/notes", _NOTE, at=LATER)
    refused(missing, 404, "no-such-case")
    elsewhere = county.in_authority(f"{county.authority}-elsewhere")
    refused(await elsewhere.get(shut.path, at=LATER), 404, "no-such-case")


_TO_CSE: Final[Body] = {"allocated_on": "2023-04-12", "team": "cse"}
_NOTE: Final[Body] = {"noted_on": "2023-04-12", "text": "Rang."}


async def test_a_policy_beyond_its_bounds(county: Api) -> None:
    body = {"effective_from": "2023-01-01", "exploitation_ceiling": 51}
    answer = await county.post("/policies", body, at=LATER)
    refused(answer, 422, "outside-policy-bounds", "exploitation_ceiling")
    made = await county.post("/policies", body | {"exploitation_ceiling": 12}, at=LATER)
    assert made.json()["editions"][-1]["exploitation_ceiling"] == 12


async def test_what_was_not_seen_is_not_overwritten(county: Api) -> None:
    case = await accepted(county)
    answer = await case.ask("assessments", STARTED, if_match='"1"')
    refused(answer, 412, "case-changed", "If-Match")
    assert (await with_register(county)) is county
