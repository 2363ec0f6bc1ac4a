"""The frame of the benchmarks: two sides in turn, medians of the rounds, one row of the table each.

A module of this folder measures by `async def rows(bench: Bench) -> list[Row]`; it runs alone as
`python -m benchmarks.<name>`, and with all others as `python -m benchmarks`. Both sides run on the
event loop that the services run on.
"""

import argparse
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from statistics import median

import uvloop

from benchmarks.servers import Servers
from benchmarks.table import Row, printed
from tests.support.postgres import Databases

__all__ = ["Bench", "Compared", "Measured", "Row", "arguments", "compared_row", "run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One side, measured once: how fast, how late, how right and how big.

    What is counted as wrong was found by reading back what the side had stored or delivered.
    """

    per_second: float
    p99_ms: float | None = None
    missed: int = 0
    duplicated: int = 0
    out_of_order: int = 0
    peak_mb: float | None = None
    growth_mb: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The medians of both sides; `ratio` is the median of the rounds' own ratios."""

    ours: Measured
    theirs: Measured
    ratio: float


Side = Callable[[], Awaitable[Measured]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What a benchmark measures with: servers, seconds for each side in a round, rounds."""

    servers: Servers
    seconds: float
    rounds: int

    @property
    def databases(self) -> Databases:
        """Fresh databases on the disk as it is: the same server for every side."""
        return self.servers.databases()

    @property
    def slow_databases(self) -> Databases | None:
        """The same with 2 ms more on every fdatasync; None where that cannot be had."""
        return self.servers.slow_databases()

    async def compared(self, ours: Side, theirs: Side) -> Compared:
        """Both sides in turn, as often as there are rounds."""
        pairs = [(await ours(), await theirs()) for _ in range(self.rounds)]
        return Compared(
            ours=_median([pair[0] for pair in pairs]),
            theirs=_median([pair[1] for pair in pairs]),
            ratio=median(mine.per_second / other.per_second for mine, other in pairs),
        )

    async def repeated(self, side: Side) -> Measured:
        """One side by itself, as often as there are rounds."""
        return _median([await side() for _ in range(self.rounds)])


def compared_row(
    measure: str,
    load: str,
    compared: Compared,
    *,
    against_name: str,
    at_least: float | None = None,
    p99_at_most_ms: float | None = None,
    note: str = "",
) -> Row:
    """The row of a comparison."""
    ours = compared.ours
    return Row(
        measure=measure,
        load=load,
        ours=ours.per_second,
        against_name=against_name,
        against=compared.theirs.per_second,
        ratio=compared.ratio,
        at_least=at_least,
        p99_at_most_ms=p99_at_most_ms,
        missed=ours.missed,
        duplicated=ours.duplicated,
        out_of_order=ours.out_of_order,
        p99_ms=ours.p99_ms,
        peak_mb=ours.peak_mb,
        growth_mb=ours.growth_mb,
        note=note,
    )


def arguments(parts: Sequence[str] = ()) -> argparse.Namespace:
    """What was asked for on the command line; `parts` are those to choose from."""
    parser = argparse.ArgumentParser()
    if parts:
        parser.add_argument("parts", nargs="*", metavar="part", help=f"of {', '.join(parts)}")
    parser.add_argument("--seconds", type=float, default=1.0, help="of one side in one round")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-slow-disk", action="store_true", help="leave the slow disk out")
    return parser.parse_args()


def run(measure: Callable[[Bench], Awaitable[list[Row]]]) -> None:
    """Run one benchmark alone and print its rows."""
    told = arguments()
    with Servers(with_slow_disk=not told.no_slow_disk) as servers:
        bench = Bench(servers=servers, seconds=told.seconds, rounds=told.rounds)

        async def measured() -> list[Row]:
            try:
                return await measure(bench)
            finally:
                await servers.drop_all()

        print(printed(uvloop.run(measured())))


def _median(rounds: Sequence[Measured]) -> Measured:
    """Medians of speed and lateness; faults are added up, and the biggest peak counts."""
    return Measured(
        per_second=median(one.per_second for one in rounds),
        p99_ms=_of([one.p99_ms for one in rounds], median),
        missed=sum(one.missed for one in rounds),
        duplicated=sum(one.duplicated for one in rounds),
        out_of_order=sum(one.out_of_order for one in rounds),
        peak_mb=_of([one.peak_mb for one in rounds], max),
        growth_mb=_of([one.growth_mb for one in rounds], max),
    )


def _of(values: Sequence[float | None], choose: Callable[[Sequence[float]], float]) -> float | None:
    known = [value for value in values if value is not None]
    return choose(known) if known else None
