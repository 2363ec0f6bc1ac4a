"""Cursors of the case list: the sorting day of the last row, and its stream."""

from datetime import date
from uuid import UUID

from shared.event_store.listing import Place
from shared.web import CursorInvalid
from shared.web.paging import Paging


def place_of_cursor(page: Paging) -> Place | None:
    """Where the page before ended; None on the first page. Raises CursorInvalid."""
    after = page.after_shaped(str, str)
    if after is None:
        return None
    try:
        return Place(day=date.fromisoformat(str(after[0])), stream=UUID(str(after[1])))
    except ValueError as unreadable:
        raise CursorInvalid from unreadable
