"""The database servers of one run: one on the disk as it is, one on a slow disk, both durable."""

import asyncio
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg

from benchmarks.slow_disk import compiler, preloaded
from shared.database.embedded import EmbeddedPostgres
from shared.database.provision import dsn_of
from tests.support.postgres import Databases, Postgres

# A checkpoint in the middle of one side would be taken for that side's own slowness, and so would
# the making of a new segment of the write-ahead log: a server that has run for a day uses old ones.
_SEGMENTS = 40
_SETTINGS = {
    "min_wal_size": "2GB",
    "fsync": "on",
    "shared_buffers": "512MB",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "30min",
    "max_connections": "300",
}


class Servers:
    """Starts each server when it is first asked for; stops and removes both at the end."""

    def __init__(self, *, with_slow_disk: bool) -> None:
        self._with_slow_disk = with_slow_disk
        self._folder = tempfile.TemporaryDirectory(prefix="candour-bench-")
        # So that the account of the servers reaches it, and their data are removed with it.
        Path(self._folder.name).chmod(0o755)
        self._running: dict[str, tuple[EmbeddedPostgres, Databases]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for embedded, _ in self._running.values():
            embedded.stop()
        self._folder.cleanup()

    def databases(self) -> Databases:
        """Fresh databases on the disk as it is."""
        return self._started("fast", {})

    def slow_databases(self) -> Databases | None:
        """Fresh databases on the slow disk; None where it is not wanted or cannot be made."""
        if not self._with_slow_disk or compiler() is None:
            return None
        if "slow" in self._running:
            return self._running["slow"][1]
        folder = Path(self._folder.name)
        library = folder / "preloaded"
        library.mkdir()
        return self._started("slow", preloaded(library))

    async def drop_all(self) -> None:
        """Drop the databases that were made so far."""
        await asyncio.gather(*(databases.drop_all() for _, databases in self._running.values()))

    def _started(self, name: str, environment: dict[str, str]) -> Databases:
        if name not in self._running:
            home = Path(self._folder.name) / name
            embedded = EmbeddedPostgres(home, _SETTINGS, environment)
            server = embedded.start()
            _use_segments(dsn_of(server, embedded.passwords, role="postgres", database="postgres"))
            self._running[name] = (embedded, Databases(Postgres(server, embedded.passwords)))
        return self._running[name][1]


def _use_segments(superuser_dsn: str) -> None:
    """Leave segments of the write-ahead log behind that the server takes again."""
    with psycopg.connect(superuser_dsn, autocommit=True) as connection:
        for _ in range(_SEGMENTS):
            connection.execute("select pg_logical_emit_message(false, 'benchmarks', 'used')")
            connection.execute("select pg_switch_wal()")
        connection.execute("checkpoint")
