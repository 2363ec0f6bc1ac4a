"""One process of a rebuild: `python -m services.projections.store.rebuilding.share`.

It is told its share in one line of JSON on standard input, which stays open: when it ends, whoever
started us is gone, and so are we. It says how far it is in lines of JSON on standard output.
"""

import asyncio
import gc
import os
import sys
import threading
from typing import Final
from uuid import UUID

import orjson

from services.projections.store.generations import LIVE
from services.projections.store.rebuilding.outcome import IncompleteCase, PoisonedRebuild
from services.projections.store.rebuilding.whole_cases import (
    CASE_BY_CASE,
    Range,
    fold_cases,
    skipped_versions,
)
from shared.database.engine import connect

NO_LIMIT: Final = 0
UNHURRIED: Final = "set idle_in_transaction_session_timeout = 0"
LAZY_COLLECTION: Final = 500_000
LAZY: Final = "set synchronous_commit = off"
"""The switch waits for the disk, and everything that was written before it is then there too."""


async def fold_share(told: dict[str, object]) -> None:
    """Folds what it was told. PoisonedRebuild, IncompleteCase, or a fault of the database."""
    dsn, schema = str(told["dsn"]), str(told["schema"])
    reading = await connect(dsn, schema, statement_timeout_milliseconds=NO_LIMIT)
    writing = await connect(dsn, schema, statement_timeout_milliseconds=NO_LIMIT)
    try:
        await reading.execute(UNHURRIED)
        await writing.execute(LAZY)
        async with reading.transaction(isolation="repeatable_read", readonly=True):
            await reading.execute(f"set transaction snapshot '{told['snapshot']}'")
            await reading.execute(LIVE)
            await reading.execute(CASE_BY_CASE)
            skipped = await skipped_versions(reading, str(told["readers"]))
            sources = told["sources"]
            assert isinstance(sources, list)
            for source in sources:
                await fold_cases(
                    reading,
                    writing,
                    Range(
                        source=str(source),
                        first=UUID(str(told["first"])),
                        last=UUID(str(told["last"])),
                    ),
                    generation=int(str(told["generation"])),
                    skipped=skipped,
                    done=lambda messages: _say({"messages": messages}),
                )
    finally:
        reading.terminate()
        await writing.close()
    _say({"done": True})


def _say(what: dict[str, object]) -> None:
    sys.stdout.buffer.write(orjson.dumps(what) + b"\n")
    sys.stdout.buffer.flush()


def _end_with_parent() -> None:
    while os.read(0, 1024):
        pass
    os._exit(1)


def run() -> None:
    # Rows are made by the thousand and freed by the batch: to look among them for rings, of which
    # they have none, took a sixth of the time.
    gc.freeze()
    gc.set_threshold(LAZY_COLLECTION)
    told = orjson.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_parent, name="tether", daemon=True).start()
    try:
        asyncio.run(fold_share(told))
    except PoisonedRebuild as at:
        _say({"failed": at.code, "source": at.source, "position": at.position, "why": at.why})
    except IncompleteCase as at:
        _say({"failed": at.code, "source": at.source, "position": at.position})


if __name__ == "__main__":
    run()
