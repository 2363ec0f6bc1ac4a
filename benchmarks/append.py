"""Everything that a command stores, through the group commit, against the library's append.

Ours: the event with two sealed values, its message, the row of the case list with its indexes, the
command's row, the hash chain; one process, so many callers. Theirs: one event of the same payload's
size, and nothing else; so many processes.
"""

from functools import partial
from typing import Final
from uuid import uuid4

from benchmarks.harness import Bench, Measured, Row, compared_row, run
from benchmarks.letters import key_of, whole_append
from benchmarks.library import NAME, Place, Writers, writers
from benchmarks.log_under_test import LogUnderTest, log_under_test

_TARGETS: Final = {1: 1.3, 8: 5.0, 16: 8.0, 64: 12.0}
_P99_AT_64_MS: Final = 15.0
_TEXT: Final = "They never rang back. " * 12


async def rows(bench: Bench) -> list[Row]:
    databases = bench.databases
    theirs = await databases.fresh("log")
    place = Place.of(databases.postgres, theirs.name)
    found: list[Row] = []
    with writers(place, max(_TARGETS)) as library:
        async with log_under_test(databases) as log:
            for callers, target in _TARGETS.items():
                compared = await bench.compared(
                    partial(_ours, log, callers, bench.seconds),
                    partial(_theirs, library, callers, bench.seconds),
                )
                found.append(
                    compared_row(
                        "append, whole",
                        f"{callers} callers" if callers > 1 else "1 caller",
                        compared,
                        against_name=NAME,
                        at_least=target,
                        p99_at_most_ms=_P99_AT_64_MS if callers == max(_TARGETS) else None,
                    )
                )
    return found


async def _ours(log: LogUnderTest, callers: int, seconds: float) -> Measured:
    owner = uuid4()
    keys = key_of(owner)
    return await log.measured(callers, seconds, lambda _: whole_append(owner, keys, _TEXT))


async def _theirs(library: Writers, writers_at_once: int, seconds: float) -> Measured:
    return library.measured(writers_at_once, seconds)


if __name__ == "__main__":
    run(rows)
