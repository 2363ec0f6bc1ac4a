"""Indicators over 1,000,000 clocks of one authority: now, and as known on an earlier day.

Each question goes the way of an answer over HTTP, from its standpoint on. `BENCH_CLOCKS=100000`
asks of fewer.
"""

import os
import time
from datetime import date
from typing import Final

from benchmarks.callers import centile
from benchmarks.harness import Bench, Row, run
from benchmarks.many_clocks import AUTHORITY, fill
from services.projections.application.answering import Answering
from services.projections.application.periods import Period
from services.projections.application.questions import Question
from services.projections.indicators import indicator
from services.projections.settings import READERS
from services.projections.store.entries import AppendedEntries
from services.projections.store.figures import CountedFigures
from services.projections.store.readings import RunnerReadings
from shared.database.engine import open_pool
from shared.working_days import current_edition

CLOCKS: Final = int(os.environ.get("BENCH_CLOCKS", "1000000"))
ASKED: Final = (
    "complaints.stage-1-timeliness",
    "complaints.open",
    "referrals.assessments-open-late",
    "referrals.decision-1-day",
)
YEAR: Final = Period.parse("2021/22")
TODAY: Final = date(2023, 4, 1)
KNOWN_ON: Final = date(2022, 3, 1)
QUESTIONS: Final = 100
NOW_MS: Final = 100.0
KNOWN_ON_MS: Final = 500.0


async def rows(bench: Bench) -> list[Row]:
    database = await bench.databases.fresh("projections")
    await fill(database, CLOCKS)
    pool = await open_pool(database.service_dsn, database.schema)
    answering = Answering(
        CountedFigures(pool, current_edition()),
        RunnerReadings(pool, READERS),
        AppendedEntries(pool),
    )

    async def asked(code: str, known_on: date | None) -> tuple[float, int]:
        """Milliseconds, and what the answer's largest cell counts."""
        began = time.perf_counter()
        told = indicator(code)
        question = Question(authority=AUTHORITY, period=YEAR, known_on=known_on, today=TODAY)
        standpoint = await answering.standpoint(None, TODAY, [told])
        answer = await answering.answer(told, question, standpoint)
        most = max(int(cell.denominator or cell.numerator or 0) for cell in answer.cells)
        return (time.perf_counter() - began) * 1_000, most

    found: list[Row] = []
    try:
        for code in ASKED:
            for known_on, at_most in ((None, NOW_MS), (KNOWN_ON, KNOWN_ON_MS)):
                told = [await asked(code, known_on) for _ in range(QUESTIONS)]
                milliseconds = sorted(one for one, _ in told)
                found.append(
                    Row(
                        measure="Indicator" if known_on is None else "Indicator, as known on",
                        load=f"{CLOCKS:,} clocks",
                        ours=milliseconds[len(milliseconds) // 2],
                        unit="ms",
                        p99_ms=centile(milliseconds),
                        p99_at_most_ms=at_most,
                        note=f"{code}, of {told[0][1]:,}",
                    )
                )
    finally:
        await pool.close()
    return found


if __name__ == "__main__":
    run(rows)
