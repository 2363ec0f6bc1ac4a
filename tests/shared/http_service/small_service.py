"""A whole small service over the shared parts: one case that people say things about."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Annotated, ClassVar

import httpx
from fastapi import APIRouter, Depends, FastAPI, Query, Request, Response
from pydantic import BaseModel, ConfigDict

from shared.clock import Clock, SystemClock
from shared.event_sourcing import Refusal
from shared.event_store.store import (
    AnotherLog,
    HoleInLog,
    LogAhead,
    OutcomeUnknown,
    QueueFull,
    SimulatedTimeAhead,
)
from shared.event_store.writing import WriterStopped
from shared.http_service import Log, create_service
from shared.identity import (
    DevelopmentTokens,
    Grant,
    Permissions,
    RememberedTokens,
    Role,
    mint,
    mint_grants,
)
from shared.problem_details import problems
from shared.telemetry import Metrics
from shared.web import (
    Asking,
    Check,
    CleanStr,
    CleanText,
    Edge,
    Page,
    Paging,
    Said,
    asking,
    commanding,
    etag,
    link_next,
    paged,
    paging,
)

KEY = b"a development key of 32 bytes..."
FAULTS: Mapping[str, Exception] = {
    "queue": QueueFull(retry_after_seconds=3),
    "ahead": LogAhead(),
    "unknown": OutcomeUnknown(),
    "stopping": WriterStopped(),
    "early": SimulatedTimeAhead(),
    "foreign": AnotherLog(),
    "hole": HoleInLog(),
}
PERMISSIONS = Permissions.of(
    {
        "note": ["complaints-officer", "complaints-manager"],
        "see": ["complaints-officer", "complaints-manager", "auditor"],
    }
)


class NotYet(Refusal):
    code: ClassVar[str] = "note-before-start"
    because: ClassVar[str] = "A note cannot be older than the case."
    status: ClassVar[int] = 422
    field: str | None = "noted_on"


class NoteBody(BaseModel):
    model_config = ConfigDict(extra="forbid")

    author: CleanStr
    text: CleanText
    noted_on: date


class NoteView(BaseModel):
    reference: str
    authority: str
    role: str
    team: str | None
    command_id: str
    fingerprint: str
    decided_at: datetime
    today: date
    simulated: bool
    correlation_id: str
    if_match: int | None
    about_two: list[str]


class Row(BaseModel):
    number: int
    name: str


def routes() -> APIRouter:
    router = APIRouter(tags=["Notes"])

    @router.post("/cases/{reference}/notes", status_code=201, responses=problems(NotYet))
    async def note(
        reference: str,
        body: NoteBody,
        response: Response,
        said: Annotated[Said, Depends(commanding("note"))],
    ) -> NoteView:
        if body.noted_on < date(2020, 1, 1):
            raise NotYet(started_on=date(2020, 1, 1))
        response.headers["ETag"] = etag(7)
        return NoteView(
            reference=reference,
            authority=said.authority,
            role=said.role,
            team=said.team,
            command_id=str(said.command_id),
            fingerprint=said.fingerprint.hex(),
            decided_at=said.decided_at,
            today=said.today,
            simulated=said.simulated_at is not None,
            correlation_id=str(said.correlation_id),
            if_match=said.if_match,
            about_two=[
                str(said.about("C-2022-00001").command_id),
                str(said.about("C-2022-00002").command_id),
            ],
        )

    @router.get("/cases")
    async def cases(
        *,
        request: Request,
        response: Response,
        asked: Annotated[Asking, Depends(asking("see"))],
        page: Annotated[Paging, Depends(paging)],
        team: str | None = None,
        tag: Annotated[list[str] | None, Query()] = None,
    ) -> Page[Row]:
        del tag
        after = page.after_shaped(int)
        start = 0 if after is None else int(str(after[0]))
        rows = [Row(number=n, name=f"{asked.authority} {team}") for n in range(start + 1, 8)]
        shown, following = paged(rows[: page.limit + 1], page, key=lambda row: (row.number,))
        link_next(request, response, following)
        return Page[Row](items=list(shown), next=following)

    @router.get("/broken/{how}")
    async def broken(how: str) -> None:
        if how in FAULTS:
            raise FAULTS[how]
        raise ZeroDivisionError(f"the name of {how} is in the message")

    return router


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallService:
    """The application with a client, and tokens for whoever is wanted."""

    app: FastAPI
    client: httpx.AsyncClient
    metrics: Metrics
    clock: Clock = field(default_factory=SystemClock)

    def token(
        self,
        role: Role | str = "complaints-officer",
        authority: str = "demo",
        *,
        team: str | None = None,
        worker: str | None = None,
    ) -> str:
        return mint(
            role=role,
            authority=authority,
            team=team,
            worker=worker,
            key=KEY,
            now=self.clock.now(),
        )

    def token_of(self, *grants: Grant) -> str:
        return mint_grants(grants, key=KEY, now=self.clock.now())

    def headers(self, token: str | None = None, **more: str) -> dict[str, str]:
        """Headers with a token; `idempotency_key="a"` becomes Idempotency-Key."""
        named = {name.replace("_", "-"): value for name, value in more.items()}
        return {"Authorization": f"Bearer {token or self.token()}", **named}

    async def note(
        self, body: object = None, *, token: str | None = None, **headers: str
    ) -> httpx.Response:
        return await self.client.post(
            "/cases/C-2022-00001/notes",
            json=NOTE if body is None else body,
            headers=self.headers(token, **headers),
        )


NOTE: Mapping[str, str] = {
    "author": "Wilhelmina Oxenbridge",
    "text": "Spoke to Mr Featherstonehaugh at 14 Quince Lane.",
    "noted_on": "2022-04-11",
}
PERSONAL = ("Wilhelmina", "Oxenbridge", "Featherstonehaugh", "Quince")


def small_app(
    *,
    clock: Clock | None = None,
    metrics: Metrics | None = None,
    simulated_time: bool = True,
    log: Log | None = None,
    checks: tuple[Check, ...] = (),
) -> FastAPI:
    clock = clock or SystemClock()
    return create_service(
        title="Small",
        version="1.0",
        edge=Edge(
            clock=clock,
            permissions=PERMISSIONS,
            fingerprint_key=b"f" * 32,
            simulated_time=simulated_time,
        ),
        tokens=RememberedTokens(DevelopmentTokens(KEY, clock), clock),
        metrics=metrics or Metrics.of("small"),
        routers=[routes()],
        checks=checks,
        feed_of_log=log,
        asyncapi={"asyncapi": "3.0.0"},
    )


@asynccontextmanager
async def small_service(
    *,
    clock: Clock | None = None,
    simulated_time: bool = True,
    log: Log | None = None,
    checks: tuple[Check, ...] = (),
) -> AsyncIterator[SmallService]:
    metrics = Metrics.of("small")
    clock = clock or SystemClock()
    app = small_app(
        clock=clock, metrics=metrics, simulated_time=simulated_time, log=log, checks=checks
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://small") as client:
        yield SmallService(app=app, client=client, metrics=metrics, clock=clock)


LONG_AGO = datetime(2022, 4, 11, 23, 30, tzinfo=UTC)
"""Half past midnight on the 12th in London, where it is summer time."""


def problem(answer: httpx.Response) -> dict[str, object]:
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = answer.json()
    assert document["type"] == f"/problems/{document['code']}"
    assert document["status"] == answer.status_code
    assert document["correlation"] == answer.headers["candour-correlation"]
    return document
