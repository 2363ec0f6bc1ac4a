"""Which request, or which message, the work at hand belongs to."""

from contextvars import ContextVar
from typing import Final
from uuid import UUID

CORRELATION: Final[ContextVar[UUID | None]] = ContextVar("candour_correlation", default=None)


def correlation_id() -> UUID | None:
    """The correlation of the work at hand; None outside a request or a message."""
    return CORRELATION.get()
