"""Who says a command, in what role, when, and how it can be recognised if it is said again."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Everything about a command but its content.

    `caller` is the token's subject, `actor` the worker (or the caller where there is none).
    `decided_at` is the instant the edge decided on and `today` its London date; `simulated_at` is
    that instant where the caller named it. `if_match` is the version the caller saw, if it said so.
    `fingerprint` is a keyed hash of method, full path and canonical body.
    """

    authority: str
    caller: str
    actor: str
    role: str
    team: str | None
    worker: str | None
    command_id: UUID
    fingerprint: bytes
    decided_at: datetime
    today: date
    simulated_at: datetime | None
    correlation_id: UUID
    causation_id: UUID | None = None
    if_match: int | None = None
