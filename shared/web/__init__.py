"""HTTP habits that every service shares: who said it, versions, paging, clean text, health."""

from shared.web.clean_text import CleanStr, CleanText, Code
from shared.web.edge import Edge, caller_of, edge_of
from shared.web.fingerprint import command_id_of
from shared.web.health import Check, Unready
from shared.web.paging import Page, Paging, link_next, paged, paging
from shared.web.refusals import (
    CursorInvalid,
    IdempotencyKeyInvalid,
    IfMatchInvalid,
    SimulatedTimeInvalid,
    SimulatedTimeOff,
)
from shared.web.said import Asking, Said, asking, commanding
from shared.web.settings import Environment, ServiceSettings, SettingsInvalid, read_settings
from shared.web.versions import etag

__all__ = [
    "Asking",
    "Check",
    "CleanStr",
    "CleanText",
    "Code",
    "CursorInvalid",
    "Edge",
    "Environment",
    "IdempotencyKeyInvalid",
    "IfMatchInvalid",
    "Page",
    "Paging",
    "Said",
    "ServiceSettings",
    "SettingsInvalid",
    "SimulatedTimeInvalid",
    "SimulatedTimeOff",
    "Unready",
    "asking",
    "caller_of",
    "command_id_of",
    "commanding",
    "edge_of",
    "etag",
    "link_next",
    "paged",
    "paging",
    "read_settings",
]
