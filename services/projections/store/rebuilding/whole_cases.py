"""Whole cases folded in bulk: read case by case, written by COPY into tables without indexes.

The fold is the one that the live reader uses. Whole cases need nothing of what was folded before,
and no stretch of them ends in a later batch, so that nothing that was written is touched again.
"""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from asyncpg import Record
from asyncpg.exceptions import DataError, IntegrityConstraintViolationError

from services.projections.application.projecting import readable
from services.projections.read_models.folding import Known, fold
from services.projections.read_models.told import Told
from services.projections.store.generations import ONE
from services.projections.store.rebuilding.outcome import IncompleteCase, PoisonedRebuild
from services.projections.store.writing import add_rows
from shared.database.engine import Connection
from shared.runner import Delivery, Poison
from shared.telemetry.points import reached

BATCH: Final = 4_000
"""Messages a batch, and then to the end of the case: what memory holds at once."""

CASE_BY_CASE: Final = (
    "set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off"
)
"""The index has the cases in order; a sort would write every message to the disk once more."""
MESSAGES: Final = """
select stream_id, version, position, event_id, recorded_at, body
from messages
where source = $1 and stream_id between $2 and $3
order by source, stream_id, version
"""
HEADS: Final = """
select stream_id, version from heads
where source = $1 and stream_id >= $2 and stream_id <= $3
"""
SKIPPED: Final = """
select source, stream_id, array_agg(version) as versions from parked
where name = $1 and skipped_at is not null
group by source, stream_id
"""

UNFIT: Final = (ValueError, OverflowError, DataError, IntegrityConstraintViolationError)
"""The driver, or the database, cannot take a value: a fault of a message, not a passing one."""

Skipped = Mapping[tuple[str, UUID], frozenset[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """The cases of one source from `first` to `last`, both included."""

    source: str
    first: UUID
    last: UUID


async def skipped_versions(connection: Connection, name: str) -> Skipped:
    """The versions that somebody gave up, by case: a rebuild gives them up too."""
    rows = await connection.fetch(SKIPPED, name)
    return {(row["source"], row["stream_id"]): frozenset(row["versions"]) for row in rows}


async def fold_cases(
    reading: Connection,
    writing: Connection,
    wanted: Range,
    *,
    generation: int,
    skipped: Skipped,
    done: Callable[[int], None],
) -> None:
    """Folds the range as `reading` sees it, in its transaction, into the generation.

    `done` is told how many messages each batch had. PoisonedRebuild, IncompleteCase.
    """
    below = wanted.first
    async for batch in _batches(reading, wanted):
        last = batch[-1]["stream_id"]
        heads = await _heads(reading, wanted.source, below, last)
        _check(wanted.source, batch, heads, skipped)
        await _write(writing, generation, wanted.source, batch, heads)
        reached("rebuild.share")
        done(len(batch))
        below = _after(last)
    heads = await _heads(reading, wanted.source, below, wanted.last)
    _check(wanted.source, (), heads, skipped)
    await _write(writing, generation, wanted.source, (), heads)


async def _batches(reading: Connection, wanted: Range) -> AsyncIterator[Sequence[Record]]:
    """Batches that end with a case."""
    cursor = await reading.cursor(MESSAGES, wanted.source, wanted.first, wanted.last)
    held: list[Record] = []
    while rows := await cursor.fetch(BATCH):
        held += rows
        cut = len(held)
        while cut and held[cut - 1]["stream_id"] == held[-1]["stream_id"]:
            cut -= 1
        if cut:
            yield held[:cut]
            held = held[cut:]
    if held:
        yield held


async def _heads(reading: Connection, source: str, first: UUID, last: UUID) -> dict[UUID, int]:
    rows = await reading.fetch(HEADS, source, first, last)
    return {row["stream_id"]: row["version"] for row in rows}


def _check(
    source: str, batch: Sequence[Record], heads: Mapping[UUID, int], skipped: Skipped
) -> None:
    """Every case is there up to its head, but for what was skipped; IncompleteCase."""
    reached: dict[UUID, int] = {}
    given_up = {
        stream: sorted(skipped[source, stream]) for stream in heads if (source, stream) in skipped
    }
    for row in batch:
        stream, version = row["stream_id"], row["version"]
        before = reached.get(stream, 0)
        if version != before + 1 and (version - 1) not in given_up.get(stream, ()):
            raise IncompleteCase(source, row["position"])
        reached[stream] = version
    for stream, head in heads.items():
        latest = max([reached.get(stream, 0), *given_up.get(stream, ())])
        if latest != head:
            raise IncompleteCase(source, None)
    if reached.keys() - heads.keys():
        raise IncompleteCase(source, batch[0]["position"])


async def _write(
    writing: Connection,
    generation: int,
    source: str,
    batch: Sequence[Record],
    heads: Mapping[UUID, int],
) -> None:
    rows = fold([_read(source, row) for row in batch], Known())
    async with writing.transaction():
        await writing.execute(ONE, generation)
        try:
            await add_rows(writing, rows)
        except UNFIT as unfit:
            raise PoisonedRebuild(source, batch[0]["position"], type(unfit).__name__) from None
        await writing.copy_records_to_table(
            "heads", records=[(source, stream, version) for stream, version in heads.items()]
        )


def _read(source: str, row: Record) -> Told:
    try:
        return readable(source, Delivery(**dict(row)))
    except Poison as poison:
        raise PoisonedRebuild(source, row["position"], poison.code) from None


def _after(stream: UUID) -> UUID:
    return UUID(int=min(stream.int + 1, 2**128 - 1))
