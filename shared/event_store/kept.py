"""A stream that every command of its authority reads (policy, register), kept folded in memory."""

from collections.abc import Mapping, Sequence
from typing import Final, Generic, TypeVar
from uuid import UUID

from shared.database.engine import Pool
from shared.database.together import Together
from shared.event_store.case import Case
from shared.event_store.handling import Cases

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")

MOST_KEPT: Final = 1_000
_VERSIONS: Final = """
select s.stream_id,
       coalesce((select max(version) from events e where e.stream_id = s.stream_id), 0) as version
  from unnest($1::uuid[]) as s(stream_id)
"""


class Versions:
    """At which version streams are now: one question for those that are asked about just then."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self._together = Together(self._asked)

    async def of(self, *streams: UUID) -> Mapping[UUID, int]:
        """The present version of each stream, 0 where nothing happened yet."""
        return await self._together.ask(streams)

    async def _asked(self, questions: Sequence[tuple[UUID, ...]]) -> list[Mapping[UUID, int]]:
        every = {stream for streams in questions for stream in streams}
        rows = await self._pool.fetch(_VERSIONS, list(every))
        at = {row["stream_id"]: row["version"] for row in rows}
        return [at] * len(questions)


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
