"""Destroying keys: a redacted text's, an erased person's; resumed where it was cut off.

The event always comes first (contracts, "Keys"): what is destroyed can be told from the log, so a
destruction that was cut off is resumed, and after a restore of the key database all are applied
again before anything starts.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from shared.casework.beside.happenings import TextRedacted
from shared.casework.erasure.happenings import DestructionConfirmed, ErasureAsked
from shared.event_store.authority_keys import AuthorityDestroyer, KeyDestroyer
from shared.event_store.erasing import ErasurePlan, apply_again
from shared.event_store.key_names import KeyKind, KeyName

Destroying = ErasureAsked | DestructionConfirmed | TextRedacted
"""The events that say which keys are gone."""


class DestructionsInLog(Protocol):
    """Every event that says keys are gone, with its authority, oldest first, in pages."""

    def pages(self) -> AsyncIterator[Sequence[tuple[str, Destroying]]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Destruction:
    """Destroys keys, and says what the log says is destroyed."""

    keys: KeyDestroyer

    def of_people(self, authority: str) -> KeyDestroyer:
        """Whoever destroys the keys of an authority's people and cases."""
        return AuthorityDestroyer(self.keys, authority)

    async def of_text(self, text: UUID) -> None:
        """The text is unreadable from now on, in every copy."""
        await self.keys.destroy((KeyName(KeyKind.TEXT, text),))

    async def apply_again(self, log: DestructionsInLog) -> int:
        """Destroy everything that the log says was destroyed; gives how many had come back."""
        count = 0
        async for page in log.pages():
            for authority, event in page:
                keys = AuthorityDestroyer(self.keys, authority)
                count += await apply_again(keys_gone(event), keys=keys)
        return count


def keys_gone(event: Destroying) -> tuple[KeyName, ...]:
    """The keys that the event says are destroyed."""
    match event:
        case TextRedacted():
            return (KeyName(KeyKind.TEXT, event.text),)
        case ErasureAsked() | DestructionConfirmed():
            return ErasurePlan(people=event.people, cases=event.cases).keys()
