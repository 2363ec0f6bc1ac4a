"""A log in memory behind the real message feed, and a reader's way to it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from uuid import UUID

import httpx
from fastapi import FastAPI

from shared.clock import SystemClock
from shared.event_store.partitions import partition_hash
from shared.event_store.store import AnotherLog, Checkpoint, LogHead, MessagePage, StoredMessage
from shared.http_service import create_service
from shared.identity import DevelopmentTokens, Permissions, mint
from shared.runner import Delivery, Feed, Slot
from shared.telemetry import Metrics
from shared.web import Edge
from tests.projections.messages import HandMadeLog

KEY = b"a development key of 32 bytes..."


@dataclass
class ServedLog:
    """What the feed's router needs of a log, over hand-made messages."""

    made: HandMadeLog = field(default_factory=HandMadeLog)
    news: asyncio.Event = field(default_factory=asyncio.Event)
    rests: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when a reader has begun to wait for news."""
    failures: int = 0

    def _stored(self) -> list[Delivery]:
        return list(self.made.deliveries())

    async def head(self) -> LogHead:
        stored = self._stored()
        return LogHead(
            log_id=self.made.log_id,
            position=len(stored),
            event_id=stored[-1].event_id if stored else None,
            simulated=False,
        )

    async def check(self, checkpoint: Checkpoint) -> None:
        stored = self._stored()
        if checkpoint.log_id != self.made.log_id or checkpoint.position > len(stored):
            raise AnotherLog
        event = stored[checkpoint.position - 1].event_id if checkpoint.position else None
        if checkpoint.event_id is not None and checkpoint.event_id != event:
            raise AnotherLog

    async def page(
        self, after: int, limit: int = 1000, partition: int = 0, of: int = 1
    ) -> MessagePage:
        if self.failures:
            self.failures -= 1
            raise OSError
        stored = self._stored()
        mine = [one for one in stored[after:] if partition_hash(one.stream_id) % of == partition]
        shown = mine[:limit]
        whole = len(shown) == len(mine)
        read_to = len(stored) if whole else shown[-1].position
        return MessagePage(messages=tuple(map(_message, shown)), read_to=max(read_to, after))

    async def case_page(self, stream_id: UUID, after: int = 0, limit: int = 1000) -> MessagePage:
        found = [
            one for one in self._stored() if one.stream_id == stream_id and one.position > after
        ][:limit]
        return MessagePage(
            messages=tuple(map(_message, found)),
            read_to=found[-1].position if found else after,
        )

    async def wait_for_more(self, position: int, seconds: float) -> bool:
        if len(self.made.bodies) > position:
            return True
        self.news.clear()
        self.rests.set()
        try:
            await asyncio.wait_for(self.news.wait(), seconds)
        except TimeoutError:
            return False
        return True


def _message(one: Delivery) -> StoredMessage:
    return StoredMessage(position=one.position, event_id=one.event_id, body=one.body)


def application(log: ServedLog) -> FastAPI:
    clock = SystemClock()
    return create_service(
        title="A log",
        version="1",
        edge=Edge(clock=clock, permissions=Permissions.of({}), fingerprint_key=KEY),
        tokens=DevelopmentTokens(KEY, clock),
        metrics=Metrics.of("log"),
        routers=(),
        feed_of_log=log,
    )


def token(role: str = "service") -> str:
    return mint(role=role, authority="*", key=KEY, now=SystemClock().now())


@asynccontextmanager
async def feed_of(
    log: ServedLog, *, slot: Slot | None = None, role: str = "service"
) -> AsyncIterator[Feed]:
    transport = httpx.ASGITransport(app=application(log), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://log") as client:
        yield Feed(client, name="complaints", slot=slot or Slot(), token=lambda: token(role))
