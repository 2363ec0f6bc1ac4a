"""A stream that every command of its authority reads (policy, register), kept folded in memory."""

from typing import Final, Generic, TypeVar
from uuid import UUID

from shared.database.engine import Pool
from shared.event_store.case import Case
from shared.event_store.handling import Cases

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")

MOST_KEPT: Final = 1_000
_VERSION: Final = "select coalesce(max(version), 0) from events where stream_id = $1"


class Kept(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """The latest state of such streams. The log is asked for the version each time: one probe."""

    def __init__(self, cases: Cases[CommandT, StateT, EventT, CircumstancesT], pool: Pool) -> None:
        self._cases = cases
        self._pool = pool
        self._kept: dict[UUID, Case[StateT, EventT]] = {}

    async def state(self, stream: UUID) -> StateT:
        """The state as the log has it now; the initial one where nothing happened yet."""
        return (await self.case(stream)).state

    async def case(self, stream: UUID) -> Case[StateT, EventT]:
        version: int = await self._pool.fetchval(_VERSION, stream)
        kept = self._kept.get(stream)
        if kept is not None and kept.version == version:
            return kept
        case = await self._cases.peek(stream)
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[stream] = case
        return case
