"""Lists in pages: a cursor says after which row to go on, so rows added meanwhile disturb nothing.

rows = await store.list(after=page.after_shaped(str, str), limit=page.limit + 1)
shown, following = paged(rows, page, key=lambda row: (row.due_on.isoformat(), row.reference))
link_next(request, response, following)
return Page[Row](items=shown, next=following)
"""

import base64
import binascii
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated, Final, Generic, TypeVar
from urllib.parse import urlencode

import orjson
from fastapi import Query, Request, Response
from pydantic import BaseModel, Field

from shared.web.refusals import CursorInvalid

USUAL_LIMIT: Final = 50
MOST: Final = 200
LONGEST_CURSOR: Final = 2_000
PAGING_PARAMETERS: Final = frozenset({"cursor", "limit"})

RowT = TypeVar("RowT")
ItemT = TypeVar("ItemT")
Key = str | int | None


class Page(BaseModel, Generic[ItemT]):
    """One page of a list. `next` is null on the last one."""

    items: list[ItemT]
    next: str | None = Field(
        default=None,
        description="The cursor of the next page; send it with the same filters.",
        examples=["eyJvIjoiL2NvbXBsYWludHMiLCJhIjpbIjIwMjItMDQtMjciXX0"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """Which page is asked for. `of` names the list and its filters: a cursor fits no other list.

    `after` is the sort key of the last row of the page before, as `cursor_of` was given it; None
    on the first page.
    """

    of: str
    limit: int
    after: tuple[Key, ...] | None

    def after_shaped(self, *shape: type) -> tuple[Key, ...] | None:
        """`after`, once its members are found to be of these types; CursorInvalid otherwise."""
        if self.after is None:
            return None
        if len(self.after) != len(shape):
            raise CursorInvalid
        for value, kind in zip(self.after, shape, strict=True):
            if value is not None and type(value) is not kind:
                raise CursorInvalid
        return self.after

    def cursor_of(self, *after: Key) -> str:
        """The cursor that continues behind a row with this sort key."""
        return _encoded(self.of, after)


async def paging(
    request: Request,
    cursor: Annotated[
        str | None,
        Query(max_length=LONGEST_CURSOR, description="The `next` of the page before."),
    ] = None,
    limit: Annotated[int, Query(ge=1, le=MOST, description="Rows on a page.")] = USUAL_LIMIT,
) -> Paging:
    """The dependency of every list: `page: Annotated[Paging, Depends(paging)]`."""
    of = _list_and_filters(request)
    return Paging(of=of, limit=limit, after=None if cursor is None else _decoded(of, cursor))


def paged(
    rows: Sequence[RowT], asked: Paging, *, key: Callable[[RowT], tuple[Key, ...]]
) -> tuple[Sequence[RowT], str | None]:
    """The rows of this page and the next cursor, given up to `limit + 1` rows.

    The one row too many only tells that there is a next page.
    """
    if len(rows) <= asked.limit:
        return rows, None
    shown = rows[: asked.limit]
    return shown, asked.cursor_of(*key(shown[-1]))


def link_next(request: Request, response: Response, cursor: str | None) -> None:
    """Add `Link: <…>; rel="next"` (RFC 8288), with the filters that the request had."""
    if cursor is None:
        return
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    query = urlencode([*kept, ("cursor", cursor)])
    response.headers["Link"] = f'<{request.url.path}?{query}>; rel="next"'


def _list_and_filters(request: Request) -> str:
    filters = sorted(
        pair for pair in request.query_params.multi_items() if pair[0] not in PAGING_PARAMETERS
    )
    return f"{request.url.path}?{urlencode(filters)}" if filters else request.url.path


def _encoded(of: str, after: Sequence[Key]) -> str:
    document = orjson.dumps({"a": list(after), "o": _mark(of)})
    return base64.urlsafe_b64encode(document).rstrip(b"=").decode()


def _decoded(of: str, cursor: str) -> tuple[Key, ...]:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        document = orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error) as unreadable:
        raise CursorInvalid from unreadable
    match document:
        case {"a": list(after), "o": str(mark)} if mark == _mark(of):
            if all(value is None or type(value) in {str, int} for value in after):
                return tuple(after)
    raise CursorInvalid


def _mark(of: str) -> str:
    """A few characters that tell one list from another; filters may be long, cursors should not."""
    return hashlib.blake2b(of.encode(), digest_size=6).hexdigest()
