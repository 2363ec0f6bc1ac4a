"""What all that reads a log does: lease, page, apply, checkpoint, park.

`Reader` reads a slot of a `Source` (`Feed` over HTTP) into a `Projection`; what reads a topic does
so by the same leases, checkpoints and parking. `retry` tries what was parked, `skip` gives one
message up; `tables_v1`, `skipping_v2` and `topics_v3` are the tables that are kept in the reading
service's schema.
"""

from shared.runner.aside import Aside, ParkedMessage
from shared.runner.connection import Lent, Pool
from shared.runner.faults import Patience, passing
from shared.runner.feed import WHOLE, Feed, Slot
from shared.runner.lease import Fenced, Reading
from shared.runner.parking import Retried, retry
from shared.runner.projection import Poison, Projection
from shared.runner.reader import Pace, Reader, ReaderHalted
from shared.runner.schema import skipping_v2, tables_v1, topics_v3
from shared.runner.skipping import NotParked, Skipped, WaitsBehind, skip
from shared.runner.slots import SlotsHeld
from shared.runner.source import Delivery, Page, Source, SourceRefuses, SourceUnavailable
from shared.runner.states import SourceState, source_states

__all__ = [
    "WHOLE",
    "Aside",
    "Delivery",
    "Feed",
    "Fenced",
    "Lent",
    "NotParked",
    "Pace",
    "Page",
    "ParkedMessage",
    "Patience",
    "Poison",
    "Pool",
    "Projection",
    "Reader",
    "ReaderHalted",
    "Reading",
    "Retried",
    "Skipped",
    "Slot",
    "SlotsHeld",
    "Source",
    "SourceRefuses",
    "SourceState",
    "SourceUnavailable",
    "WaitsBehind",
    "passing",
    "retry",
    "skip",
    "skipping_v2",
    "source_states",
    "tables_v1",
    "topics_v3",
]
