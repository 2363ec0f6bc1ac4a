"""The message feed: the stored bytes in log order, for machines.

A reader keeps (log id, position, event id) of the last message it applied, sends them with each
request, and learns at once when this is no longer the log it was reading.
"""

import asyncio
from typing import Annotated, Final, Protocol, cast
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from shared.event_store.store import Checkpoint, LogHead, MessagePage
from shared.http_service.refusals import FromAnotherLog, PartitionInvalid
from shared.identity import RoleMayNot
from shared.problem_details import problems
from shared.web import caller_of

BATCH_TYPE: Final = "application/cloudevents-batch+json"
MOST_MESSAGES: Final = 5_000
USUAL_MESSAGES: Final = 1_000
LONGEST_WAIT_SECONDS: Final = 30
LONGEST_SPELL_SECONDS: Final = 1.0

router = APIRouter(tags=["Messages"])


class Log(Protocol):
    """What a feed needs of a log; `shared.event_store.reading.LogReader` is one."""

    async def head(self) -> LogHead:
        """Which log this is, and its last position."""
        ...

    async def check(self, checkpoint: Checkpoint) -> None:
        """Raise AnotherLog where the checkpoint is not a place in this log."""
        ...

    async def page(
        self, after: int, limit: int = ..., partition: int = ..., of: int = ...
    ) -> MessagePage:
        """The next messages of partition `partition` of `of` after a position."""
        ...

    async def case_page(self, stream_id: UUID, after: int = ..., limit: int = ...) -> MessagePage:
        """The next messages of one case after a position."""
        ...

    async def wait_for_more(self, position: int, seconds: float) -> bool:
        """Wait until the log reaches beyond `position`, `seconds` at most."""
        ...


def log_of(request: Request) -> Log:
    """The log of the service that answers this request."""
    return cast("Log", request.app.state.log)


class OnlyMachines:
    """A feed holds every authority's messages: for the installation's own machines alone."""

    def authorise(self, request: Request) -> None:
        """Raises RoleMayNot, also for a `service` of one authority."""
        if not caller_of(request).serves_every_authority():
            raise RoleMayNot(action="read-messages")

    async def __call__(self, request: Request) -> None:
        self.authorise(request)


class Slot:
    """Which share of the log a reader takes: partition `k` of `n`, or all of it."""

    def __init__(
        self,
        partition: Annotated[int | None, Query(ge=0, le=999, description="From 0.")] = None,
        of: Annotated[int | None, Query(ge=1, le=1000, description="How many there are.")] = None,
    ) -> None:
        if (partition is None) != (of is None):
            raise PartitionInvalid
        if partition is not None and of is not None and partition >= of:
            raise PartitionInvalid
        self.partition = 0 if partition is None else partition
        self.of = 1 if of is None else of


@router.get(
    "/messages",
    summary="Read the published messages in order",
    response_class=Response,
    dependencies=[Depends(OnlyMachines())],
    responses={
        200: {
            "description": "A JSON array of CloudEvents, in log order; empty where there are none",
            "content": {
                BATCH_TYPE: {
                    "schema": {
                        "type": "array",
                        "items": {"type": "object", "title": "CloudEvent"},
                    }
                }
            },
            "headers": {
                "Candour-Next": {
                    "description": "Read on after this position; it moves on an empty page too",
                    "schema": {"type": "string", "pattern": "^[0-9]+$"},
                },
                "Candour-Log": {
                    "description": "The log that this page is of",
                    "schema": {"type": "string", "format": "uuid"},
                },
                "Candour-Head": {
                    "description": "The log's last position when the page was read",
                    "schema": {"type": "string", "pattern": "^[0-9]+$"},
                },
            },
        },
        **problems(FromAnotherLog, RoleMayNot, PartitionInvalid),
    },
)
async def read_messages(
    *,
    request: Request,
    log: Annotated[Log, Depends(log_of)],
    slot: Annotated[Slot, Depends()],
    log_id: Annotated[
        UUID | None, Query(alias="log", description="The log you read before.")
    ] = None,
    after: Annotated[int, Query(ge=0, le=2**62, description="The last position you have.")] = 0,
    event: Annotated[
        UUID | None, Query(description="The id of the event at that position.")
    ] = None,
    case: Annotated[UUID | None, Query(description="The messages of this one case only.")] = None,
    wait: Annotated[
        float, Query(ge=0, le=LONGEST_WAIT_SECONDS, description="Seconds to wait for a message.")
    ] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST_MESSAGES)] = USUAL_MESSAGES,
) -> Response:
    """The stored bytes, the same for every reader and for ever.

    Only the role `service` may, granted for every authority (`*`), whose messages are all here.
    """
    head = await log.head()
    if log_id is not None or event is not None or after > head.position:
        await log.check(Checkpoint(log_id=log_id or head.log_id, position=after, event_id=event))
    if case is not None:
        page = await log.case_page(case, after, limit)
    else:
        until = asyncio.get_running_loop().time() + wait
        page = await log.page(after, limit, slot.partition, slot.of)
        while not page.messages and await _more(log, request, page.read_to, until):
            page = await log.page(page.read_to, limit, slot.partition, slot.of)
    return Response(
        b"[" + b",".join(message.body for message in page.messages) + b"]",
        media_type=BATCH_TYPE,
        headers={
            "Candour-Next": str(page.read_to),
            "Candour-Log": str(head.log_id),
            "Candour-Head": str(max(head.position, page.read_to)),
        },
    )


async def _more(log: Log, request: Request, position: int, until: float) -> bool:
    """Wait until the log goes on beyond `position`; False when the time is up or the service stops.

    In short spells, so that a service that is told to stop is not held up by readers at rest.
    """
    clock = asyncio.get_running_loop().time
    while (left := until - clock()) > 0 and not getattr(request.app.state, "stopping", False):
        if await log.wait_for_more(position, min(left, LONGEST_SPELL_SECONDS)):
            return True
    return False
