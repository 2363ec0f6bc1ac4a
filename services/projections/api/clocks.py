"""Routes of clocks: every duty with how it stands, and the caller's own work list."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from services.projections.api.dependencies import AUTHORITY, DeskDep, checked_day
from services.projections.api.indicators import after_of
from services.projections.api.permissions import READ_CLOCKS
from services.projections.api.refusals import DayNotValid
from services.projections.api.seen import may_see
from services.projections.application.desk import Desk
from services.projections.application.ports import standpoint_now
from services.projections.application.standings import (
    ClockFilter,
    ListedClock,
    Wanted,
    listed,
)
from shared.clock import london_end_of_day
from shared.deadlines import StandingKind
from shared.deadlines.units import Unit
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid, asking
from shared.web.as_written import Day
from shared.web.clean_text import Code
from shared.web.paging import Page, Paging, link_next, paged, paging
from shared.working_days import OutsideCalendar

router = APIRouter(tags=["Clocks"])
_MOMENT = timedelta(seconds=1)

Reader = Annotated[Asking, Depends(asking(READ_CLOCKS))]
Timescale = Annotated[
    str, Query(pattern=r"^[a-z][a-z0-9.-]{0,99}$", examples=["complaint.stage-1"])
]


class ClockView(BaseModel):
    """A clock on a case. Of a case that you may not see, only that it is there."""

    clock: UUID
    source: str
    timescale: str = Field(examples=["complaint.stage-1"])
    title: str
    rule: str
    reference: str | None
    case_kind: str
    team: str | None
    worker: str | None
    restricted: bool
    starts_from: date
    due: date | None
    due_at: datetime | None = Field(description="Of a clock of elapsed hours.")
    stopped: date | None
    state: str
    standing: StandingKind | None = Field(description="Null for a clock without a due date.")
    unit: Unit
    units_left: int
    units_over: int


@router.get(
    "/clocks",
    summary="Every clock with how it stands",
    responses=problems(CursorInvalid, DayNotValid),
)
async def list_clocks(
    *,
    request: Request,
    response: Response,
    desk: DeskDep,
    reader: Reader,
    page: Annotated[Paging, Depends(paging)],
    timescale: Annotated[Timescale | None, Query()] = None,
    standing: Wanted | None = None,
    team: Code | None = None,
    worker: Code | None = None,
    due_before: Day | None = None,
    on: Annotated[Day | None, Query(description="Count to this day; today without it.")] = None,
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> Page[ClockView]:
    """In the order of due dates."""
    wanted = ClockFilter(
        authority=reader.authority,
        at=instant_of(reader, checked_day(on)),
        timescale=timescale,
        wanted=standing,
        teams=(team,) if team else (),
        workers=(worker,) if worker else (),
        due_before=checked_day(due_before),
    )
    return await _listed(request, response, desk, reader, page, wanted)


@router.get(
    "/work-list",
    summary="What you and your teams have to do, the most pressing first",
    responses=problems(CursorInvalid),
)
async def list_own_work(
    *,
    request: Request,
    response: Response,
    desk: DeskDep,
    reader: Reader,
    page: Annotated[Paging, Depends(paging)],
    standing: Wanted = Wanted.OPEN,
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> Page[ClockView]:
    """Open clocks on cases of your teams, and on your own cases; of all, where you have no team."""
    wanted = ClockFilter(
        authority=reader.authority,
        at=reader.asked_at,
        wanted=standing,
        teams=reader.teams,
        workers=(reader.worker,) if reader.worker else (),
    )
    return await _listed(request, response, desk, reader, page, wanted)


async def _listed(  # noqa: PLR0917 - the two routes' common part
    request: Request,
    response: Response,
    desk: Desk,
    reader: Asking,
    page: Paging,
    wanted: ClockFilter,
) -> Page[ClockView]:
    standpoint = await standpoint_now(desk.readings, desk.entries, reader.today)
    try:
        rows = await listed(
            desk.clocks,
            wanted,
            standpoint.sources,
            desk.calendar,
            after=after_of(page),
            limit=page.limit + 1,
        )
        shown, following = paged(rows, page, key=place_of)
        items = [_view(row, wanted.at, desk, reader) for row in shown]
    except OutsideCalendar:
        raise DayNotValid from None
    link_next(request, response, following)
    return Page[ClockView](items=items, next=following)


def place_of(row: ListedClock) -> tuple[str, str]:
    return (row.due_on or date.max).isoformat(), str(row.clock)


def instant_of(reader: Asking, on: date | None) -> datetime:
    """Now; or the end of a past day, or noon of a day to come: a day counts as a whole."""
    if on is None or on == reader.today:
        return reader.asked_at
    if on < reader.today:
        return london_end_of_day(on).replace(microsecond=0) - _MOMENT
    return datetime.combine(on, time(12), tzinfo=UTC)


def _view(row: ListedClock, at: datetime, desk: Desk, reader: Asking) -> ClockView:
    seen = may_see(reader, restricted=row.restricted, allow=row.allow, deny=row.deny)
    stands = row.stands(at, desk.calendar)
    return ClockView(
        clock=row.clock,
        source=row.source,
        timescale=row.timescale,
        title=row.title,
        rule=row.rule,
        reference=row.reference if seen else None,
        case_kind=row.case_kind,
        team=row.team if seen else None,
        worker=row.worker if seen else None,
        restricted=row.restricted or not seen,
        starts_from=row.starts_on,
        due=row.due_on,
        due_at=row.due_at,
        stopped=row.stopped_on,
        state=row.state,
        standing=stands.kind if stands else None,
        unit=Unit(row.unit),
        units_left=stands.units_left if stands else 0,
        units_over=stands.units_over if stands else 0,
    )
