"""What can be wrong with a request's headers and paging, before any body is looked at."""

from typing import ClassVar

from shared.event_sourcing import Refusal


class IdempotencyKeyInvalid(Refusal):
    code: ClassVar[str] = "idempotency-key-invalid"
    because: ClassVar[str] = "An Idempotency-Key is 1 to 200 printable ASCII characters."
    status: ClassVar[int] = 422
    field: str | None = "Idempotency-Key"


class IfMatchInvalid(Refusal):
    code: ClassVar[str] = "if-match-invalid"
    because: ClassVar[str] = 'If-Match is "*" or the one ETag of the case, in its quotes.'
    status: ClassVar[int] = 422
    field: str | None = "If-Match"


class SimulatedTimeOff(Refusal):
    code: ClassVar[str] = "simulated-time-off"
    because: ClassVar[str] = "This installation lives in real time: leave Candour-Time out."
    status: ClassVar[int] = 422
    field: str | None = "Candour-Time"


class SimulatedTimeInvalid(Refusal):
    code: ClassVar[str] = "simulated-time-invalid"
    because: ClassVar[str] = (
        "Candour-Time is an RFC 3339 instant with its zone, not before 2000 and not after now."
    )
    status: ClassVar[int] = 422
    field: str | None = "Candour-Time"


class CursorInvalid(Refusal):
    code: ClassVar[str] = "cursor-invalid"
    because: ClassVar[str] = "The cursor is not one that this list gave out with these filters."
    status: ClassVar[int] = 422
    field: str | None = "cursor"
