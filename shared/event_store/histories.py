"""What a case is read from: its history, and what a command wrote before."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from shared.database.line import Line
from shared.database.together import Together
from shared.event_store.at_hand import AtHand, Beside, Sought, at_hand
from shared.event_store.event_rows import COLUMNS, events_in
from shared.event_store.store import StoredCommand, StoredEvent

_ALL_VERSIONS: Final = 2**31 - 1
_HISTORY: Final = f"""
select {COLUMNS} from events e where e.stream_id = $1 and e.version <= $2 order by e.version
"""  # noqa: S608 - our own names
_VERSIONS: Final = """
select s.stream_id,
       coalesce((select max(version) from events e where e.stream_id = s.stream_id), 0) as version
  from unnest($1::uuid[]) as s(stream_id)
"""


class Histories:
    """Reads a log by a line of its own; what commands start from is asked for many at once."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._together = Together(partial(at_hand, line))
        self._versions = Together(self._versions_of)

    async def load(self, stream_id: UUID, up_to: int | None = None) -> tuple[StoredEvent, ...]:
        """The events of a stream in order, through version `up_to`; empty when there is none."""
        return events_in(await self._line.fetch(_HISTORY, stream_id, up_to or _ALL_VERSIONS))

    async def command(self, command_id: UUID) -> StoredCommand | None:
        """What the command wrote, if it is stored."""
        return (await self._together.ask(Sought(command_id=command_id))).command

    async def at_hand(
        self,
        authority: str,
        kind: str,
        reference: str,
        command_id: UUID | None = None,
        beside: Beside | None = None,
    ) -> AtHand:
        """The case of a reference, what the command wrote, and the versions of what is beside.

        All as they are at one moment.
        """
        return await self._together.ask(
            Sought(
                command_id=command_id,
                authority=authority,
                kind=kind,
                reference=reference,
                beside=beside,
            )
        )

    async def versions(self, *streams: UUID) -> Mapping[UUID, int]:
        """The present version of each stream, 0 where nothing happened yet."""
        return await self._versions.ask(streams)

    async def _versions_of(self, asked: Sequence[tuple[UUID, ...]]) -> list[Mapping[UUID, int]]:
        every = {stream for streams in asked for stream in streams}
        rows = await self._line.fetch(_VERSIONS, list(every))
        at = {row["stream_id"]: row["version"] for row in rows}
        return [at] * len(asked)
