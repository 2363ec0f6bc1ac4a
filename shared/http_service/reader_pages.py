"""What a service says of its reading of others: how far, and what stands aside."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Final, Protocol, Self, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shared.identity import Role
from shared.problem_details import problems
from shared.runner import ParkedMessage, Retried, SourceState
from shared.telemetry import Metrics
from shared.web import Asking, CursorInvalid, Said, asking, commanding
from shared.web.clean_text import Code
from shared.web.health import Unready
from shared.web.paging import Page, Paging, link_next, paged, paging

READ_SOURCES: Final = "read-sources"
READ_PARKED: Final = "read-parked"
RETRY_PARKED: Final = "retry-parked"

ROLES: Final[Mapping[str, frozenset[str]]] = {
    READ_SOURCES: frozenset(set(Role) - {Role.PARTNER_AGENCY}),
    READ_PARKED: frozenset({Role.ADMINISTRATOR, Role.AUDITOR, Role.REPORTING_ANALYST}),
    RETRY_PARKED: frozenset({Role.ADMINISTRATOR, Role.REPORTING_ANALYST}),
}
"""Who may look, and who may have it tried again: a service adds them to its own permissions."""

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
        self, *, after: tuple[str, int] | None, limit: int
    ) -> tuple[ParkedMessage, ...]: ...
    async def retry(self, *, source: str | None, case: UUID | None) -> Retried: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDesk:
    """What these routes ask; the lifespan of a service sets it as `app.state.reading`."""

    states: ReaderStates
    aside: ReaderAside


def check_readers(states: Sequence[SourceState], metrics: Metrics) -> None:
    """For readiness, and told to the metrics. Raises Unready where a reader has halted."""
    for state in states:
        metrics.reader_is_at(
            state.source,
            position=state.position,
            behind=state.behind,
            seconds=state.seconds_behind or 0.0,
        )
        metrics.parked(state.source, state.parked)
    if any(state.halted for state in states):
        raise Unready("reader-halted")


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
    halted: str | None = Field(description="Why nothing more is read, where that is so.")

    @classmethod
    def of(cls, state: SourceState) -> Self:
        return cls(**asdict(state))


class SourceList(BaseModel):
    sources: list[SourceView]


class ParkedView(BaseModel):
    """A message that stands aside. `reason` is a code; `behind-parked` waits for another."""

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
    _authority: AuthorityAsked = None,
) -> Page[ParkedView]:
    """Of your authority, and those that do not say whose they are. A page may hold fewer rows."""
    rows = await desk.aside.page(after=_after(page), limit=page.limit + 1)
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


def _after(page: Paging) -> tuple[str, int] | None:
    match page.after_shaped(str, int):
        case None:
            return None
        case (str(source), int(position)) if 0 <= position < 2**62:
            return source, position
        case _:
            raise CursorInvalid
