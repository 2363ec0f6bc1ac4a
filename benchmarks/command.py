"""A command over HTTP, as a front end sends it: receive a contact, add a note to it.

Needs a running `candour up` on this machine:

    python -m benchmarks.command http://127.0.0.1:8001 "$(candour token --as complaints-manager \
        --authority bench)"

The client shares the machine with the service; the service's own processor time is read from the
kernel (Linux) and told apart.
"""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import httpx

COMMANDS = 400
CALLERS = (1, 16)
CONTACT = {
    "received_on": "2022-04-11",
    "channel": "email",
    "complainant": {"details": {"name": "Ada Example"}, "relation": "parent"},
    "service_area": "care-leavers",
    "causes": ["delay"],
}
NOTE = {"noted_on": "2022-04-12", "text": "Rang back at noon."}
SERVICE = "services.complaints.main"


async def measured(
    callers: int, number: int, command: Callable[[int], Awaitable[None]]
) -> tuple[float, float, float]:
    """Commands a second, and the median and the 99th centile in milliseconds."""
    took: list[float] = []

    async def caller(first: int) -> None:
        for n in range(first, number, callers):
            began = time.perf_counter()
            await command(n)
            took.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(caller(n) for n in range(callers)))
    took_in_all = time.perf_counter() - began
    took.sort()
    return number / took_in_all, took[number // 2] * 1e3, took[int(number * 0.99)] * 1e3


def processor_seconds() -> float:
    """What the complaints services of this machine have used so far; 0 where nobody can tell."""
    ticks = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (process / "cmdline").read_bytes().decode("ascii", "replace")
            values = (process / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue  # it ended while it was looked at
        if SERVICE in arguments:
            ticks += int(values[11]) + int(values[12])
    return ticks / os.sysconf("SC_CLK_TCK")


async def main(address: str, token: str) -> None:
    headers = {"Authorization": f"Bearer {token}"}
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=30) as client:
        print("callers  command   a second   p50 ms   p99 ms   processor ms in the service")
        for callers in CALLERS:
            paths: list[str] = []

            async def receive(_: int, paths: list[str] = paths) -> None:
                answer = await client.post("/complaints", json=CONTACT)
                answer.raise_for_status()
                paths.append(answer.headers["Location"])

            async def note(n: int, paths: list[str] = paths) -> None:
                (await client.post(f"{paths[n]}/notes", json=NOTE)).raise_for_status()

            for name, command in (("receive", receive), ("note", note)):
                before = processor_seconds()
                rate, median, tail = await measured(callers, COMMANDS, command)
                used = (processor_seconds() - before) / COMMANDS * 1e3
                print(f"{callers:7}  {name:8} {rate:9.0f} {median:8.1f} {tail:8.1f} {used:8.1f}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
