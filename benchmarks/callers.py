"""Callers who each ask again as soon as they were answered, and how long they waited."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from benchmarks.harness import Measured
from benchmarks.memory import Memory

_CENTILE = 0.99
CalledT = TypeVar("CalledT")


async def called(
    callers: int, seconds: float, act: Callable[[int], Awaitable[CalledT]]
) -> tuple[Measured, list[list[CalledT]]]:
    """Speed, lateness and memory of this process, and what each caller was told, in its order."""
    taken: list[float] = []
    told: list[list[CalledT]] = [[] for _ in range(callers)]

    async def call(number: int) -> None:
        while (began := time.perf_counter()) < end:
            told[number].append(await act(number))
            taken.append(time.perf_counter() - began)

    with Memory() as memory:
        start = time.perf_counter()
        end = start + seconds
        await asyncio.gather(*(call(number) for number in range(callers)))
        took = time.perf_counter() - start
    measured = Measured(
        per_second=len(taken) / took,
        p99_ms=centile(taken) * 1000,
        peak_mb=memory.peak_mb,
        growth_mb=memory.growth_mb,
    )
    return measured, told


def centile(taken: Sequence[float]) -> float:
    """The 99th centile, 0 where nothing was taken."""
    return sorted(taken)[int(len(taken) * _CENTILE)] if taken else 0.0
