"""The actions that a case lists are accepted, and the others refused as listed, in every role."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import pytest

from services.referrals.api.actions import WHERE
from services.referrals.domain.authority import ROLES
from shared.identity import Role
from tests.referrals.api.asking import (
    AUTHORISED,
    CLOSED,
    LATER,
    Body,
    Referral,
    accepted,
    assessing,
    closed,
    codes,
    exploited,
    opened,
    refused,
    with_register,
)
from tests.referrals.http import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

TODAY: Final = "2023-09-29"
SOMEBODY: Final = "cccccccc-0000-4000-8000-00000000000c"


def _allocate(case: Body) -> Body:
    team = "cse" if case["team"] == "first-response" else "first-response"
    return {"allocated_on": TODAY, "team": team}


def _redact(case: Body) -> Body:
    text = case["texts"][0]["text"] if case["texts"] else SOMEBODY
    return {"redacted_on": TODAY, "text": text, "wording": "Removed."}


def _link(case: Body) -> Body:
    return {"linked_on": TODAY, "person": case["child"]["person"], "known_as": SOMEBODY}


BODIES: Final[Mapping[str, Callable[[Body], Body]]] = {
    "decide": lambda _: {"decided_on": TODAY, "response": "social-work", "reason": "in-need"},
    "acknowledge": lambda _: {"acknowledged_on": TODAY},
    "tell-outcome": lambda _: {"told_on": TODAY},
    "allocate": _allocate,
    "start-assessment": lambda _: {"started_on": TODAY},
    "authorise-assessment": lambda _: AUTHORISED,
    "record-exploitation": lambda _: {"recorded_on": TODAY, "models": ["gang"]},
    "assess-risk": lambda _: {"assessed_on": TODAY, "level": "high", "tool": "county"},
    "allocate-exploitation": lambda _: {"allocated_on": TODAY, "team": "cse", "worker": "w-3"},
    "decide-exploitation": lambda _: {"decided_on": TODAY, "outcomes": ["trial"]},
    "close-exploitation": lambda _: {"closed_on": TODAY, "reason": "risk-reduced"},
    "correct": lambda case: {"reason": "audit", "received_at": f"{case['received_on']}T08:00:00Z"},
    "close": lambda _: CLOSED | {"closed_on": TODAY},
    "reopen": lambda _: {"reopened_on": TODAY, "reason": "new-information"},
    "link-person": _link,
    "correct-person": lambda case: {
        "person": case["child"]["person"],
        "reason": "miskeyed",
        "name": "Zinnia Quillfether",
    },
    "add-note": lambda _: {"noted_on": TODAY, "text": "Rang at noon."},
    "redact-text": _redact,
    "complete-redaction": lambda _: {"completed_on": TODAY, "person": SOMEBODY},
}


async def _answered(county: Api) -> Referral:
    referral = await opened(county)
    body = {"decided_on": "2023-04-11", "response": "information", "reason": "advice-given"}
    await referral.do("decision", body)
    return referral


PLACES: Final[Mapping[str, Callable[[Api], Awaitable[Referral]]]] = {
    "a contact": opened,
    "answered": _answered,
    "a referral": accepted,
    "being assessed": assessing,
    "exploited": exploited,
    "closed": closed,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("action", sorted(map(str, WHERE)))
async def test_what_is_listed_is_accepted_and_the_rest_refused_as_listed(
    county: Api, place: str, action: str
) -> None:
    await with_register(county)
    referral = await PLACES[place](county)
    case = await referral.see()
    noun = {str(act): where for act, where in WHERE.items()}[action]
    where = noun.removeprefix("/").replace("{number}", "1")
    answer = await referral.ask(where, BODIES[action](case))
    listed = codes(case["allowed_actions"]) | codes(case["refused_actions"])
    if listed[action] == "":
        assert answer.status_code in {200, 201}, answer.text
    else:
        problem = answer.json()
        assert problem["code"] == listed[action], answer.text
        assert problem["status"] == 409


@pytest.mark.parametrize("role", sorted({role for roles in ROLES.values() for role in roles}))
async def test_what_a_role_may_not_is_listed_so(county: Api, role: str) -> None:
    referral = await opened(county)
    if role not in ROLES["read-cases"]:
        refused(await county.get(referral.path, role=role, at=LATER), 403, "role-may-not")
        return
    case = await referral.see(role=role)
    listed = codes(case["refused_actions"])
    for action in WHERE:
        may = role in ROLES[action]
        assert (listed.get(str(action)) == "role-may-not") is not may
    assert Role(role)


async def test_a_team_acts_on_its_own_cases_and_on_those_nobody_has(county: Api) -> None:
    await with_register(county)
    referral = await opened(county)
    note = {"noted_on": TODAY, "text": "Rang."}
    await referral.do("notes", note, role="social-worker", team="cse")
    await referral.do("allocation", {"allocated_on": TODAY, "team": "first-response"})
    answer = await referral.ask("notes", note, role="social-worker", team="cse")
    refused(answer, 403, "not-your-teams-case")
    await referral.do("notes", note, role="social-worker", team="first-response")
    seen = await referral.see(role="social-worker", team="cse")
    assert codes(seen["refused_actions"])["add-note"] == "not-your-teams-case"
