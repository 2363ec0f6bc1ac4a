"""Is this log the one that was relayed so far? Asked of our checkpoint and of the topic itself.

The checkpoint lies in the log's own database, so a dump that is restored brings both back; the
topic remembers what was sent. A log that is not the one, or ends earlier, halts the relay loudly:
readers downstream have seen what is now gone.
"""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from shared.event_store.store import Checkpoint, LogHead
from shared.transport.relay_pages import RelayPages
from shared.transport.relay_topic import Sent

ANOTHER_LOG: Final = "another-log"
LOG_SHORTER: Final = "log-shorter"
LOG_REWRITTEN: Final = "log-rewritten"
HOLE_IN_LOG: Final = "hole-in-log"
PARTITIONS_DIFFER: Final = "partitions-differ"


class RelayHalted(Exception):
    """The relay stopped for good: `reason` is a code, and an operator must look."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the relay stopped: {reason}")
        self.reason = reason


async def check_log(
    pages: RelayPages,
    head: LogHead,
    service: str,
    checkpoint: Checkpoint | None,
    on_topic: Iterable[Sent],
) -> None:
    """RelayHalted unless everything that was sent is where it was. Ask the head last."""
    if checkpoint is not None and checkpoint.log_id != head.log_id:
        raise RelayHalted(ANOTHER_LOG)
    known: dict[int, set[UUID]] = {}
    if checkpoint is not None and checkpoint.event_id is not None:
        known[checkpoint.position] = {checkpoint.event_id}
    for sent in on_topic:
        if sent.source != f"/{service}/{head.log_id}":
            raise RelayHalted(ANOTHER_LOG)
        known.setdefault(sent.position, set()).add(sent.event_id)
    if any(position > head.position for position in known):
        raise RelayHalted(LOG_SHORTER)
    stands = await pages.events_at(sorted(known))
    if any(events != {stands.get(position)} for position, events in known.items()):
        raise RelayHalted(LOG_REWRITTEN)
