"""Callers of an HTTP service, in a process of their own: `python -m benchmarks.http_callers`.

The job comes as JSON on standard input, what the callers were told goes as JSON to standard output.
Each caller sends one request after the other, with a key of its own in each.
"""

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import count

import orjson
import uvloop

from benchmarks.lean_client import Answer, LeanConnection, connect

CREATED = 201


class NotDone(Exception):
    """A request was answered otherwise than by 201."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """POST `body` to `paths`, each caller to its own of them in turn.

    For `seconds`, or where that is 0 once to every path; `pace` is how many a second all callers
    send together, 0 for as many as they can. `name` begins every key.
    """

    port: int
    token: str
    callers: int
    paths: list[str]
    body: str
    name: str
    seconds: float = 0.0
    pace: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the callers were told: for each its keys that were done, in order; and how fast.

    `milliseconds` are those of all requests, `locations` the addresses of what was made, in the
    order of the paths where each was asked once. `sent_at` (seconds since 1970) is by key.
    """

    keys: list[list[str]]
    milliseconds: list[float]
    seconds: float
    locations: list[str]
    sent_at: dict[str, float]


class _Callers:
    def __init__(self, job: Job, connections: Sequence[LeanConnection]) -> None:
        self._job = job
        self._connections = connections
        self._body = job.body.encode()
        self.keys: list[list[str]] = [[] for _ in connections]
        self.took: list[float] = []
        self.locations: dict[int, str] = {}
        self.sent_at: dict[str, float] = {}

    async def call(self, caller: int, end: float) -> None:
        job, callers = self._job, len(self._connections)
        own = range(caller, len(job.paths), callers)
        for turn in count():
            if job.pace:
                due = (turn * callers + caller) / job.pace - job.seconds + end
                await asyncio.sleep(due - time.perf_counter())
            if job.seconds and time.perf_counter() >= end:
                return
            if not job.seconds and turn >= len(own):
                return
            path = own[turn % len(own)]
            key = f"{job.name}-{caller}-{turn}"
            self.sent_at[key] = time.time()
            began = time.perf_counter()
            answer = await self._connections[caller].post(job.paths[path], self._body, key)
            self.took.append((time.perf_counter() - began) * 1e3)
            self._note(answer, caller, key, path)

    def _note(self, answer: Answer, caller: int, key: str, path: int) -> None:
        if answer.status != CREATED:
            raise NotDone(f"{answer.status}: {answer.body.decode()}")
        self.keys[caller].append(key)
        location = answer.headers.get(b"location")
        if location is not None:
            self.locations[path] = location.decode()


async def do(job: Job) -> Told:
    connections = [await connect(job.port, job.token) for _ in range(job.callers)]
    callers = _Callers(job, connections)
    began = time.perf_counter()
    await asyncio.gather(*(callers.call(n, began + job.seconds) for n in range(job.callers)))
    took = time.perf_counter() - began
    for connection in connections:
        connection.close()
    return Told(
        keys=callers.keys,
        milliseconds=callers.took,
        seconds=took,
        locations=[callers.locations[n] for n in sorted(callers.locations)],
        sent_at=callers.sent_at if job.pace else {},
    )


async def called(job: Job) -> Told:
    """Have a process of its own do the job."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.http_callers"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate(orjson.dumps(asdict(job)))
    if process.returncode:
        raise NotDone("the callers ended early")
    return Told(**orjson.loads(output))


def main() -> None:
    job = Job(**orjson.loads(sys.stdin.buffer.read()))
    sys.stdout.buffer.write(orjson.dumps(asdict(uvloop.run(do(job)))))


if __name__ == "__main__":
    main()
