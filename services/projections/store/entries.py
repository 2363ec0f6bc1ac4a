"""What analysts entered or declared: append-only, in an order that a token can name."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from services.projections.application.ports import Coverage, Entry, KeyReused
from services.projections.application.questions import Question
from shared.runner import Lent, Pool

# Whoever adds holds this to the end of the transaction, so that ordinals appear in their order.
LOCK: Final = "select pg_advisory_xact_lock(7214100)"
LAST: Final = """
select greatest((select max(ordinal) from entries), (select max(ordinal) from coverage),
                (select max(ordinal) from appraisals), 0)
"""
FOUND_ENTRY: Final = "select fingerprint from entries where entry_id = $1"
FOUND_COVERAGE: Final = "select fingerprint from coverage where entry_id = $1"
ADD_ENTRY: Final = """
insert into entries (
    ordinal, entry_id, authority, indicator, label, period_from, period_to, team, numerator,
    denominator, value, withdrawn, said_where, fingerprint, entered_by, entered_role, entered_at
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
"""
ADD_COVERAGE: Final = """
insert into coverage (
    ordinal, entry_id, authority, source, complete_from, reason, fingerprint, entered_by,
    entered_role, entered_at
) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""
LATEST: Final = """
select distinct on (indicator, label)
       entry_id, authority, indicator, label, period_from, period_to, team, numerator, denominator,
       value, withdrawn, said_where, fingerprint, entered_by, entered_role, entered_at
from entries
where authority = $1 and indicator = any($2::text[]) and period_from = $3 and period_to = $4
  and team is not distinct from $5 and ordinal <= $6
  and ($7::timestamptz is null or entered_at < $7)
order by indicator, label, ordinal desc
"""
DECLARED: Final = """
select distinct on (source) source, complete_from
from coverage
where authority = $1 and ordinal <= $2 and ($3::timestamptz is null or entered_at < $3)
order by source, ordinal desc
"""


class AppendedEntries:
    """Entries and declarations in their tables."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def add_entry(self, entry: Entry) -> bool:
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(LOCK)
            if await said_before(connection, FOUND_ENTRY, entry.entry_id, entry.fingerprint):
                return False
            await connection.execute(
                ADD_ENTRY,
                await connection.fetchval(LAST) + 1,
                entry.entry_id,
                entry.authority,
                entry.indicator,
                entry.label,
                entry.period_from,
                entry.period_to,
                entry.team,
                entry.numerator,
                entry.denominator,
                entry.value,
                entry.withdrawn,
                entry.said_where,
                entry.fingerprint,
                entry.entered_by,
                entry.entered_role,
                entry.entered_at,
            )
        return True

    async def add_coverage(self, coverage: Coverage) -> bool:
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(LOCK)
            if await said_before(
                connection, FOUND_COVERAGE, coverage.entry_id, coverage.fingerprint
            ):
                return False
            await connection.execute(
                ADD_COVERAGE,
                await connection.fetchval(LAST) + 1,
                coverage.entry_id,
                coverage.authority,
                coverage.source,
                coverage.complete_from,
                coverage.reason,
                coverage.fingerprint,
                coverage.entered_by,
                coverage.entered_role,
                coverage.entered_at,
            )
        return True

    async def latest(
        self, question: Question, indicators: Sequence[str], upto: int
    ) -> tuple[Entry, ...]:
        rows = await self._pool.fetch(
            LATEST,
            question.authority,
            list(indicators),
            question.period.first,
            question.period.last,
            question.team,
            upto,
            question.known_before,
        )
        return tuple(Entry(**dict(row)) for row in rows)

    async def coverage(
        self, authority: str, upto: int, known_before: datetime | None
    ) -> Mapping[str, date]:
        rows = await self._pool.fetch(DECLARED, authority, upto, known_before)
        return {row["source"]: row["complete_from"] for row in rows}

    async def count(self) -> int:
        last: int = await self._pool.fetchval(LAST)
        return last


async def said_before(connection: Lent, looked_up: str, entry_id: UUID, fingerprint: bytes) -> bool:
    """Whether the command was obeyed before; KeyReused where it had another body then."""
    known = await connection.fetchval(looked_up, entry_id)
    if known is not None and known != fingerprint:
        raise KeyReused
    return known is not None
