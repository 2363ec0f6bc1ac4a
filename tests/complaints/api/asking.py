"""What officers send in these tests, and the ways of a case that many of them begin with.

Dates are those of the standing example in `tests/complaints/builders.py`: received on Monday 11
April 2022, Stage 1 due on Wednesday 27 April, at the latest on Thursday 12 May.
"""

from dataclasses import dataclass
from typing import Any, Final

import httpx

from tests.support.api import Api

Body = dict[str, Any]

COMPLAINANT: Final = "aaaaaaaa-0000-4000-8000-000000000001"
RECEIVED: Final[Body] = {
    "received_on": "2022-04-11",
    "channel": "email",
    "complainant": {"details": {"name": "Mira Ashdown"}, "relation": "parent"},
    "service_area": "children-in-care",
    "causes": ["delay", "staff-conduct"],
}
ACKNOWLEDGED: Final[Body] = {"acknowledged_on": "2022-04-13", "channel": "email"}
STATUTORY: Final[Body] = {
    "decided_on": "2022-04-12",
    "route": "statutory",
    "reason": "both-tests-met",
    "eligibility": "parent",
    "subject": "in-scope",
}
CORPORATE: Final[Body] = {
    "decided_on": "2022-04-12",
    "route": "corporate",
    "reason": "out-of-scope",
}
EXTENDED: Final[Body] = {
    "decided_on": "2022-04-26",
    "limit": 20,
    "reason": "complexity",
    "told_on": "2022-04-26",
}
RESPONDED: Final[Body] = {
    "responded_on": "2022-04-28",
    "outcomes": [
        {"cause": "delay", "outcome": "upheld"},
        {"cause": "staff-conduct", "outcome": "not-upheld"},
    ],
    "apology": True,
}
WITHDRAWN: Final[Body] = {"withdrawn_on": "2022-04-20", "reason": "no-longer-wished"}
CLOSED: Final[Body] = {"closed_on": "2022-05-30", "reason": "satisfied"}
REOPENED: Final[Body] = {"reopened_on": "2022-06-01", "reason": "complainant-asked"}
NOTE: Final[Body] = {"noted_on": "2022-04-13", "text": "Rang twice, nobody there."}
TEAM: Final[Body] = {"team": "north", "title": "North", "opened_on": "2020-04-01"}
WORKER: Final[Body] = {"worker": "w-1", "joined_on": "2020-04-01"}
NORTH: Final[Body] = {"allocated_on": "2022-04-12", "team": "north", "worker": "w-1"}
LATER: Final = "2022-06-30T09:00:00Z"


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint of an authority; every step must be accepted."""

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

    async def see(self, *, at: str = LATER, role: str = "complaints-manager") -> Body:
        answer = await self.county.get(self.path, at=at, role=role)
        assert answer.status_code == 200, answer.text
        seen: Body = answer.json()
        return seen

    async def history(self) -> list[Body]:
        answer = await self.county.get(f"{self.path}/history")
        assert answer.status_code == 200, answer.text
        events: list[Body] = answer.json()
        return events


async def received(county: Api, *, at: str = LATER, **changes: Any) -> Complaint:  # noqa: ANN401 -- JSON
    answer = await county.post("/complaints", RECEIVED | changes, at=at)
    assert answer.status_code == 201, answer.text
    return Complaint(county, answer.headers["Location"])


async def at_stage_1(county: Api, *, at: str = LATER, **changes: Any) -> Complaint:  # noqa: ANN401 -- JSON
    complaint = await received(county, at=at, **changes)
    decided_on = max(STATUTORY["decided_on"], changes.get("received_on", ""))
    await complaint.do("decision", STATUTORY | {"decided_on": decided_on}, at=at)
    return complaint


async def answered(county: Api, *, at: str = LATER, **changes: Any) -> Complaint:  # noqa: ANN401 -- JSON
    complaint = await at_stage_1(county, at=at, **changes)
    await complaint.do("stage-1/response", RESPONDED, at=at)
    return complaint


async def with_register(county: Api) -> Api:
    """A team north with the workers w-1 and w-2, and a team south with w-3, since 2020."""
    for team, workers in (("north", ("w-1", "w-2")), ("south", ("w-3",))):
        opened = await county.post("/teams", TEAM | {"team": team, "title": team}, at=LATER)
        assert opened.status_code == 201, opened.text
        for worker in workers:
            joined = await county.post(
                f"/teams/{team}/workers", WORKER | {"worker": worker}, at=LATER
            )
            assert joined.status_code == 201, joined.text
    return county


def refused(answer: httpx.Response, status: int, code: str, field: str | None = None) -> Body:
    """The problem of an answer, which must be this refusal in its documented form."""
    problem: Body = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == f"/problems/{code}"
    assert problem["status"] == status
    assert problem.get("field") == field, answer.text
    return problem


def clock_of(case: Body, timescale: str) -> Body:
    """The case's clock under `timescale`."""
    [clock] = [one for one in case["clocks"] if one["timescale"] == timescale]
    found: Body = clock
    return found


def codes(actions: list[Body]) -> dict[str, str]:
    return {one["action"]: one.get("code", "") for one in actions}
