"""A page made whole: seen messages dropped, and missing ones of a case fetched from its owner.

The log itself has no holes, but what carries it may lose or repeat: a topic whose oldest messages
expired, a restored read model, a page delivered twice.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from shared.runner.connection import Pool
from shared.runner.news import News, news_of
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
) -> News:
    """The messages of a page that are new, with those that should have come before them.

    Messages of a parked case are passed on as they are: they wait behind it.

    A gap that the owner cannot fill is left: the projection refuses the message, and its case is
    parked.
    """
    news = await news_of(pool, name, source.name, projection, deliveries)
    if not news.gaps:
        return news
    return replace(news, fresh=await _healed(source, news), gaps=())


async def _healed(source: Source, news: News) -> tuple[Delivery, ...]:
    """Each case with a gap is taken whole from its owner, up to what the page held of it."""
    lacking = {one.stream_id for one in news.gaps}
    if len(lacking) > LONGEST_HEAL:
        raise TooManyGaps(source.name)
    reach = {one.stream_id: one.version for one in news.fresh}
    kept = [one for one in news.fresh if one.stream_id not in lacking]
    for stream_id in lacking:
        applied = news.applied.get(stream_id, 0)
        fetched = {one.version: one for one in await source.case(stream_id)}
        fetched |= {one.version: one for one in news.fresh if one.stream_id == stream_id}
        log.warning("gap-fetched", source=source.name, stream=stream_id)
        kept += [
            fetched[version] for version in sorted(fetched) if applied < version <= reach[stream_id]
        ]
    return tuple(sorted(kept, key=lambda one: (one.position, one.version)))
