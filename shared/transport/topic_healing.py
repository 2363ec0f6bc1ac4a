"""What a topic lost is read from its owner's feed: of one slot, or of several at once."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from shared.event_store.partitions import partition_hash
from shared.event_store.store import AnotherLog, Checkpoint
from shared.runner import Delivery, Feed, Page, Slot
from shared.runner.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Healing:
    """The feed is read up to `up_to`; then the topic again, from `next_offset`."""

    up_to: int
    next_offset: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sick:
    """A slot that is healed, and how far that is."""

    progress: Progress
    healing: Healing


@dataclass(frozen=True, slots=True, kw_only=True)
class Healed:
    """What one page of the feed made of the slots: messages, and where each stands after it."""

    deliveries: tuple[Delivery, ...]
    reached: Mapping[int, Progress]


async def heal(feed: Feed, sick: Mapping[int, Sick], *, slots: int, limit: int) -> Healed:
    """The next page for these slots, from the lowest place among them; AnotherLog.

    Of a single slot only its own messages are asked for. Of several the log is read once, whole.
    """
    lowest = min((one.progress for one in sick.values()), key=lambda one: one.read_to)
    source = feed if len(sick) > 1 else feed.of_slot(Slot(partition=min(sick), of=slots))
    page = await source.page(_place(lowest), limit=limit, wait_seconds=0.0)
    if page.read_to <= lowest.read_to:
        raise AnotherLog("the log is shorter than its topic says")
    deliveries: list[Delivery] = []
    reached: dict[int, Progress] = {}
    for partition, one in sick.items():
        mine = [
            delivery
            for delivery in page.deliveries
            if one.progress.read_to < delivery.position <= one.healing.up_to
            and partition_hash(delivery.stream_id) % slots == partition
        ]
        deliveries += mine
        reached[partition] = _reached(one, page, mine)
    deliveries.sort(key=lambda delivery: delivery.position)
    return Healed(deliveries=tuple(deliveries), reached=reached)


def _place(progress: Progress) -> Checkpoint | None:
    if progress.log_id is None:
        return None
    known = progress.event_id if progress.position == progress.read_to else None
    return Checkpoint(log_id=progress.log_id, position=progress.read_to, event_id=known)


def _reached(sick: Sick, page: Page, mine: list[Delivery]) -> Progress:
    """Where the slot stands after the page. AnotherLog where it had seen what the log lacks."""
    before = sick.progress
    read_to = max(before.read_to, min(page.read_to, sick.healing.up_to))
    if any(one <= read_to for one in before.ahead - {delivery.position for delivery in mine}):
        raise AnotherLog("a message that was read does not stand in the log")
    last = mine[-1] if mine else None
    return replace(
        before,
        log_id=page.log_id,
        position=last.position if last else before.position,
        event_id=last.event_id if last else before.event_id,
        read_to=read_to,
        head=max(before.head, page.head),
        counted=None if before.counted is None else before.counted + len(mine),
        ahead=frozenset(one for one in before.ahead if one > read_to),
        next_offset=sick.healing.next_offset
        if read_to >= sick.healing.up_to
        else before.next_offset,
        recorded_at=last.recorded_at if last else before.recorded_at,
    )
