"""Has anybody changed the access log behind the service's back? Its one chain is walked.

Found are rows that were edited, deleted or put in another order. Not found are last rows that were
deleted, nor a chain that was computed anew to its end: those need its hash sealed elsewhere.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final, Literal

import asyncpg

from shared.database.engine import Connection

_ROWS_AT_A_TIME: Final = 2_000
_MOST_FINDINGS: Final = 100
# The hash is computed where the rows are; a page begins with the hash that the page before ended
# with.
_CHAIN: Final = """
select r.position, r.hash,
       access_hash(lag(r.hash, 1, $2::bytea) over (order by r.position), r) = r.hash as unbroken
  from access_log r where r.position > $1 order by r.position limit $3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenRead:
    """One broken link: which row it is, and a sentence that says what is wrong."""

    kind: Literal["edited", "deleted"]
    position: int
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessLogVerification:
    """What a walk through the whole access log found; at most 100 findings, the first ones."""

    ok: bool
    reads_checked: int
    findings: tuple[BrokenRead, ...]


async def verify_access_log(connection: Connection) -> AccessLogVerification:
    """Check the whole access log as it is at this moment, while reads go on.

    `connection` has the service's schema as search path.
    """
    findings: list[BrokenRead] = []
    checked = expected = 0
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute("set local statement_timeout = 0")
        async for row in _chained(connection):
            checked += 1
            expected += 1
            if len(findings) < _MOST_FINDINGS:
                findings += _broken(row, expected)
            expected = row["position"]
    return AccessLogVerification(ok=not findings, reads_checked=checked, findings=tuple(findings))


def _broken(row: asyncpg.Record, expected: int) -> list[BrokenRead]:
    """What is wrong at a row that stands where position `expected` should; none if nothing is."""
    position: int = row["position"]
    if position != expected:
        said = f"reads {expected} to {position - 1} are missing"
        return [BrokenRead(kind="deleted", position=expected, said=said)]
    if not row["unbroken"]:
        said = f"the read at position {position} is not what was recorded there"
        return [BrokenRead(kind="edited", position=position, said=said)]
    return []


async def _chained(connection: Connection) -> AsyncIterator[asyncpg.Record]:
    """All rows in order, a page in memory at a time."""
    position, previous = 0, b""
    while True:
        rows = await connection.fetch(_CHAIN, position, previous, _ROWS_AT_A_TIME)
        for row in rows:
            yield row
        if len(rows) < _ROWS_AT_A_TIME:
            return
        position, previous = rows[-1]["position"], rows[-1]["hash"]
