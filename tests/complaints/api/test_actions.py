"""The actions that a case lists are accepted, and the others refused as listed, in every role."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Final

import pytest

from services.complaints.api.actions import WHERE
from services.complaints.domain.authority import ROLES
from shared.identity import Role
from tests.complaints.api.asking import (
    CLOSED,
    CORPORATE,
    LATER,
    NOTE,
    WITHDRAWN,
    Body,
    Complaint,
    answered,
    at_stage_1,
    codes,
    received,
    refused,
    with_register,
)
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

TODAY: Final = "2022-06-30"
SOMEBODY: Final = "cccccccc-0000-4000-8000-00000000000c"


def body_for(action: str, case: Body) -> Body:
    """A body that will do, made from the case as the caller sees it."""
    return BODIES[action](case)


def _respond(case: Body) -> Body:
    outcomes = [{"cause": cause, "outcome": "upheld"} for cause in case["causes"]]
    return {"responded_on": TODAY, "outcomes": outcomes, "apology": True}


def _allocate(case: Body) -> Body:
    team = "south" if case["team"] == "north" else "north"
    return {"allocated_on": TODAY, "team": team}


def _close(case: Body) -> Body:
    reason = {"resolved": "satisfied", "withdrawn": "withdrawn"}.get(
        case["place"], "handled-elsewhere"
    )
    return {"closed_on": TODAY, "reason": reason}


def _redact(case: Body) -> Body:
    text = case["texts"][0]["text"] if case["texts"] else SOMEBODY
    return {"redacted_on": TODAY, "text": text, "wording": "Removed."}


def _link(case: Body) -> Body:
    person = case["complainant"]["details"]["person"]
    return {"linked_on": TODAY, "person": person, "known_as": SOMEBODY}


def _correct_person(case: Body) -> Body:
    person = case["complainant"]["details"]["person"]
    return {"person": person, "reason": "miskeyed", "name": "Mira Ashdowne"}


BODIES: Final[Mapping[str, Callable[[Body], Body]]] = {
    "acknowledge": lambda case: {"acknowledged_on": case["received_on"]},
    "decide-route": lambda _: {
        "decided_on": TODAY,
        "route": "statutory",
        "reason": "both-tests-met",
        "eligibility": "parent",
        "subject": "in-scope",
    },
    "allocate": _allocate,
    "extend-stage-1": lambda _: {
        "decided_on": TODAY,
        "limit": 20,
        "reason": "complexity",
        "told_on": TODAY,
    },
    "agree-response-date": lambda _: {"agreed_on": TODAY, "respond_by": "2022-08-01"},
    "record-good-reason": lambda _: {"recorded_on": TODAY, "reason": "child-unwell"},
    "pause-stage-1": lambda _: {"paused_on": TODAY},
    "resume-stage-1": lambda _: {"resumed_on": TODAY},
    "respond-stage-1": _respond,
    "correct": lambda _: {"reason": "audit", "channel": "letter"},
    "withdraw": lambda _: {"withdrawn_on": TODAY, "reason": "not-stated"},
    "close": _close,
    "reopen": lambda _: {"reopened_on": TODAY, "reason": "new-information"},
    "offer-advocate": lambda _: {"offered_on": TODAY},
    "record-household": lambda _: {"recorded_on": TODAY, "household": "H-2022-00007"},
    "appoint-advocate": lambda _: {"appointed_on": TODAY, "advocate": {"name": "Tom Rill"}},
    "add-note": lambda _: {"noted_on": TODAY, "text": "Rang at noon."},
    "reference-document": lambda _: {
        "referenced_on": TODAY,
        "kind": "evidence",
        "location": "records/1",
    },
    "redact-text": _redact,
    "complete-redaction": lambda _: {"completed_on": TODAY, "person": SOMEBODY},
    "link-person": _link,
    "correct-person": _correct_person,
    "name-person": lambda _: {
        "named_on": TODAY,
        "part": "child",
        "details": {"name": "Jo Ashdown", "date_of_birth": "2012-04-11"},
    },
}


async def redirected(county: Api) -> Complaint:
    complaint = await received(county)
    await complaint.do("decision", CORPORATE)
    return complaint


async def owned(county: Api) -> Complaint:
    complaint = await at_stage_1(await with_register(county), statement="It took too long.")
    await complaint.do("allocation", {"allocated_on": "2022-04-12", "team": "north"})
    return complaint


async def paused(county: Api) -> Complaint:
    policy = {"effective_from": "2022-01-01", "pause_while_finding_advocate": True}
    assert (await county.post("/policies", policy, at=LATER)).status_code == 201
    complaint = await at_stage_1(county)
    await complaint.do("stage-1/pause", {"paused_on": "2022-04-13"})
    return complaint


async def withdrawn(county: Api) -> Complaint:
    complaint = await at_stage_1(county)
    await complaint.do("withdrawal", WITHDRAWN)
    return complaint


async def closed(county: Api) -> Complaint:
    complaint = await answered(county)
    await complaint.do("notes", NOTE)
    await complaint.do("closure", CLOSED)
    return complaint


async def erased(county: Api) -> Complaint:
    """The complainant is erased, so every text of the case is gone with its key."""
    complaint = await at_stage_1(county, statement="It took too long.")
    person = (await complaint.see())["complainant"]["details"]["person"]
    asked = {"person": person, "reason": "data-subject-request"}
    done = await county.post("/erasures", asked, role="administrator", at=LATER)
    assert done.status_code == 201, done.text
    return complaint


PLACES: Final[tuple[Callable[[Api], Awaitable[Complaint]], ...]] = (
    received, redirected, at_stage_1, owned, paused, answered, withdrawn, closed, erased,
)  # fmt: skip


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.__name__)
async def test_an_action_is_listed_exactly_when_it_would_be_accepted(
    county: Api, place: Callable[[Api], Awaitable[Complaint]]
) -> None:
    complaint = await place(county)
    case = await complaint.see()
    allowed, barred = case["allowed_actions"], codes(case["refused_actions"])
    assert {one["action"] for one in allowed} | barred.keys() == {str(one) for one in WHERE}
    assert not {one["action"] for one in allowed} & barred.keys()
    for action, code in barred.items():
        answer = await complaint.ask(WHERE_BY_CODE[action], body_for(action, case))
        assert answer.json()["code"] == code, (action, answer.text)
        assert answer.json()["status"] in {403, 409}
    for one in allowed:
        fresh = await place(county.in_authority(f"{county.authority}-{one['action']}"))
        seen = await fresh.see()
        [same] = [each for each in seen["allowed_actions"] if each["action"] == one["action"]]
        done = await fresh.county.post(same["href"], body_for(one["action"], seen), at=LATER)
        assert done.status_code in {200, 201}, (one["action"], done.text)


WHERE_BY_CODE: Final = {str(action): noun.removeprefix("/") for action, noun in WHERE.items()}


@pytest.mark.parametrize("role", sorted(Role), ids=str)
async def test_each_role_may_do_what_the_table_says_and_no_more(county: Api, role: Role) -> None:
    complaint = await owned(county)
    if role not in ROLES["read-cases"]:
        refused(await county.get(complaint.path, role=role), 403, "role-may-not")
    else:
        case = await complaint.see(role=role)
        barred = codes(case["refused_actions"])
        forbidden = {action for action, code in barred.items() if code == "role-may-not"}
        assert forbidden == {action for action in WHERE_BY_CODE if role not in ROLES[action]}
        for one in case["allowed_actions"]:
            assert role in ROLES[one["action"]]
    seen = await complaint.see()
    for action, noun in WHERE_BY_CODE.items():
        if role not in ROLES[action]:
            answer = await complaint.ask(noun, body_for(action, seen), role=role)
            problem = refused(answer, 403, "role-may-not")
            assert problem["facts"] == {"action": action}
    assert (await complaint.see())["version"] == seen["version"]


@pytest.mark.parametrize("role", ["complaints-officer", "team-manager", "social-worker"])
async def test_what_is_listed_for_a_role_is_accepted_in_it(county: Api, role: str) -> None:
    case = await (await owned(county)).see(role=role)
    assert case["allowed_actions"]
    for one in case["allowed_actions"]:
        fresh = await owned(county.in_authority(f"{county.authority}-{one['action']}"))
        body = body_for(one["action"], await fresh.see())
        done = await fresh.ask(WHERE_BY_CODE[one["action"]], body, role=role)
        assert done.status_code in {200, 201}, (one["action"], done.text)
