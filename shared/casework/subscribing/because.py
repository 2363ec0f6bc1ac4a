"""What a service does because of a message, said as a command of its own."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from shared.casework.speaking import Speaking
from shared.clock import Clock, london_date
from shared.messages.reading import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """Speaks for `service`. With simulated time it speaks at the time of the message."""

    service: str
    clock: Clock
    simulated: bool

    def of(
        self, message: Message, command_id: UUID, *, not_before: datetime | None = None
    ) -> Speaking:
        """A command whose id derives from what caused it, so that it is the same each time.

        `not_before` is the instant that its case has reached, where it has: in simulated time
        others may have written on it later than the message.
        """
        at = message.recorded_at if self.simulated else self.clock.now()
        if not_before is not None:
            at = max(at, not_before)
        return Speaking(
            authority=message.authority,
            actor=f"{self.service}-subscription",
            role="service",
            team=None,
            worker=None,
            command_id=command_id,
            fingerprint=command_id.bytes,
            decided_at=at,
            today=london_date(at),
            simulated_at=at if self.simulated else None,
            correlation_id=_thread(message) or command_id,
        )


def _thread(message: Message) -> UUID | None:
    """The correlation id of what happened there, so that both can be followed as one."""
    try:
        return UUID(message.correlation_id)
    except ValueError:
        return None
