"""What handling a command needs: a log to read and to write, and the world around a case."""

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from shared.event_store.at_hand import AtHand, Beside
from shared.event_store.said import Said
from shared.event_store.store import Append, Outcome, StoredCommand, StoredEvent

StateT = TypeVar("StateT")
CircumstancesT_co = TypeVar("CircumstancesT_co", covariant=True)

Permit = Callable[[StateT], None]
"""Raises a refusal where the caller may not touch a case in this state."""


def anybody(state: object) -> None:
    """Permits everybody whose role may do the action."""
    del state


class Log(Protocol):
    """What handling needs to read: `shared.event_store.histories.Histories`."""

    async def load(self, stream_id: UUID, up_to: int | None = None) -> Sequence[StoredEvent]: ...
    async def command(self, command_id: UUID) -> StoredCommand | None: ...
    async def at_hand(
        self,
        authority: str,
        kind: str,
        reference: str,
        command_id: UUID | None = None,
        beside: Beside | None = None,
    ) -> AtHand: ...
    async def versions(self, *streams: UUID) -> Mapping[UUID, int]: ...


class Writer(Protocol):
    """What handling needs to write: `shared.event_store.writing.LogWriter`."""

    async def append(self, append: Append) -> Outcome: ...


class Around(Protocol[CircumstancesT_co]):
    """Gives the world around a decision on a stream: the day, the calendar, local policy.

    `beside` are the streams of an authority that it rests on; `versions` are theirs, where they
    were read with the case.
    """

    def beside(self, authority: str) -> Beside | None: ...
    async def __call__(
        self, said: Said, stream: UUID, versions: Mapping[UUID, int] | None = None, /
    ) -> CircumstancesT_co: ...
