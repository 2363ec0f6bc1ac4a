"""Every event of a log that says keys are gone, read when the service starts.

They are read without keys: after a restore of the key database some of theirs may be missing.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Final

from shared.casework.beside.happenings import TEXT_REDACTED
from shared.casework.codecs import codec_of
from shared.casework.erasure.destruction import Destroying
from shared.casework.erasure.happenings import STORED
from shared.database.engine import Pool
from shared.event_store.codec import Codec, decode_closed
from shared.event_store.histories import Histories

PAGE: Final = 500
INDEX: Final = """
create index events_that_destroy_keys on events (position)
 where type in ('erasure-asked', 'destruction-confirmed', 'text-redacted')
"""
"""For the first migration of a service's log."""

_PAGE: Final = """
select position, stream_id, version from events
 where type in ('erasure-asked', 'destruction-confirmed', 'text-redacted') and position > $1
 order by position limit $2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Destructions:
    """Reads them in pages, by an index of their own."""

    pool: Pool
    histories: Histories

    async def pages(self) -> AsyncIterator[Sequence[tuple[str, Destroying]]]:
        codec = _codec()
        after = 0
        while rows := await self.pool.fetch(_PAGE, after, PAGE):
            found = [await self.histories.load(row["stream_id"], row["version"]) for row in rows]
            stored = [history[-1] for history in found]
            authorities = [event.authority for event in stored]
            yield tuple(zip(authorities, decode_closed(codec, stored), strict=True))
            after = rows[-1]["position"]


def _codec() -> Codec[Destroying]:
    return codec_of((*STORED, TEXT_REDACTED))
