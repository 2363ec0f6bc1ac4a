"""Reading the log in its order, and the history of one case, against the same of the library.

Both hold the same cases with events of the same bytes, written before. A log is read from its start
in pages; a case's history whole. What is read is held against what was written.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Hashable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg

from benchmarks.correctness import faults
from benchmarks.harness import Bench, Measured, Row, compared_row, run
from benchmarks.letters import history
from benchmarks.library import NAME, Place, event
from benchmarks.log_under_test import log_under_test
from benchmarks.memory import Memory
from shared.database.engine import open_pool
from shared.database.line import Line
from shared.database.provision import dsn_of
from shared.event_store.histories import Histories
from shared.event_store.reading import LogReader
from tests.support.postgres import Databases

_CASES: Final = 200
_EVENTS_A_CASE: Final = 50
_PAGES: Final = (500, 5_000)
_TARGET: Final = 1.5

Read = Callable[[], Awaitable[Sequence[Hashable]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The library's recorder with the cases in it; an event is known by its stream and version."""

    recorder: Any
    streams: Sequence[UUID]

    @classmethod
    def filled(cls, place: Place) -> "Library":
        recorder = place.recorder(create=True)
        streams = [uuid4() for _ in range(_CASES)]
        for stream in streams:
            versions = range(1, _EVENTS_A_CASE + 1)
            recorder.insert_events([event(stream, version) for version in versions])
        return cls(recorder=recorder, streams=streams)

    @property
    def written(self) -> Sequence[Hashable]:
        versions = range(1, _EVENTS_A_CASE + 1)
        return [(stream, version) for stream in self.streams for version in versions]

    async def pages(self, size: int) -> Sequence[Hashable]:
        found: list[Hashable] = []
        last = None
        while page := self.recorder.select_notifications(
            start=last, limit=size, inclusive_of_start=False
        ):
            found += [(one.originator_id, one.originator_version) for one in page]
            last = page[-1].id
        return found

    async def histories(self) -> Sequence[Hashable]:
        return [
            (one.originator_id, one.originator_version)
            for stream in self.streams
            for one in self.recorder.select_events(stream)
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ours:
    """A log's readers with the same cases; an event is known by its id."""

    reader: LogReader
    cases: Histories
    streams: Sequence[UUID]
    written: Sequence[Hashable]

    async def pages(self, size: int) -> Sequence[Hashable]:
        found: list[Hashable] = []
        after = 0
        while (page := await self.reader.page(after, size)).messages:
            found += [message.event_id for message in page.messages]
            after = page.read_to
        return found

    async def histories(self) -> Sequence[Hashable]:
        return [one.event_id for stream in self.streams for one in await self.cases.load(stream)]


async def rows(bench: Bench) -> list[Row]:
    databases = bench.databases
    place = Place.of(databases.postgres, (await databases.fresh("log")).name)
    theirs = Library.filled(place)
    await _settled(databases, place.database)
    found: list[Row] = []
    async with _filled(databases) as ours:
        sides: list[tuple[str, str, Read, Read]] = [
            (
                "log read",
                f"{_CASES * _EVENTS_A_CASE:,} events in pages of {size:,}",
                partial(ours.pages, size),
                partial(theirs.pages, size),
            )
            for size in _PAGES
        ]
        load = f"{_CASES:,} cases of {_EVENTS_A_CASE} events"
        sides.append(("stream read", load, ours.histories, theirs.histories))
        for measure, load, mine, other in sides:
            compared = await bench.compared(
                partial(_measured, mine, ours.written, bench.seconds),
                partial(_measured, other, theirs.written, bench.seconds),
            )
            found.append(compared_row(measure, load, compared, against_name=NAME, at_least=_TARGET))
    theirs.recorder.datastore.close()
    return found


@asynccontextmanager
async def _filled(databases: Databases) -> AsyncIterator[Ours]:
    async with log_under_test(databases) as log:
        cases = [history(_EVENTS_A_CASE) for _ in range(_CASES)]
        for case in cases:
            await log.writer.append(case)
        database = log.database
        await _settled(databases, database.name)
        pool = await open_pool(database.service_dsn, database.schema, max_size=1)
        line = Line(database.service_dsn, database.schema)
        try:
            yield Ours(
                reader=LogReader(pool, log.news),
                cases=Histories(line),
                streams=[case.streams[0].stream_id for case in cases],
                written=[one.event_id for case in cases for one in case.streams[0].events],
            )
        finally:
            await line.close()
            await pool.close()


async def _settled(databases: Databases, name: str) -> None:
    """What autovacuum does within a minute: the planner learns what was written."""
    postgres = databases.postgres
    server, passwords = postgres.server, postgres.passwords
    connection = await asyncpg.connect(dsn_of(server, passwords, role="postgres", database=name))
    await connection.execute("vacuum analyze")
    await connection.close()


async def _measured(read: Read, written: Sequence[Hashable], seconds: float) -> Measured:
    """Read everything again and again; what the last time gave is held against `written`."""
    taken: list[float] = []
    got: Sequence[Hashable] = ()
    with Memory() as memory:
        end = time.perf_counter() + seconds
        while (began := time.perf_counter()) < end:
            got = await read()
            taken.append(time.perf_counter() - began)
    found = faults([written], got)
    return Measured(
        per_second=len(written) * len(taken) / sum(taken),
        missed=found.missed,
        duplicated=found.duplicated,
        out_of_order=found.out_of_order,
        peak_mb=memory.peak_mb,
        growth_mb=memory.growth_mb,
    )


if __name__ == "__main__":
    run(rows)
