"""Routes of reading: find complaints."""

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends

from services.complaints.api.filters import Filters
from services.complaints.api.listed import ListedComplaint, sought
from services.complaints.api.rooms import RoomsDep
from shared.casework.api.listing import PageAskedDep
from shared.casework.asking import READ_CASES
from shared.casework.refusals import OutsideCalendar
from shared.event_store.listing import ListOrder
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid, asking
from shared.web.paging import Page

router = APIRouter(prefix="/complaints", tags=["Cases"])


@router.get(
    "",
    summary="List and search complaints",
    responses=problems(CursorInvalid, OutsideCalendar),
)
async def list_complaints(
    *,
    rooms: RoomsDep,
    reader: Annotated[Asking, Depends(asking(READ_CASES))],
    filters: Annotated[Filters, Depends()],
    page: PageAskedDep,
    order: ListOrder = ListOrder.DUE,
) -> Page[ListedComplaint]:
    """Soonest due first, or latest received first; stable while cases change."""
    arrangements = rooms.arrangements
    arrangements.check_day(reader.today)
    policy = (await arrangements.of(reader.authority)).policy.on(reader.today)
    return await page.of(
        rooms.listing,
        reader,
        sought(
            filters,
            today=reader.today,
            calendar=arrangements.calendar,
            due_soon=policy.terms.stage_1_due_soon_working_days,
        ),
        order=order,
        shown_as=partial(ListedComplaint.of, today=reader.today),
    )
