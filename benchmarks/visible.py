"""From receipt to visible figure: a hundred contacts a second, and the figure that counts them.

Complaints and projections run as `candour up` runs them. While contacts are sent, the indicator of
complaints received is asked for again and again; a contact is visible when an answer counts it. The
time is from sending the command to the end of that answer, so the command's own time is in it, and
that between two questions.
"""

import asyncio
import time
from bisect import bisect_left
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import orjson

from benchmarks.harness import Bench, Row, run
from benchmarks.http_callers import Job, Told, called
from benchmarks.lean_client import LeanConnection, connect
from shared.clock import SystemClock, london_date
from tests.journeys.installation import COMPLAINTS_ALONE, Installation, temporary_home

PACE: Final = 100.0
CALLERS: Final = 16
SECONDS: Final = 8.0
PATIENCE_SECONDS: Final = 20.0
SECONDS_BETWEEN_QUESTIONS: Final = 0.05
AUTHORITY: Final = "bench"
TODAY: Final = london_date(SystemClock().now())
CONTACT: Final = {
    "received_on": TODAY.isoformat(),
    "channel": "email",
    "complainant": {"details": {"name": "Ada Example"}, "relation": "parent"},
    "service_area": "care-leavers",
    "causes": ["delay"],
}
FIGURE: Final = f"/indicators/complaints.received?from={TODAY}&to={TODAY}"
ROW: Final = "undecided"
"""The row that counts contacts whose route nobody has decided yet."""
CENTILE: Final = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How many contacts the figure counted at an instant (seconds since 1970)."""

    at: float
    count: int


@asynccontextmanager
async def installed() -> AsyncIterator[Installation]:
    """Complaints and projections, and whatever is between them."""
    with temporary_home() as home:
        installation = Installation(path=home)
        await asyncio.to_thread(installation.start, "--no-seed", *COMPLAINTS_ALONE)
        try:
            yield installation
        finally:
            await asyncio.to_thread(installation.interrupt)


def token(installation: Installation, role: str) -> str:
    return installation.candour("token", "--as", role, "--authority", AUTHORITY).strip()


def port(address: str) -> int:
    return int(address.rpartition(":")[2])


async def counted(projections: LeanConnection) -> Seen:
    """What the figure says now."""
    answer = await projections.get(FIGURE)
    document = orjson.loads(answer.body)
    cells = document["figures"]["complaints.received"]
    count = next(cell["numerator"] for cell in cells if cell["label"] == ROW)
    return Seen(at=time.time(), count=count or 0)


async def watched(projections: LeanConnection, sending: "asyncio.Task[Told]") -> list[Seen]:
    """Every answer, until the figure counts all that were sent."""
    seen: list[Seen] = []
    deadline = time.time() + SECONDS + PATIENCE_SECONDS
    while time.time() < deadline:
        seen.append(await counted(projections))
        if sending.done() and seen[-1].count >= len(sending.result().milliseconds):
            break
        await asyncio.sleep(SECONDS_BETWEEN_QUESTIONS)
    return seen


async def measured(installation: Installation) -> tuple[list[float], int]:
    """Seconds from receipt to visibility for each contact that became visible; and how many not."""
    projections = await connect(
        port(installation.projections), token(installation, "reporting-analyst")
    )
    job = Job(
        port=port(installation.complaints),
        token=token(installation, "complaints-officer"),
        callers=CALLERS,
        paths=["/complaints"] * CALLERS,
        body=orjson.dumps(CONTACT).decode(),
        name="visible",
        seconds=SECONDS,
        pace=PACE,
    )
    sending = asyncio.create_task(called(job))
    seen = await watched(projections, sending)
    told = await sending
    projections.close()
    # The n-th contact in the order of sending is taken for the n-th that the figure counts: whoever
    # overtakes another on the way is as late as that one.
    sent = sorted(told.sent_at.values())
    counts = [one.count for one in seen]
    places = [bisect_left(counts, number) for number in range(1, len(sent) + 1)]
    took = [
        seen[place].at - at for at, place in zip(sent, places, strict=True) if place < len(seen)
    ]
    return took, len(sent) - len(took)


async def rows(bench: Bench) -> list[Row]:
    del bench  # a whole installation brings its own server
    async with installed() as installation:
        took, missed = await measured(installation)
    took.sort()
    late = took[int(len(took) * CENTILE)]
    return [
        Row(
            measure="receipt to visible figure",
            load=f"{PACE:.0f} commands a second",
            ours=late * 1e3,
            unit="ms",
            at_most=1_000.0,
            missed=missed,
            note=f"95th centile of {len(took)}; median {took[len(took) // 2] * 1e3:.0f} ms",
        )
    ]


if __name__ == "__main__":
    run(rows)
