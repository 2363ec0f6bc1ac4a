"""Pages for people: are we on time, what is late and for whom, what do the figures rest on."""

from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response

from services.projections.api.clocks import instant_of, place_of
from services.projections.api.dependencies import AUTHORITY, DeskDep
from services.projections.api.indicators import after_of
from services.projections.api.page_reader import PageReader
from services.projections.api.refusals import DayNotValid
from services.projections.api.seen import may_see
from services.projections.application.desk import Desk
from services.projections.application.ports import standpoint_now
from services.projections.application.questions import Standpoint
from services.projections.application.standings import ClockFilter, ListedClock, Wanted, listed
from services.projections.pages import rendering
from services.projections.pages.choosing import Choice, choose
from services.projections.pages.late import Sees, late_by_team, late_table
from services.projections.pages.links import address
from services.projections.pages.overview import overview_of
from shared.problem_details import NoSuchPage
from shared.web import Asking
from shared.web.paging import Paging, paged, paging
from shared.working_days import OutsideCalendar

router = APIRouter(include_in_schema=False)

ASSETS: Final = Path(str(files("services.projections.pages") / "assets"))
STYLE_SHEETS: Final = ("govuk-frontend.css", "candour.css")
PUBLIC: Final = tuple(f"/pages/{name}" for name in STYLE_SHEETS)
LOOKED_AT: Final = 1_000
"""The longest overdue that are counted by team on the first page."""
SHOWN: Final = 25
UNPROCESSABLE: Final = 422

Written = Annotated[str | None, Query(max_length=40)]


@router.get("/")
async def root(request: Request) -> Response:
    query = request.url.query
    return RedirectResponse(f"/overview?{query}" if query else "/overview", 303)


@router.get("/pages/{name}")
async def style_sheet(name: str) -> Response:
    if name not in STYLE_SHEETS:
        raise NoSuchPage
    headers = {"Cache-Control": "public, max-age=86400"}
    return FileResponse(ASSETS / name, media_type="text/css", headers=headers)


@router.get("/overview")
async def overview(
    *,
    desk: DeskDep,
    reader: PageReader,
    period: Written = None,
    as_at: Written = None,
    known_on: Written = None,
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> Response:
    """The first page. What the form cannot mean is told on the form, with the status 422."""
    choice = choose(period, as_at, known_on, today=reader.today)
    if choice.faults or choice.period is None:
        return _page("overview.html", reader, choice, here="overview", sections=None)
    standpoint = await standpoint_now(desk.readings, desk.entries, reader.today)
    shown = await overview_of(
        desk, standpoint, choice, choice.period, authority=reader.authority, today=reader.today
    )
    at = instant_of(reader, choice.as_at)
    clocks = await _late(desk, reader, standpoint, at=at, after=None, limit=LOOKED_AT)
    sees = _sees(reader)
    return _page(
        "overview.html",
        reader,
        choice,
        here="overview",
        question=shown.question,
        sections=shown.sections,
        health=shown.health,
        late_chart=late_by_team(clocks, sees=sees, on=choice.as_at or reader.today, most=LOOKED_AT),
        late=late_table(
            clocks[:SHOWN],
            at=at,
            calendar=desk.calendar,
            sees=sees,
            caption=f"The {min(len(clocks), SHOWN)} longest overdue",
        ),
    )


@router.get("/late")
async def late(
    *,
    request: Request,
    desk: DeskDep,
    reader: PageReader,
    page: Annotated[Paging, Depends(paging)],
    as_at: Written = None,
    _authority: Annotated[str | None, AUTHORITY] = None,
) -> Response:
    """All that is late, in pages, by due date."""
    choice = choose(None, as_at, None, today=reader.today)
    if choice.faults:
        return _page("late.html", reader, choice, here="late", late=None, following=None)
    standpoint = await standpoint_now(desk.readings, desk.entries, reader.today)
    at = instant_of(reader, choice.as_at)
    after = after_of(page)
    found = await _late(desk, reader, standpoint, at=at, after=after, limit=page.limit + 1)
    shown, cursor = paged(found, page, key=place_of)
    on = f"{choice.as_at or reader.today:%-d %B %Y}"
    table = late_table(
        shown, at=at, calendar=desk.calendar, sees=_sees(reader), caption=f"Late on {on}"
    )
    # A cursor goes on with the question it was given for: the query as it is, and nothing more.
    query = request.url.include_query_params(cursor=cursor or "").query
    return _page(
        "late.html",
        reader,
        choice,
        here="late",
        late=table,
        following=f"/late?{query}" if cursor else None,
    )


async def _late(
    desk: Desk,
    reader: Asking,
    standpoint: Standpoint,
    *,
    at: datetime,
    after: tuple[date, UUID] | None,
    limit: int,
) -> tuple[ListedClock, ...]:
    """Raises DayNotValid."""
    wanted = ClockFilter(authority=reader.authority, at=at, wanted=Wanted.LATE)
    try:
        return await listed(
            desk.clocks, wanted, standpoint.sources, desk.calendar, after=after, limit=limit
        )
    except OutsideCalendar:
        raise DayNotValid from None


def _sees(reader: Asking) -> Sees:
    def sees(clock: ListedClock) -> bool:
        return may_see(reader, restricted=clock.restricted, allow=clock.allow, deny=clock.deny)

    return sees


def _page(template: str, reader: Asking, choice: Choice, *, here: str, **shown: object) -> Response:
    """A page of somebody who is signed in, with the addresses of the others."""
    authority = reader.authority
    html = rendering.html(
        template,
        here=here,
        authority=authority,
        authorities=sorted({grant.authority for grant in reader.caller.grants}),
        choice=choice,
        to_overview=address("/overview", authority=authority),
        to_late=address("/late", authority=authority, as_at=choice.as_at_written or None),
        **shown,
    )
    status = UNPROCESSABLE if choice.faults else 200
    return HTMLResponse(html, status, headers=dict(rendering.HEADERS))
