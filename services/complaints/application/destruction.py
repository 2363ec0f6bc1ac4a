"""Destroying keys: a redacted text's, an erased person's; resumed where it was cut off.

The event always comes first (contracts, "Keys"): what is destroyed can be told from the log, so a
destruction that was cut off is resumed, and after a restore of the key database all are applied
again before anything starts.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from services.complaints.domain.erasure import DestructionConfirmed, ErasureAsked
from services.complaints.domain.events import TextRedacted
from shared.event_store.erasing import ErasurePlan, KeyDestroyer, apply_again
from shared.event_store.key_names import KeyKind, KeyName

Destroying = ErasureAsked | DestructionConfirmed | TextRedacted
"""The events that say which keys are gone."""


class DestructionsInLog(Protocol):
    """Every event of the log that says keys are gone, oldest first, in pages."""

    def pages(self) -> AsyncIterator[Sequence[Destroying]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """Destroys keys, and says what the log says is destroyed."""

    keys: KeyDestroyer

    async def of_text(self, text: UUID) -> None:
        """The text is unreadable from now on, in every copy."""
        await self.keys.destroy((KeyName(KeyKind.TEXT, text),))

    async def apply_again(self, log: DestructionsInLog) -> int:
        """Destroy everything that the log says was destroyed; gives how many had come back."""
        count = 0
        async for page in log.pages():
            names = [name for event in page for name in keys_gone(event)]
            count += await apply_again(names, keys=self.keys)
        return count


def keys_gone(event: Destroying) -> tuple[KeyName, ...]:
    """The keys that the event says are destroyed."""
    match event:
        case TextRedacted():
            return (KeyName(KeyKind.TEXT, event.text),)
        case ErasureAsked() | DestructionConfirmed():
            return ErasurePlan(people=event.people, cases=event.cases).keys()
