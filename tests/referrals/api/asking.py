"""What workers send in these tests, and the ways of a case that many of them begin with.

Dates are those of the standing example in `tests/referrals/builders.py`: received on Thursday 6
April 2023, working day 1 is Tuesday 11 April, working day 45 is Thursday 15 June.
"""

from dataclasses import dataclass
from typing import Any, Final

import httpx

from tests.referrals.http import Api

Body = dict[str, Any]

CONTACT: Final[Body] = {
    "received_on": "2023-04-06",
    "source": "police",
    "agency": "county-police",
    "kind": "safeguarding",
    "category": "neglect",
    "child": {"name": "Zinnia Quillfeather", "date_of_birth": "2011-05-02", "sex": "female"},
    "referrer": {"name": "Constable Pettigrew", "contact": "pettigrew@example.org"},
    "concerns": "Found alone in the kitchen.",
}
SOCIAL_WORK: Final[Body] = {
    "decided_on": "2023-04-11",
    "response": "social-work",
    "reason": "in-need",
}
EARLY_HELP: Final[Body] = {
    "decided_on": "2023-04-11",
    "response": "early-help",
    "reason": "needs-below-threshold",
}
STARTED: Final[Body] = {"started_on": "2023-04-12"}
AUTHORISED: Final[Body] = {"authorised_on": "2023-06-15", "outcome": "child-in-need"}
EXPLOITED: Final[Body] = {
    "recorded_on": "2023-04-12",
    "models": ["online", "party"],
    "living_situation": "at-home",
    "online": "yes",
    "risk_tool": "completed",
}
PRACTITIONER: Final[Body] = {"allocated_on": "2023-04-13", "team": "cse", "worker": "w-2"}
CLOSED: Final[Body] = {
    "closed_on": "2023-07-03",
    "reason": "needs-met",
    "rationale": "The grandmother moved in.",
}
REOPENED: Final[Body] = {"reopened_on": "2023-07-04", "reason": "closed-in-error"}
LATER: Final = "2023-09-29T09:00:00Z"


@dataclass(frozen=True, slots=True)
class Referral:
    """A referral of an authority; every step must be accepted."""

    county: Api
    path: str

    @property
    def reference(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    async def do(self, where: str, body: Body, *, at: str = LATER, **how: str) -> Body:
        answer = await self.ask(where, body, at=at, **how)
        assert answer.status_code in {200, 201}, answer.text
        done: Body = answer.json()
        return done

    async def ask(
        self, where: str, body: Body, *, at: str | None = LATER, **how: str
    ) -> httpx.Response:
        return await self.county.post(f"{self.path}/{where}", body, at=at, **how)

    async def see(self, *, role: str = "service-manager", team: str | None = None) -> Body:
        answer = await self.county.get(self.path, at=LATER, role=role, team=team)
        assert answer.status_code == 200, answer.text
        seen: Body = answer.json()
        return seen


async def opened(county: Api, *, at: str = LATER, **changes: Any) -> Referral:  # noqa: ANN401 -- JSON
    answer = await county.post("/referrals", CONTACT | changes, at=at)
    assert answer.status_code == 201, answer.text
    return Referral(county, answer.headers["Location"])


async def accepted(county: Api, **changes: Any) -> Referral:  # noqa: ANN401 -- JSON
    referral = await opened(county, **changes)
    decided_on = max(SOCIAL_WORK["decided_on"], changes.get("received_on", ""))
    await referral.do("decision", SOCIAL_WORK | {"decided_on": decided_on})
    return referral


async def assessing(county: Api) -> Referral:
    referral = await accepted(county)
    await referral.do("assessments", STARTED)
    return referral


async def exploited(county: Api) -> Referral:
    referral = await opened(county)
    await referral.do("exploitation", EXPLOITED)
    return referral


async def closed(county: Api) -> Referral:
    referral = await accepted(county)
    await referral.do("closure", CLOSED)
    return referral


async def with_register(county: Api) -> Api:
    """A team first-response with the worker w-1, and a team cse with w-2 and w-3, since 2020."""
    for team, workers in (("first-response", ("w-1",)), ("cse", ("w-2", "w-3"))):
        body = {"team": team, "title": team, "opened_on": "2020-04-01"}
        made = await county.post("/teams", body, at=LATER)
        assert made.status_code == 201, made.text
        for worker in workers:
            joining = {"worker": worker, "joined_on": "2020-04-01"}
            joined = await county.post(f"/teams/{team}/workers", joining, at=LATER)
            assert joined.status_code == 201, joined.text
    return county


def refused(answer: httpx.Response, status: int, code: str, field: str | None = None) -> Body:
    """The problem of an answer, which must be this refusal in its documented form."""
    problem: Body = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem.get("field") == field, answer.text
    return problem


def clock_of(case: Body, timescale: str) -> Body:
    """The case's latest clock under `timescale`."""
    found: Body = [one for one in case["clocks"] if one["timescale"] == timescale][-1]
    return found


def codes(actions: list[Body]) -> dict[str, str]:
    return {one["action"]: one.get("code", "") for one in actions}


async def messages(county: Api) -> list[Body]:
    """Everything that the authority's cases have published, oldest first."""
    told: list[Body] = []
    after = 0
    while True:
        page = await county.in_authority("*").get(
            "/messages", role="service", params={"after": after, "limit": 500}
        )
        assert page.status_code == 200, page.text
        told += [one for one in page.json() if one["authority"] == county.authority]
        following = int(page.headers["Candour-Next"])
        if following == after or not page.json():
            return told
        after = following
