"""Appraisals in their table: append-only, in one order with what analysts entered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from asyncpg import Record

from services.projections.application.appraisals import (
    Appraisal,
    PreviousValue,
    Rating,
    Target,
)
from services.projections.store.entries import LAST, LOCK, said_before
from shared.runner import Pool

FOUND: Final = "select fingerprint from appraisals where entry_id = $1"
ADD: Final = """
insert into appraisals (
    ordinal, entry_id, authority, indicator, label, period_from, period_to, target, rating,
    quartile, neighbours, previous_period, previous_value, withdrawn, said_where, fingerprint,
    entered_by, entered_role, entered_at
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
"""
LATEST: Final = """
select distinct on (indicator, label) *
from appraisals
where authority = $1 and indicator = any ($2::text[]) and period_from = $3 and period_to = $4
  and ordinal <= $5 and ($6::timestamptz is null or entered_at < $6)
order by indicator, label, ordinal desc
"""


class AppendedAppraisals:
    """Whoever adds holds the lock of entries, so that ordinals appear in their order."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add(self, appraisal: Appraisal) -> bool:
        previous = appraisal.previous
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(LOCK)
            if await said_before(connection, FOUND, appraisal.entry_id, appraisal.fingerprint):
                return False
            await connection.execute(
                ADD,
                await connection.fetchval(LAST) + 1,
                appraisal.entry_id,
                appraisal.authority,
                appraisal.indicator,
                appraisal.label,
                appraisal.period_from,
                appraisal.period_to,
                appraisal.target.text if appraisal.target else None,
                appraisal.rating.value if appraisal.rating else None,
                appraisal.quartile,
                appraisal.neighbours,
                previous.period if previous else None,
                previous.value if previous else None,
                appraisal.withdrawn,
                appraisal.said_where,
                appraisal.fingerprint,
                appraisal.entered_by,
                appraisal.entered_role,
                appraisal.entered_at,
            )
        return True

    async def latest(
        self,
        authority: str,
        indicators: Sequence[str],
        *,
        first: date,
        last: date,
        upto: int,
        known_before: datetime | None,
    ) -> Mapping[tuple[str, str | None], Appraisal]:
        rows = await self._pool.fetch(
            LATEST, authority, list(indicators), first, last, upto, known_before
        )
        found = (_appraisal(row) for row in rows)
        return {(one.indicator, one.label): one for one in found if not one.withdrawn}


def _appraisal(row: Record) -> Appraisal:
    told = {
        name: row[name]
        for name in row.keys()  # noqa: SIM118 - a record yields its values
        if name not in {"ordinal", "stored_at", "previous_period", "previous_value"}
    }
    told["target"] = Target.parse(row["target"]) if row["target"] else None
    told["rating"] = Rating(row["rating"]) if row["rating"] else None
    told["previous"] = (
        PreviousValue(period=row["previous_period"], value=row["previous_value"])
        if row["previous_period"]
        else None
    )
    return Appraisal(**told)
