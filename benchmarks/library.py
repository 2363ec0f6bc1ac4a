"""The library `eventsourcing` 9.5.6, as it stands without options: its gap-free mode.

It locks its table for each transaction, so positions appear in order and no reader misses one; with
POSTGRES_ENABLE_DB_FUNCTIONS it is faster, and its subscribers lose events. Its calls block: each
writer is a process, with a connection of its own.
"""

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Final
from uuid import UUID, uuid4, uuid5

from eventsourcing.persistence import InfrastructureFactory, StoredEvent
from eventsourcing.utils import Environment

from benchmarks.callers import centile
from benchmarks.correctness import faults
from benchmarks.harness import Measured
from benchmarks.letters import SHORT_PAYLOAD
from tests.support.postgres import Postgres

NAME: Final = "eventsourcing 9.5.6"
_TOPIC: Final = "cases:ComplaintReceived"
_CLOSE: Final = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the library keeps its table."""

    host: str
    port: int
    database: str
    password: str

    @classmethod
    def of(cls, postgres: Postgres, database: str) -> "Place":
        return cls(
            host=postgres.server.host,
            port=postgres.server.port,
            database=database,
            password=postgres.passwords.of("postgres"),
        )

    def recorder(self, *, create: bool) -> Any:  # noqa: ANN401 - the library tells no types
        """Its application recorder. Two that create the table at once would fail."""
        told = {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": self.database,
            "POSTGRES_HOST": self.host,
            "POSTGRES_PORT": str(self.port),
            "POSTGRES_USER": "postgres",
            "POSTGRES_PASSWORD": self.password,
            "POSTGRES_POOL_SIZE": "1",
            "POSTGRES_MAX_OVERFLOW": "1",
            "CREATE_TABLE": "yes" if create else "no",
        }
        factory = InfrastructureFactory.construct(Environment(name="", env=told))
        return factory.application_recorder()


def event(stream: UUID, version: int) -> StoredEvent:
    return StoredEvent(
        originator_id=stream, originator_version=version, topic=_TOPIC, state=SHORT_PAYLOAD
    )


class Writers:
    """Processes that wait to be told for how long to write."""

    def __init__(self, place: Place, most: int) -> None:
        self._place = place
        place.recorder(create=True).datastore.close()
        # Forked from a process that has imported everything: 64 imports would take half a minute.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__])
        self._ends: list[Connection] = []
        self._processes = []
        for _ in range(most):
            ours, theirs = context.Pipe()
            process = context.Process(target=_write, args=(theirs, place), daemon=True)
            process.start()
            self._ends.append(ours)
            self._processes.append(process)
        for end in self._ends:
            end.recv()

    def measured(self, writers: int, seconds: float) -> Measured:
        """So many of them write at once; what they were told is then looked for in the log."""
        ends = self._ends[:writers]
        for end in ends:
            end.send(time.monotonic() + seconds)
        answers = [end.recv() for end in ends]
        taken = [one for _, times in answers for one in times]
        log = _positions(self._place)
        found = faults([told for told, _ in answers], log)
        took = max(sum(times) for _, times in answers)
        return Measured(
            per_second=len(taken) / took,
            p99_ms=centile(taken) * 1000,
            missed=found.missed,
            duplicated=found.duplicated,
            out_of_order=found.out_of_order,
        )

    def close(self) -> None:
        for end in self._ends:
            end.send(_CLOSE)
        for process in self._processes:
            process.join()


@contextmanager
def writers(place: Place, most: int) -> Iterator[Writers]:
    opened = Writers(place, most)
    try:
        yield opened
    finally:
        opened.close()


def _write(end: Connection, place: Place) -> None:
    recorder = place.recorder(create=False)
    list(recorder.select_events(uuid4()))
    end.send("ready")
    while (until := end.recv()) is not _CLOSE:
        told: list[UUID] = []
        taken: list[float] = []
        while (began := time.monotonic()) < until:
            stream = uuid5(uuid4(), "1")
            recorder.insert_events([event(stream, 1)])
            taken.append(time.monotonic() - began)
            told.append(stream)
        end.send((told, taken))
    recorder.datastore.close()


def _positions(place: Place) -> Sequence[UUID]:
    recorder = place.recorder(create=False)
    found: list[UUID] = []
    last = None
    while page := recorder.select_notifications(start=last, limit=5000, inclusive_of_start=False):
        found.extend(one.originator_id for one in page)
        last = page[-1].id
    recorder.datastore.close()
    return found
