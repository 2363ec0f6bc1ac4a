"""A page of the case list. Its cursor is the sorting day of the last row, and its stream."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Depends, Request, Response

from shared.casework.api.recording_reads import Recording, RecordingDep
from shared.casework.terms import ReadAct
from shared.event_store.listing import CaseList, Listed, ListOrder, Place, Sought
from shared.web import Asking, CursorInvalid
from shared.web.paging import Page, Paging, link_next, paged, paging

ItemT = TypeVar("ItemT")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAsked:
    """Which page of a list is asked for, and the answer that carries its link to the next."""

    page: Paging
    recording: Recording
    request: Request
    response: Response

    async def of(
        self,
        listing: CaseList,
        reader: Asking,
        sought: Sought,
        *,
        order: ListOrder,
        shown_as: Callable[[Listed], ItemT],
    ) -> Page[ItemT]:
        """The rows sought, stable while cases change; that they were seen is recorded.

        Raises CursorInvalid.
        """
        rows = await listing.page(
            reader.authority,
            sought,
            order=order,
            after=place_of_cursor(self.page),
            limit=self.page.limit + 1,
        )
        shown, following = paged(
            rows, self.page, key=lambda row: (row.sorted_by.isoformat(), str(row.stream))
        )
        seen = (row.stream for row in shown)
        await self.recording.saw(reader, ReadAct.LIST_CASES, sought.kind, *seen)
        link_next(self.request, self.response, following)
        return Page(items=[shown_as(row) for row in shown], next=following)


async def asked_page(
    page: Annotated[Paging, Depends(paging)],
    recording: RecordingDep,
    request: Request,
    response: Response,
) -> PageAsked:
    """The dependency of a list of cases: `page: PageAskedDep`."""
    return PageAsked(page=page, recording=recording, request=request, response=response)


PageAskedDep = Annotated[PageAsked, Depends(asked_page)]


def place_of_cursor(page: Paging) -> Place | None:
    """Where the page before ended; None on the first page. Raises CursorInvalid."""
    after = page.after_shaped(str, str)
    if after is None:
        return None
    try:
        return Place(day=date.fromisoformat(str(after[0])), stream=UUID(str(after[1])))
    except ValueError as unreadable:
        raise CursorInvalid from unreadable
