"""Which messages of a page are new, and which of them do not follow what was applied."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final
from uuid import UUID

from shared.runner.connection import Pool
from shared.runner.parking import waiting_cases
from shared.runner.projection import Projection
from shared.runner.source import Delivery


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """New messages in the order they came, those among them that follow a gap, parked cases.

    `applied` is up to which version each case was applied before. Messages of a parked case wait
    behind it, so that none of them follows a gap. All of it was read without the lock of the
    source: a case in `parked` may have been retried since.
    """

    fresh: tuple[Delivery, ...]
    gaps: tuple[Delivery, ...]
    parked: frozenset[UUID]
    applied: Mapping[UUID, int]


NO_NEWS: Final = News(fresh=(), gaps=(), parked=frozenset(), applied=MappingProxyType({}))


async def news_of(
    pool: Pool, name: str, source: str, projection: Projection, deliveries: Sequence[Delivery]
) -> News:
    """What of these messages the readers called `name` have not applied yet."""
    if not deliveries:
        return NO_NEWS
    streams = list({one.stream_id for one in deliveries})
    async with pool.acquire() as connection:
        # In this order: of a case that is retried in between, what was applied is then never taken
        # for a gap. A case that is not parked moves by its reader alone.
        parked = await waiting_cases(connection, name, source, deliveries)
        applied = dict(await projection.heads(connection, source, streams))
    fresh: list[Delivery] = []
    gaps: list[Delivery] = []
    heads = dict(applied)
    for one in deliveries:
        head = heads.get(one.stream_id, 0)
        if one.version <= head:
            continue
        if one.version > head + 1 and one.stream_id not in parked:
            gaps.append(one)
        heads[one.stream_id] = one.version
        fresh.append(one)
    return News(fresh=tuple(fresh), gaps=tuple(gaps), parked=frozenset(parked), applied=applied)
