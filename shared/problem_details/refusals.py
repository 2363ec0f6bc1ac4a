"""What the edge itself can say no to, whatever the service: pages, bodies, a full queue, a defect.

They share the shape of a procedure's refusals, so that every answer that is not a success has a
public code with a page of its own.
"""

from collections.abc import Iterable
from typing import ClassVar

from shared.event_sourcing import Refusal


class BodyUnreadable(Refusal):
    """Facts: `position`, where reading stopped, in characters from the start."""

    code: ClassVar[str] = "body-unreadable"
    because: ClassVar[str] = "The body is not JSON."
    status: ClassVar[int] = 400


class RequestUnreadable(Refusal):
    code: ClassVar[str] = "request-unreadable"
    because: ClassVar[str] = "The request cannot be understood."
    status: ClassVar[int] = 400


class NoSuchPage(Refusal):
    code: ClassVar[str] = "no-such-page"
    because: ClassVar[str] = "There is nothing at this address."
    status: ClassVar[int] = 404


class MethodNotAllowed(Refusal):
    code: ClassVar[str] = "method-not-allowed"
    because: ClassVar[str] = "This address does not answer that method; see the header Allow."
    status: ClassVar[int] = 405


class BodyTooLarge(Refusal):
    """Facts: `limit`, in bytes."""

    code: ClassVar[str] = "body-too-large"
    because: ClassVar[str] = "The body is larger than a request may be."
    status: ClassVar[int] = 413


class BodyInvalid(Refusal):
    """The problem lists each field that is wrong under `errors`."""

    code: ClassVar[str] = "body-invalid"
    because: ClassVar[str] = "The request does not have the shape that is documented."
    status: ClassVar[int] = 422


class Defect(Refusal):
    """Ours to mend. Facts: none; the correlation id of the answer finds the log line."""

    code: ClassVar[str] = "defect"
    because: ClassVar[str] = "Something failed here that should not; it has been noted."
    status: ClassVar[int] = 500


class QueryUnknown(Refusal):
    """Facts: `known`, the parameters that there are, where there are any."""

    code: ClassVar[str] = "query-unknown"
    because: ClassVar[str] = "This address has no query parameter of that name."
    status: ClassVar[int] = 422

    def __init__(self, field: str, known: Iterable[str] = ()) -> None:
        """`field` is the parameter, or "?" where it does not look like a name."""
        names = ", ".join(sorted(known))
        super().__init__(**({"known": names} if names else {}))
        self.field = field


class QueryRepeated(Refusal):
    code: ClassVar[str] = "query-repeated"
    because: ClassVar[str] = "This query parameter takes one value, and was given several."
    status: ClassVar[int] = 422

    def __init__(self, field: str) -> None:
        super().__init__()
        self.field = field


class QueueIsFull(Refusal):
    """More commands, or reads to be recorded, wait than can be kept.

    Facts: `retry_after_seconds`.
    """

    code: ClassVar[str] = "queue-full"
    because: ClassVar[str] = "Too many requests are waiting; nothing was done. Try again shortly."
    status: ClassVar[int] = 503


class DatabaseAway(Refusal):
    """The database is restarting, or the connection to it was lost. Facts: `retry_after_seconds`.

    It may have been lost after the append, while the answer was put together: so nothing is said
    of what was done.
    """

    code: ClassVar[str] = "database-away"
    because: ClassVar[str] = (
        "The database is away just now: send it again with the same Idempotency-Key."
    )
    status: ClassVar[int] = 503


class ClockAhead(Refusal):
    """The log's last event lies in the future. Facts: `retry_after_seconds`."""

    code: ClassVar[str] = "clock-ahead"
    because: ClassVar[str] = "The log is ahead of the clock, so nothing is recorded for now."
    status: ClassVar[int] = 503


class Stopping(Refusal):
    """The process was told to end. Facts: `retry_after_seconds`."""

    code: ClassVar[str] = "stopping"
    because: ClassVar[str] = "The service is stopping; nothing was done. Try again shortly."
    status: ClassVar[int] = 503


class OutcomeNotKnown(Refusal):
    """The connection was lost in the middle. Facts: `retry_after_seconds`."""

    code: ClassVar[str] = "outcome-unknown"
    because: ClassVar[str] = (
        "Whether this was recorded is not known: send it again with the same Idempotency-Key."
    )
    status: ClassVar[int] = 503
