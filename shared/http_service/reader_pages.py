"""What a service says of its reading of others: how far, and what stands aside or was given up."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Final, Protocol, Self, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shared.http_service.refusals import MessageNotParked, NotFirstOfCase
from shared.identity import Role
from shared.problem_details import problems
from shared.runner import NotParked, ParkedMessage, Retried, Skipped, SourceState, WaitsBehind
from shared.telemetry import Metrics
from shared.web import Asking, CursorInvalid, Said, asking, commanding
from shared.web.clean_text import CleanStr, Code
from shared.web.health import Unready
from shared.web.paging import Page, Paging, link_next, paged, paging

READ_SOURCES: Final = "read-sources"
READ_PARKED: Final = "read-parked"
RETRY_PARKED: Final = "retry-parked"
SKIP_PARKED: Final = "skip-parked"

ROLES: Final[Mapping[str, frozenset[str]]] = {
    READ_SOURCES: frozenset(set(Role) - {Role.PARTNER_AGENCY}),
    READ_PARKED: frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.REPORTING_ANALYST}),
    RETRY_PARKED: frozenset({Role.ADMINISTRATOR, Role.REPORTING_ANALYST}),
    SKIP_PARKED: frozenset({Role.ADMINISTRATOR}),
}
"""Who may look, have it tried again, or give it up: a service adds them to its own permissions."""

LAST_POSITION: Final = 2**62

router = APIRouter(tags=["Sources"])

AuthorityAsked = Annotated[
    str | None,
    Query(
        alias="authority",
        description="The authority that is asked about, where the token covers several.",
        pattern=r"^[a-z0-9][a-z0-9-]{0,63}$",
        examples=["demo"],
    ),
]


class ReaderStates(Protocol):
    """How far each source has been read."""

    async def states(self) -> tuple[SourceState, ...]: ...


class ReaderAside(Protocol):
    """What is parked: `shared.runner.Aside`."""

    async def page(
        self, *, after: tuple[str, int] | None, limit: int, skipped: bool
    ) -> tuple[ParkedMessage, ...]: ...
    async def retry(self, *, source: str | None, case: UUID | None) -> Retried: ...
    async def skip(
        self, *, source: str, position: int, authority: str, by: str, because: str
    ) -> Skipped: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDesk:
    """What these routes ask; the lifespan of a service sets it as `app.state.reading`."""

    states: ReaderStates
    aside: ReaderAside


def check_readers(states: Sequence[SourceState], metrics: Metrics) -> dict[str, int]:
    """For readiness, and told to the metrics: how much stands aside, over all sources.

    What is parked makes nothing unready, since other cases go on. Raises Unready where a reader
    has halted.
    """
    for state in states:
        metrics.reader_is_at(
            state.source,
            position=state.position,
            behind=state.behind,
            seconds=state.seconds_behind or 0.0,
        )
        metrics.parked(
            state.source,
            messages=state.parked,
            cases=state.parked_cases,
            oldest_seconds=state.parked_seconds or 0.0,
            skipped=state.skipped,
        )
        metrics.not_of_the_log(state.source, records=state.refused)
    if any(state.halted for state in states):
        raise Unready("reader-halted")
    return {
        "parked_messages": sum(state.parked for state in states),
        "parked_cases": sum(state.parked_cases for state in states),
        "oldest_parked_seconds": round(max(state.parked_seconds or 0.0 for state in states))
        if states
        else 0,
    }


async def _desk(request: Request) -> ReadingDesk:
    return cast("ReadingDesk", request.app.state.reading)


DeskDep = Annotated[ReadingDesk, Depends(_desk)]


class SourceView(BaseModel):
    """How far one service's log has been read."""

    source: str = Field(examples=["complaints"])
    log_id: UUID | None
    position: int
    event_id: UUID | None
    head: int = Field(description="The log's last position when it was last read.")
    behind: int = Field(description="Events not yet read.")
    seconds_behind: float | None = Field(
        description="Since the reader was last level with the log; null if it never was."
    )
    recorded_at: datetime | None = Field(description="Of the last event read.")
    parked: int = Field(description="Messages that stand aside.")
    parked_cases: int
    parked_seconds: float | None = Field(
        description="How long the oldest of them has stood aside; null where none does."
    )
    skipped: int = Field(
        description="Messages given up for good: what is made of this log lacks them."
    )
    refused: int = Field(
        description="Records of the topic that were no message of the log, and were passed by."
    )
    halted: str | None = Field(description="Why nothing more is read, where that is so.")

    @classmethod
    def of(cls, state: SourceState) -> Self:
        return cls(**asdict(state))


class SourceList(BaseModel):
    sources: list[SourceView]


class ParkedView(BaseModel):
    """A message that stands aside. `reason` is a code; `behind-parked` waits for another.

    One that was skipped says when, by whom and why.
    """

    source: str
    position: int
    stream_id: UUID
    version: int
    event_id: UUID
    recorded_at: datetime
    reason: str = Field(examples=["unreadable", "behind-parked"])
    attempts: int
    parked_at: datetime
    tried_at: datetime
    skipped_at: datetime | None = None
    skipped_by: str | None = None
    skip_reason: str | None = None

    @classmethod
    def of(cls, row: ParkedMessage) -> Self:
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class RetryBody(BaseModel):
    """What to try again: everything, or one source, or one case."""

    model_config = ConfigDict(extra="forbid")

    source: Code | None = None
    case: UUID | None = Field(default=None, description="The stream id of one case.")


class RetriedView(BaseModel):
    cases: int
    released: int = Field(description="Messages that could now be applied.")
    still_parked: int


class SkipBody(BaseModel):
    """Which message to give up, and why: what was found to be wrong, naming nobody."""

    model_config = ConfigDict(extra="forbid")

    source: Code = Field(examples=["complaints"])
    position: int = Field(ge=1, lt=LAST_POSITION, examples=[1042])
    because: CleanStr = Field(examples=["Household mistyped on C-2026-00017, corrected since."])


class SkippedView(BaseModel):
    """What was recorded of it. `behind` messages of the case can now be tried again, in order."""

    source: str
    position: int
    stream_id: UUID
    skipped_at: datetime
    skipped_by: str = Field(description="The subject of the token.")
    skip_reason: str
    behind: int

    @classmethod
    def of(cls, skipped: Skipped) -> Self:
        return cls(**asdict(skipped))


@router.get("/sources", summary="How far each service's log has been read")
async def list_sources(
    desk: DeskDep,
    _reader: Annotated[Asking, Depends(asking(READ_SOURCES))],
    _authority: AuthorityAsked = None,
) -> SourceList:
    return SourceList(sources=[SourceView.of(state) for state in await desk.states.states()])


@router.get(
    "/parked", summary="Messages that could not be applied", responses=problems(CursorInvalid)
)
async def list_parked(
    *,
    request: Request,
    response: Response,
    desk: DeskDep,
    reader: Annotated[Asking, Depends(asking(READ_PARKED))],
    page: Annotated[Paging, Depends(paging)],
    skipped: Annotated[
        bool, Query(description="Those that were given up, in place of those that wait.")
    ] = False,
    _authority: AuthorityAsked = None,
) -> Page[ParkedView]:
    """Of your authority, and those that do not say whose they are. A page may hold fewer rows."""
    rows = await desk.aside.page(after=_after(page), limit=page.limit + 1, skipped=skipped)
    shown, following = paged(rows, page, key=lambda row: (row.source, row.position))
    link_next(request, response, following)
    items = [ParkedView.of(row) for row in shown if row.authority in {None, reader.authority}]
    return Page[ParkedView](items=items, next=following)


@router.post("/parked/retry", summary="Try parked messages again, in order within each case")
async def retry_parked(
    desk: DeskDep,
    _said: Annotated[Said, Depends(commanding(RETRY_PARKED))],
    body: RetryBody | None = None,
) -> RetriedView:
    """What fails again stays parked, with its new reason. Trying twice changes nothing more."""
    asked = body or RetryBody()
    done = await desk.aside.retry(source=asked.source, case=asked.case)
    return RetriedView(cases=done.cases, released=done.released, still_parked=done.still_parked)


@router.post(
    "/parked/skip",
    summary="Give a parked message up for good",
    responses=problems(MessageNotParked, NotFirstOfCase),
)
async def skip_parked(
    desk: DeskDep, said: Annotated[Said, Depends(commanding(SKIP_PARKED))], body: SkipBody
) -> SkippedView:
    """For what no later day can mend, such as a reference that was mistyped and corrected after.

    Nothing is ever made of the message; it stays listed (`skipped=true`) and counted. What waits
    behind it can then be tried again. Said again, the answer is what was recorded first.
    """
    try:
        skipped = await desk.aside.skip(
            source=body.source,
            position=body.position,
            authority=said.authority,
            by=said.actor,
            because=body.because,
        )
    except NotParked:
        raise MessageNotParked from None
    except WaitsBehind:
        raise NotFirstOfCase from None
    return SkippedView.of(skipped)


def _after(page: Paging) -> tuple[str, int] | None:
    match page.after_shaped(str, int):
        case None:
            return None
        case (str(source), int(position)) if 0 <= position < LAST_POSITION:
            return source, position
        case _:
            raise CursorInvalid
