"""A stream that every command of its authority reads (policy, register), kept folded in memory."""

from typing import Final, Generic, TypeVar
from uuid import UUID

from shared.event_store.case import Case
from shared.event_store.handling import Cases

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")

MOST_KEPT: Final = 1_000


class Kept(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """The latest state of such streams, loaded again when their version moved on."""

    def __init__(self, cases: Cases[CommandT, StateT, EventT, CircumstancesT]) -> None:
        self._cases = cases
        self._kept: dict[UUID, Case[StateT, EventT]] = {}

    async def state(self, stream: UUID, version: int) -> StateT:
        """The state at `version`, as the log says it is now; the initial one at version 0."""
        kept = self._kept.get(stream)
        if kept is None or kept.version != version:
            kept = await self._cases.peek(stream)
            if len(self._kept) >= MOST_KEPT:
                self._kept.clear()
            self._kept[stream] = kept
        return kept.state
