"""What a service says of its reading of others: how far it is, and whether that is well."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Annotated, Final, Protocol, Self, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, Field

from shared.identity import Role
from shared.runner import ParkedMessage, Retried, Skipped, SourceState
from shared.telemetry import Metrics
from shared.web import Asking, asking
from shared.web.health import Unready

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


@router.get("/sources", summary="How far each service's log has been read")
async def list_sources(
    desk: DeskDep,
    _reader: Annotated[Asking, Depends(asking(READ_SOURCES))],
    _authority: AuthorityAsked = None,
) -> SourceList:
    return SourceList(sources=[SourceView.of(state) for state in await desk.states.states()])
