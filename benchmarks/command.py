"""A command over HTTP: a note is added to a case, by many callers at once, each on its own cases.

Ours does all that a command does: it verifies the token, validates the body, looks the command up,
loads and decrypts the case, decides, encrypts, stores event, message, list row and command in a
log without gaps, and answers with the case and what may be done to it. Beside it, in the same run:
a bare route with one INSERT, and a naive one with the same duties in a transaction of its own.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from statistics import median
from typing import Final
from uuid import UUID, uuid4

import asyncpg
import orjson

from benchmarks import bare_route, naive_route
from benchmarks.correctness import faults
from benchmarks.harness import Bench, Compared, Measured, Row, compared_row, run
from benchmarks.http_callers import Job, Told, called
from benchmarks.served import AUTHORITY, ROLE, Served, complaints, route
from shared.identity import Grant, Role
from shared.identity.minting import subject_of
from shared.web.fingerprint import command_id_of
from tests.support.postgres import Databases

CASES: Final = 800
MAKERS: Final = 16
FEW: Final = 16
MANY: Final = 64
WARMING_SECONDS: Final = 0.5
BARE_CONNECTIONS: Final = 8
OURS: Final = {
    "received_on": "2022-04-11",
    "channel": "email",
    "complainant": {"details": {"name": "Ada Example"}, "relation": "parent"},
    "service_area": "care-leavers",
    "causes": ["delay"],
}
THEIRS: Final = {**OURS, "complainant": {"name": "Ada Example", "relation": "parent"}}
NOTE: Final = orjson.dumps({"noted_on": "2022-04-12", "text": "Rang back at noon."}).decode()


@dataclass(slots=True, kw_only=True)
class Side:
    """One service with the cases that were made for it."""

    served: Served
    cases: list[str]
    milliseconds: list[float] = field(default_factory=list)
    """Of processor time that the service used for a command, in each round."""
    found: list[UUID] = field(default_factory=list)
    """The commands that its log was last seen to hold."""

    def processor(self) -> float:
        return median(self.milliseconds)

    async def add_notes(self, callers: int, seconds: float) -> tuple[Measured, Told]:
        """Notes on its cases, as fast as `callers` get their answers."""
        before = self.served.processor_seconds()
        told = await called(
            Job(
                port=self.served.port,
                token=self.served.token,
                callers=callers,
                paths=[f"{case}/notes" for case in self.cases],
                body=NOTE,
                name=uuid4().hex,
                seconds=seconds,
            )
        )
        used = self.served.processor_seconds() - before
        self.milliseconds.append(used / len(told.milliseconds) * 1e3)
        ordered = sorted(told.milliseconds)
        measured = Measured(
            per_second=len(ordered) / told.seconds, p99_ms=ordered[int(len(ordered) * 0.99)]
        )
        return measured, told


async def made(served: Served, body: Mapping[str, object]) -> Side:
    """A service and its cases."""
    told = await called(
        Job(
            port=served.port,
            token=served.token,
            callers=MAKERS,
            paths=["/complaints"] * CASES,
            body=orjson.dumps(body).decode(),
            name="made",
        )
    )
    return Side(served=served, cases=told.locations)


async def checked(side: Side, measured: Measured, told: Told) -> Measured:
    """What the callers were told, held against what the log holds."""
    caller = subject_of([Grant(authority=AUTHORITY, roles=(Role(ROLE),))])
    commands = [[command_id_of(AUTHORITY, caller, key) for key in keys] for keys in told.keys]
    earlier = set(side.found)
    connection = await asyncpg.connect(side.served.database.superuser_dsn)
    rows = await connection.fetch("select command_id from complaints.events order by position")
    await connection.close()
    side.found = [row["command_id"] for row in rows]
    wrong = faults(commands, [command for command in side.found if command not in earlier])
    return replace(
        measured,
        missed=wrong.missed,
        duplicated=wrong.duplicated,
        out_of_order=wrong.out_of_order,
    )


@asynccontextmanager
async def ours(databases: Databases) -> AsyncIterator[Side]:
    async with complaints(databases) as served:
        side = await made(served, OURS)
        await side.add_notes(MAKERS, WARMING_SECONDS)
        yield side


@asynccontextmanager
async def naive(databases: Databases, callers: int) -> AsyncIterator[Side]:
    tables = naive_route.TABLES
    async with route(databases, "naive_route", tables, connections=callers) as served:
        side = await made(served, THEIRS)
        await side.add_notes(MAKERS, WARMING_SECONDS)
        yield side


@asynccontextmanager
async def bare(databases: Databases) -> AsyncIterator[Side]:
    tables = bare_route.TABLES
    async with route(databases, "bare_route", tables, connections=BARE_CONNECTIONS) as served:
        side = Side(served=served, cases=[f"/complaints/C-2022-{n:05}" for n in range(CASES)])
        await side.add_notes(MAKERS, WARMING_SECONDS)
        yield side


async def compared(bench: Bench, mine: Side, other: Side, callers: int) -> Compared:
    """Both in turn, ours with its correctness."""

    async def do_mine() -> Measured:
        return await checked(mine, *await mine.add_notes(callers, bench.seconds))

    async def do_other() -> Measured:
        return (await other.add_notes(callers, bench.seconds))[0]

    return await bench.compared(do_mine, do_other)


def row(mine: Side, other: Side, both: Compared, *, name: str, load: str, at_least: float) -> Row:
    """The line of the table, with the processor time that each side's service took."""
    note = f"{mine.processor():.2f} ms of processor each, against {other.processor():.2f}"
    return compared_row(
        "command over HTTP", load, both, against_name=name, at_least=at_least, note=note
    )


async def rows(bench: Bench) -> list[Row]:
    found: list[Row] = []
    async with ours(bench.databases) as mine:
        async with bare(bench.databases) as other:
            both = await compared(bench, mine, other, FEW)
            found.append(
                row(mine, other, both, name="bare route", load=f"{FEW} callers", at_least=0.3)
            )
        async with naive(bench.databases, FEW) as other:
            both = await compared(bench, mine, other, FEW)
            found.append(
                row(mine, other, both, name="naive route", load=f"{FEW} callers", at_least=1.0)
            )
    if bench.slow_databases is None:
        return found
    async with ours(bench.slow_databases) as mine, naive(bench.slow_databases, MANY) as other:
        both = await compared(bench, mine, other, MANY)
        load = f"{MANY} callers, slow disk"
        found.append(row(mine, other, both, name="naive route", load=load, at_least=1.5))
    return found


if __name__ == "__main__":
    run(rows)
