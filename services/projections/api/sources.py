"""Routes of what is read: how far, and what stands aside."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from services.projections.api.dependencies import AUTHORITY, DeskDep
from services.projections.api.permissions import READ_PARKED, READ_SOURCES, RETRY_PARKED
from services.projections.api.views import SourceView, source_view
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid, Said, asking, commanding
from shared.web.clean_text import Code
from shared.web.paging import Page, Paging, link_next, paged, paging

router = APIRouter(tags=["Sources"])


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
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> SourceList:
    return SourceList(sources=[source_view(state) for state in await desk.readings.states()])


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
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> Page[ParkedView]:
    """Of your authority, and those that do not say whose they are. A page may hold fewer rows."""
    rows = await desk.parked.page(after=_after(page), limit=page.limit + 1)
    shown, following = paged(rows, page, key=lambda row: (row.source, row.position))
    link_next(request, response, following)
    items = [
        ParkedView(
            source=row.source,
            position=row.position,
            stream_id=row.stream_id,
            version=row.version,
            event_id=row.event_id,
            recorded_at=row.recorded_at,
            reason=row.reason,
            attempts=row.attempts,
            parked_at=row.parked_at,
            tried_at=row.tried_at,
        )
        for row in shown
        if row.authority in {None, reader.authority}
    ]
    return Page[ParkedView](items=items, next=following)


@router.post("/parked/retry", summary="Try parked messages again, in order within each case")
async def retry_parked(
    desk: DeskDep,
    _said: Annotated[Said, Depends(commanding(RETRY_PARKED))],
    body: RetryBody | None = None,
) -> RetriedView:
    """What fails again stays parked, with its new reason. Trying twice changes nothing more."""
    asked = body or RetryBody()
    done = await desk.parked.retry(source=asked.source, case=asked.case)
    return RetriedView(cases=done.cases, released=done.released, still_parked=done.still_parked)


def _after(page: Paging) -> tuple[str, int] | None:
    match page.after_shaped(str, int):
        case None:
            return None
        case (str(source), int(position)) if 0 <= position < 2**62:
            return source, position
        case _:
            raise CursorInvalid
