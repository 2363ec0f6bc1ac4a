"""HTTP habits that every service shares: who said it, versions, paging, clean text, health."""

from shared.web.edge import Edge, caller_of, edge_of
from shared.web.fingerprint import command_id_of
from shared.web.refusals import (
    CursorInvalid,
    IdempotencyKeyInvalid,
    IfMatchInvalid,
    SimulatedTimeInvalid,
    SimulatedTimeOff,
)
from shared.web.said import Asking, Said, asking, commanding
from shared.web.versions import etag

__all__ = [
    "Asking",
    "CursorInvalid",
    "Edge",
    "IdempotencyKeyInvalid",
    "IfMatchInvalid",
    "Said",
    "SimulatedTimeInvalid",
    "SimulatedTimeOff",
    "asking",
    "caller_of",
    "command_id_of",
    "commanding",
    "edge_of",
    "etag",
]
