"""Routes of reading: find cases, see one, its clocks and how they come to their dates."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.complaints.api.complaint_view import ComplaintView
from services.complaints.api.dependencies import Reference, RoomsDep, around
from services.complaints.api.explanation import ExplanationView, NoSuchClock, explained
from services.complaints.api.filters import Filters
from services.complaints.api.history import HistoryEntry, history_of
from services.complaints.api.listed import ListedComplaint, sought
from services.complaints.api.listing_actions import Lister
from services.complaints.api.paging import place_of_cursor
from services.complaints.domain.authority import READ_CASES
from shared.casework.refusals import OutsideCalendar
from shared.event_store.listing import ListOrder
from shared.event_store.refusals import NoSuchCase
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid, asking, etag
from shared.web.paging import Page, Paging, link_next, paged, paging

router = APIRouter(prefix="/complaints", tags=["Cases"])

Reader = Annotated[Asking, Depends(asking(READ_CASES))]


@router.get(
    "",
    summary="List and search complaints",
    responses=problems(CursorInvalid, OutsideCalendar),
)
async def list_complaints(
    *,
    rooms: RoomsDep,
    reader: Reader,
    filters: Annotated[Filters, Depends()],
    page: Annotated[Paging, Depends(paging)],
    request: Request,
    response: Response,
    order: ListOrder = ListOrder.DUE,
) -> Page[ListedComplaint]:
    """Soonest due first, or latest received first; stable while cases change."""
    arrangements = rooms.arrangements
    arrangements.check_day(reader.today)
    policy = (await arrangements.of(reader.authority)).policy.on(reader.today)
    rows = await rooms.listing.page(
        reader.authority,
        sought(
            filters,
            today=reader.today,
            calendar=arrangements.calendar,
            due_soon=policy.terms.stage_1_due_soon_working_days,
        ),
        order=order,
        after=place_of_cursor(page),
        limit=page.limit + 1,
    )
    shown, following = paged(
        rows, page, key=lambda row: (row.sorted_by.isoformat(), str(row.stream))
    )
    link_next(request, response, following)
    return Page[ListedComplaint](
        items=[ListedComplaint.of(row, today=reader.today) for row in shown], next=following
    )


@router.get(
    "/{reference}", summary="One complaint", responses=problems(NoSuchCase, OutsideCalendar)
)
async def see(
    reference: Reference, rooms: RoomsDep, reader: Reader, request: Request, response: Response
) -> ComplaintView:
    """With its clocks, what the caller may do now, and why not the rest."""
    case = await rooms.complaints.find(reader.authority, reference)
    here = await around(rooms, reader, case.stream)
    response.headers["ETag"] = etag(case.version)
    return ComplaintView.of(case, here=here, lister=Lister.for_caller(request, reader))


@router.get("/{reference}/history", summary="What happened", responses=problems(NoSuchCase))
async def see_history(reference: Reference, rooms: RoomsDep, reader: Reader) -> list[HistoryEntry]:
    """Every event, oldest first: who, in what role, when it happened and when it was recorded."""
    case = await rooms.complaints.find(reader.authority, reference)
    return history_of(case.recorded)


@router.get(
    "/{reference}/clocks/{clock}/explanation",
    summary="How a clock comes to its date",
    responses=problems(NoSuchCase, NoSuchClock),
)
async def see_explanation(
    reference: Reference, clock: UUID, rooms: RoomsDep, reader: Reader
) -> ExplanationView:
    """The rule, day 0, each day passed over and why, each change with its cause, the result."""
    case = await rooms.complaints.find(reader.authority, reference)
    return explained(case.recorded, clock)
