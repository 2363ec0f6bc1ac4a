"""What the event store can say no to, as problems."""

from collections.abc import Awaitable, Callable

import asyncpg
from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from shared.access_log.reads import ReadNotRecorded, RecordingStopped, TooManyReadsWaiting
from shared.event_sourcing import Refusal
from shared.event_store.store import (
    AnotherLog,
    HoleInLog,
    LogAhead,
    OutcomeUnknown,
    QueueFull,
    SimulatedTimeAhead,
)
from shared.event_store.writing import WriterStopped
from shared.http_service.database_away import is_away
from shared.http_service.refusals import FromAnotherLog, LogDamaged
from shared.problem_details import (
    ClockAhead,
    DatabaseAway,
    OutcomeNotKnown,
    QueueIsFull,
    Stopping,
    answer,
)
from shared.telemetry import log_of
from shared.web import SimulatedTimeInvalid

log = log_of("http.store")

Handler = Callable[[Request, Exception], Awaitable[Response]]


def install(app: FastAPI) -> None:
    """Give `app` a handler for each error of the store that a client can do something about."""
    app.add_exception_handler(QueueFull, _queue_full)
    app.add_exception_handler(TooManyReadsWaiting, _queue_full)
    app.add_exception_handler(ReadNotRecorded, _saying(DatabaseAway(retry_after_seconds=2)))
    app.add_exception_handler(RecordingStopped, _saying(Stopping(retry_after_seconds=2)))
    app.add_exception_handler(LogAhead, _saying(ClockAhead(retry_after_seconds=2)))
    app.add_exception_handler(OutcomeUnknown, _saying(OutcomeNotKnown(retry_after_seconds=1)))
    app.add_exception_handler(WriterStopped, _saying(Stopping(retry_after_seconds=2)))
    app.add_exception_handler(SimulatedTimeAhead, _saying(SimulatedTimeInvalid()))
    app.add_exception_handler(AnotherLog, _saying(FromAnotherLog()))
    app.add_exception_handler(HoleInLog, _damaged)
    for of_the_driver in (
        asyncpg.PostgresError,
        asyncpg.InterfaceError,
        asyncpg.InternalClientError,
        OSError,
    ):
        app.add_exception_handler(of_the_driver, _away)


async def _queue_full(request: Request, error: Exception) -> Response:
    assert isinstance(error, QueueFull | TooManyReadsWaiting)
    wait = max(1, round(error.retry_after_seconds))
    return answer(request, QueueIsFull(retry_after_seconds=wait))


async def _away(request: Request, error: Exception) -> Response:
    """503 where the connection is at fault. What the database says otherwise is a defect."""
    if not is_away(error):
        raise error
    log.warning("database-away", exc_info=error)
    return answer(request, DatabaseAway(retry_after_seconds=2))


async def _damaged(request: Request, error: Exception) -> Response:
    log.error("log-damaged", exc_info=error)
    return answer(request, LogDamaged())


def _saying(refusal: Refusal) -> Handler:
    async def handler(request: Request, _error: Exception) -> Response:
        return answer(request, refusal)

    return handler
