"""What stands aside of the messages that a service read: listed, tried again, or given up."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Final, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from shared.http_service.reader_pages import (
    READ_PARKED,
    RETRY_PARKED,
    SKIP_PARKED,
    AuthorityAsked,
    DeskDep,
)
from shared.http_service.refusals import MessageNotParked, NotFirstOfCase
from shared.problem_details import problems
from shared.runner import NotParked, ParkedMessage, Skipped, WaitsBehind
from shared.web import Asking, CursorInvalid, Said, asking, commanding
from shared.web.clean_text import CleanStr, Code
from shared.web.paging import Page, Paging, link_next, paged, paging

LAST_POSITION: Final = 2**62

router = APIRouter(tags=["Sources"])


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
