"""All benchmarks in one run, and one table: `python -m benchmarks [part …]`.

Nothing is written into the repository. A part that fails is named, and the others go on.
"""

import sys
import time
import traceback
from collections.abc import Sequence
from importlib import import_module
from typing import Final

import uvloop

from benchmarks.harness import Bench, Row, arguments
from benchmarks.servers import Servers
from benchmarks.slow_disk import compiler
from benchmarks.table import printed

# Modules of this folder, in the order of the table.
PARTS: Final = (
    "append_row",
    "append",
    "reads",
    "relay",
    "command",
    "visible",
    "projection",
    "rebuild",
    "indicators",
)


async def measured(bench: Bench, parts: Sequence[str]) -> tuple[list[Row], list[str]]:
    """The rows of the parts, and the names of those that failed."""
    rows: list[Row] = []
    failed: list[str] = []
    for part in parts:
        began = time.perf_counter()
        try:
            rows.extend(await import_module(f"benchmarks.{part}").rows(bench))
        except Exception:  # noqa: BLE001 - the table of the others is worth having
            traceback.print_exc()
            failed.append(part)
        await bench.servers.drop_all()
        print(f"{part}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    return rows, failed


def main() -> int:
    told = arguments(PARTS)
    unknown = set(told.parts) - set(PARTS)
    if unknown:
        print(f"no such part: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    with Servers(with_slow_disk=not told.no_slow_disk) as servers:
        bench = Bench(servers=servers, seconds=told.seconds, rounds=told.rounds)
        rows, failed = uvloop.run(measured(bench, told.parts or PARTS))
    print(printed(rows))
    if not told.no_slow_disk and compiler() is None:
        print("The slow disk was not run: this machine has no C compiler.")
    for part in failed:
        print(f"{part} failed and is not in the table.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
