"""What a log is found to hold, against what its callers were told."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """Counts of events: told but not found, found more than once, found out of order."""

    missed: int
    duplicated: int
    out_of_order: int


def faults(told: Sequence[Sequence[Hashable]], found: Iterable[Hashable]) -> Faults:
    """`told` are the events that each caller was told were stored, in its order; `found` the log.

    An event is out of order where it stands before one that the same caller stored earlier.
    """
    log = list(found)
    counts = Counter(log)
    place = {event: position for position, event in enumerate(log)}
    acknowledged = [event for events in told for event in events]
    return Faults(
        missed=sum(event not in counts for event in acknowledged),
        duplicated=sum(counts[event] - 1 for event in counts),
        out_of_order=sum(
            place[later] < place[earlier]
            for events in told
            for earlier, later in pairwise(events)
            if earlier in place and later in place
        ),
    )
