"""The processes of a rebuild, each with its share of the cases, and how far they are together."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from uuid import UUID

import orjson

from services.projections.store.rebuilding.outcome import (
    POISONED,
    IncompleteCase,
    PoisonedRebuild,
)
from shared.runner import SourceUnavailable

MODULE: Final = "services.projections.store.rebuilding.share"
MOST: Final = 4
IDS: Final = 2**128


@dataclass(frozen=True, slots=True, kw_only=True)
class Folding:
    """What the processes need: where, which snapshot of it, and into which generation."""

    dsn: str
    schema: str
    readers: str
    snapshot: str
    generation: int
    sources: Sequence[str]
    processes: int


class ShareEnded(SourceUnavailable):
    """A process ended without a word: killed, or its connection lost. Trying again may help."""


def processes_here() -> int:
    """One for each processor, up to four: the database needs some of them too."""
    return max(1, min(MOST, os.cpu_count() or 1))


async def fold_all(folding: Folding, done: Callable[[int], None]) -> None:
    """Folds every case, in several processes; they end with this one, whatever ends it.

    `done` is told how many messages were folded more. PoisonedRebuild, IncompleteCase, ShareEnded.
    """
    await all_of(_share(folding, number, done) for number in range(folding.processes))


async def all_of(parts: Iterable[Coroutine[None, None, None]]) -> None:
    """All at once; the first that fails ends the others, and is raised itself."""
    tasks = [asyncio.ensure_future(part) for part in parts]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _share(folding: Folding, number: int, done: Callable[[int], None]) -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", MODULE, stdin=PIPE, stdout=PIPE
    )
    try:
        await _follow(process, _told(folding, number), done)
    finally:
        if process.returncode is None:
            with suppress(ProcessLookupError):
                process.kill()
        await process.wait()


async def _follow(process: Process, told: bytes, done: Callable[[int], None]) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(told)
    async for line in process.stdout:
        match orjson.loads(line):
            case {"messages": int(messages)}:
                done(messages)
            case {"done": True}:
                return
            case {"failed": code, "source": source, "position": position, **rest}:
                if code == POISONED:
                    raise PoisonedRebuild(source, position, str(rest.get("why")))
                raise IncompleteCase(source, position)
            case other:
                raise ShareEnded(f"said what nobody knows: {sorted(other)}")
    raise ShareEnded("a process of the rebuild has ended")


def _told(folding: Folding, number: int) -> bytes:
    share = IDS // folding.processes
    last = IDS - 1 if number == folding.processes - 1 else share * (number + 1) - 1
    return (
        orjson.dumps(
            {
                "dsn": folding.dsn,
                "schema": folding.schema,
                "readers": folding.readers,
                "snapshot": folding.snapshot,
                "generation": folding.generation,
                "sources": list(folding.sources),
                "first": str(UUID(int=share * number)),
                "last": str(UUID(int=last)),
            }
        )
        + b"\n"
    )
