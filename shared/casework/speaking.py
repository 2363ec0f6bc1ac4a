"""The service speaking for itself: what it does on its own has a caller, a role and a cause too."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from shared.clock import london_date
from shared.event_store.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaking:
    """A command of the service's own: `command_id` derives from what it does."""

    authority: str
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
    if_match: int | None = None

    @classmethod
    def after(cls, said: Said, command_id: UUID, *, not_before: datetime | None = None) -> Self:
        """A further command that follows from `said`, in the same hand.

        On a case that others wrote on later than `said` (in simulated time that can be), it is
        decided at `not_before`, the instant that the case has reached.
        """
        decided_at = said.decided_at if not_before is None else max(said.decided_at, not_before)
        return cls(
            authority=said.authority,
            actor=said.actor,
            role=said.role,
            team=said.team,
            worker=said.worker,
            command_id=command_id,
            fingerprint=command_id.bytes,
            decided_at=decided_at,
            today=london_date(decided_at),
            simulated_at=None if said.simulated_at is None else decided_at,
            correlation_id=said.correlation_id,
        )

    @classmethod
    def alone(cls, service: str, authority: str, command_id: UUID, now: datetime) -> Self:
        """A command that nobody said: that of the service's own worker."""
        return cls(
            authority=authority,
            actor=f"{service}-worker",
            role="service",
            team=None,
            worker=None,
            command_id=command_id,
            fingerprint=command_id.bytes,
            decided_at=now,
            today=london_date(now),
            simulated_at=None,
            correlation_id=command_id,
        )
