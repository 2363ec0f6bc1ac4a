"""A page made whole: seen messages dropped, and missing ones of a case fetched from its owner.

The log itself has no holes, but what carries it may lose or repeat: a topic whose oldest messages
expired, a restored read model, a page delivered twice.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from shared.runner.connection import Pool
from shared.runner.parking import waiting_cases
from shared.runner.projection import Projection
from shared.runner.source import Delivery, Source
from shared.telemetry import log_of

log = log_of("runner")

LONGEST_HEAL: Final = 200
"""So many cases are fetched for one page at most; a feed with more gaps than that is broken."""


class TooManyGaps(Exception):
    """The page misses messages of very many cases: the way from the log is broken, not a case."""


async def whole(
    pool: Pool,
    name: str,
    projection: Projection,
    source: Source,
    deliveries: Sequence[Delivery],
) -> tuple[Delivery, ...]:
    """The messages of a page that are new, with those that should have come before them.

    Messages of a parked case are passed on as they are: they wait behind it.

    A gap that the owner cannot fill is left: the projection refuses the message, and its case is
    parked.
    """
    if not deliveries:
        return ()
    streams = list({delivery.stream_id for delivery in deliveries})
    async with pool.acquire() as connection:
        heads = dict(await projection.heads(connection, source.name, streams))
        parked = await waiting_cases(connection, name, source.name, deliveries)
    fresh: list[Delivery] = []
    gaps: dict[UUID, int] = {}
    for delivery in deliveries:
        head = heads.get(delivery.stream_id, 0)
        if delivery.version <= head:
            continue
        if delivery.version > head + 1 and delivery.stream_id not in parked:
            gaps.setdefault(delivery.stream_id, head)
        heads[delivery.stream_id] = delivery.version
        fresh.append(delivery)
    if not gaps:
        return tuple(fresh)
    return await _healed(source, fresh, gaps)


async def _healed(
    source: Source, fresh: Sequence[Delivery], gaps: dict[UUID, int]
) -> tuple[Delivery, ...]:
    """Each case with a gap is taken whole from its owner, up to what the page held of it."""
    if len(gaps) > LONGEST_HEAL:
        raise TooManyGaps(source.name)
    reach = {one.stream_id: one.version for one in fresh}
    kept = [one for one in fresh if one.stream_id not in gaps]
    for stream_id, head in gaps.items():
        fetched = {one.version: one for one in await source.case(stream_id)}
        fetched |= {one.version: one for one in fresh if one.stream_id == stream_id}
        log.warning("gap-fetched", source=source.name, stream=stream_id, from_position=head)
        kept += [
            fetched[version] for version in sorted(fetched) if head < version <= reach[stream_id]
        ]
    return tuple(sorted(kept, key=lambda one: (one.position, one.version)))
