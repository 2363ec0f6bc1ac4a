"""Messages that cannot be applied stand aside with their whole case, until they are tried again.

A case's later messages wait behind the one that failed, in order; other cases go on.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from shared.runner.connection import Lent, Pool
from shared.runner.faults import passing, reason_of
from shared.runner.projection import Projection
from shared.runner.slots import hold_source
from shared.runner.source import Delivery

BEHIND: Final = "behind-parked"

WAITING: Final = """
select distinct stream_id from parked
where name = $1 and source = $2 and stream_id = any($3::uuid[])
  and released_at is null and skipped_at is null
"""
PARK: Final = """
insert into parked (name, source, position, stream_id, version, event_id, recorded_at, body, reason)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict (name, source, position) do nothing
"""
CASES: Final = """
select source, stream_id from parked
where name = $1 and released_at is null and skipped_at is null and ($2::text is null or source = $2)
  and ($3::uuid is null or stream_id = $3)
group by source, stream_id order by source, min(position)
"""
MESSAGES: Final = """
select position, stream_id, version, event_id, recorded_at, body from parked
where name = $1 and source = $2 and stream_id = $3 and released_at is null and skipped_at is null
order by version, position
"""
RELEASE: Final = """
update parked
set released_at = clock_timestamp(), tried_at = clock_timestamp(), attempts = attempts + 1
where name = $1 and source = $2 and position = $3
"""
FAILED_AGAIN: Final = """
update parked set reason = $4, attempts = attempts + 1, tried_at = clock_timestamp()
where name = $1 and source = $2 and position = $3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Retried:
    """How many cases were tried, and how many messages could now be applied or still wait."""

    cases: int
    released: int
    still_parked: int


async def waiting_cases(
    connection: Lent, name: str, source: str, deliveries: Sequence[Delivery]
) -> set[UUID]:
    """The cases of these messages that are parked."""
    streams = list({delivery.stream_id for delivery in deliveries})
    rows = await connection.fetch(WAITING, name, source, streams)
    return {row["stream_id"] for row in rows}


async def apply_or_park(
    connection: Lent,
    name: str,
    source: str,
    projection: Projection,
    deliveries: Sequence[Delivery],
    *,
    parked_before: Collection[UUID],
) -> int:
    """Applies what can be applied and parks the rest; answers how many were parked.

    The caller holds the transaction and the lock of the slot. `parked_before`: the cases that were
    parked when it was found out what is new, before the lock; what a retry has applied of them
    since is dropped. A page that fails is halved until the message at fault is
    alone. Passing faults are raised, and nothing is parked for them.
    """
    waiting = await waiting_cases(connection, name, source, deliveries)
    released = [case for case in parked_before if case not in waiting]
    if released:
        applied = await projection.heads(connection, source, released)
        deliveries = [one for one in deliveries if one.version > applied.get(one.stream_id, 0)]
    aside: list[tuple[Delivery, str]] = []

    async def attempt(part: Sequence[Delivery]) -> None:
        free = [one for one in part if one.stream_id not in waiting]
        aside.extend((one, BEHIND) for one in part if one.stream_id in waiting)
        if not free:
            return
        try:
            async with connection.transaction():
                await projection.apply(connection, source, free)
        except Exception as fault:
            if passing(fault):
                raise
            if len(free) == 1:
                waiting.add(free[0].stream_id)
                aside.append((free[0], reason_of(fault)))
                return
            middle = len(free) // 2
            await attempt(free[:middle])
            await attempt(free[middle:])

    await attempt(deliveries)
    if aside:
        await connection.executemany(
            PARK,
            [
                (name, source, one.position, one.stream_id, one.version, *_rest(one), reason)
                for one, reason in aside
            ],
        )
    return len(aside)


async def retry(
    pool: Pool,
    name: str,
    projection: Projection,
    *,
    source: str | None = None,
    stream_id: UUID | None = None,
) -> Retried:
    """Tries parked cases again, all or those of one source or one case, in order within each case.

    Each case is a transaction of its own, under the lock that the reader of its source also takes,
    so that it never runs beside a page. What fails again stays, with the new reason.
    """
    async with pool.acquire() as connection:
        cases = await connection.fetch(CASES, name, source, stream_id)
        released = left = 0
        for case in cases:
            async with connection.transaction():
                await hold_source(connection, name, case["source"])
                done, kept = await _retry_case(
                    connection, name, case["source"], projection, case["stream_id"]
                )
            released, left = released + done, left + kept
    return Retried(cases=len(cases), released=released, still_parked=left)


async def _retry_case(
    connection: Lent, name: str, source: str, projection: Projection, stream_id: UUID
) -> tuple[int, int]:
    rows = await connection.fetch(MESSAGES, name, source, stream_id)
    for done, row in enumerate(rows):
        delivery = Delivery(**dict(row))
        try:
            async with connection.transaction():
                await projection.apply(connection, source, [delivery])
        except Exception as fault:
            if passing(fault):
                raise
            await connection.execute(
                FAILED_AGAIN, name, source, delivery.position, reason_of(fault)
            )
            return done, len(rows) - done
        await connection.execute(RELEASE, name, source, delivery.position)
    return len(rows), 0


def _rest(one: Delivery) -> tuple[UUID, datetime, bytes]:
    return one.event_id, one.recorded_at, one.body
