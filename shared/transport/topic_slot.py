"""What the records of one partition make of its slot: pure, so that every order can be tried.

A message is counted once, by its position. A watermark that counts as many messages as we have
seen says that nothing is missing up to it; one that counts otherwise asks for the owner's feed.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never
from uuid import UUID

from shared.event_store.store import AnotherLog
from shared.runner import Delivery
from shared.runner.progress import Progress
from shared.transport.topic_records import Content, Marked, Refused, Told
from shared.transport.watermark import Watermark


class Walk:
    """A slot on its way through records, from where it stood.

    `deliveries` are its messages, also those seen before. `heal_to` is the position up to which the
    feed must be read before anything after it is looked at. `is_doubtful` says that something
    came again, so that the owner should be asked whether the log is still the one we know.
    `miscounted` are watermarks that count more than the feed holds.
    """

    def __init__(self, start: Progress) -> None:
        self._at = start
        self._ahead = set(start.ahead)
        self._offset = start.next_offset
        self._last: Delivery | None = None
        self.deliveries: list[Delivery] = []
        self.refused: list[Refused] = []
        self.miscounted: list[Watermark] = []
        self.heal_to: int | None = None
        self.is_doubtful = False

    def through(self, contents: Iterable[Content]) -> None:
        """Takes records in the order of their offsets, up to where healing is needed; AnotherLog.

        The offset then stands at the watermark that asked for it: it is looked at again after.
        """
        for content in contents:
            match content:
                case Told():
                    self._tell(content)
                case Marked():
                    self._mark(content.watermark)
                case Refused():
                    self.refused.append(content)
                case _:
                    assert_never(content)
            if self.heal_to is not None:
                self._offset = content.offset
                return
            self._offset = content.offset + 1

    @property
    def progress(self) -> Progress:
        """Where the slot stands after the records."""
        at, last = self._at, self._last
        return replace(
            at,
            ahead=frozenset(self._ahead),
            next_offset=self._offset,
            head=max(at.head, at.read_to, max(self._ahead, default=0)),
            refused=at.refused + len(self.refused),
            recorded_at=last.recorded_at if last else at.recorded_at,
        )

    def _tell(self, told: Told) -> None:
        at, delivery = self._at, told.delivery
        self._check(told.log_id, delivery.position, delivery.event_id)
        self.deliveries.append(delivery)
        if delivery.position <= at.read_to or delivery.position in self._ahead:
            self.is_doubtful = True
            return
        if at.log_id is None:
            self._at = replace(at, log_id=told.log_id)
        self._ahead.add(delivery.position)
        self._last = delivery

    def _mark(self, watermark: Watermark) -> None:
        at, position = self._at, watermark.position
        self._check(watermark.log_id, position, watermark.event_id)
        if position < at.read_to:
            self.is_doubtful = True
            return
        counted = self._counted(position)
        if position > at.read_to and counted != watermark.count:
            self.heal_to = position
            return
        if counted is not None and counted > watermark.count:
            raise AnotherLog("more was read of the log than it holds")
        if counted is not None and counted < watermark.count:
            self.miscounted.append(watermark)
        self._ahead = {one for one in self._ahead if one > position}
        self._at = replace(
            at,
            log_id=watermark.log_id,
            position=position,
            event_id=watermark.event_id,
            read_to=position,
            counted=watermark.count,
        )

    def _counted(self, position: int) -> int | None:
        if self._at.counted is None:
            return None
        return self._at.counted + sum(one <= position for one in self._ahead)

    def _check(self, log_id: UUID, position: int, event_id: UUID | None) -> None:
        at = self._at
        if at.log_id not in {None, log_id}:
            raise AnotherLog("what is on the topic is of another log")
        if position == at.position and at.event_id not in {None, event_id}:
            raise AnotherLog("another event stands at a position that was read")
