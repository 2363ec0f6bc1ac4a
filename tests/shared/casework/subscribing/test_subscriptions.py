"""What a message causes happens once, however often it is heard; what is refused stands aside."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID, uuid5

import asyncpg
import pytest

from shared.casework.subscribing.because import Because
from shared.casework.subscribing.listening import Heard, reading_desk
from shared.casework.subscribing.schema import subscriptions_v1
from shared.casework.subscribing.subscriptions import NAME, Subscriptions
from shared.clock import SystemClock
from shared.event_store.store import QueueFull
from shared.messages.reading import Message
from shared.runner import Pace, Patience, Reader, Reading, Slot, topics_v3
from tests.shared.event_store.appends import Log, running
from tests.shared.event_store.boxes import BoxCases, Put, boxes
from tests.shared.event_store.keyring import key_ring
from tests.shared.runner.served_log import ServedLog, feed_of
from tests.support.postgres import Databases

BOX = UUID(int=500)
QUICK = Pace(page=3, wait_seconds=0.5, patience=Patience(first=0.01, ceiling=0.05))


@dataclass(kw_only=True)
class Listener:
    """A service that takes a marble out of its box for every complaint that it hears of."""

    log: Log
    box: BoxCases
    heard_from: ServedLog = field(default_factory=ServedLog)
    full: int = 0
    """How many times our own log still says that it is full."""
    heard: list[UUID] = field(default_factory=list)

    async def hear(self, message: Message) -> None:
        self.heard.append(message.id)
        if message.event_type != "complaint-received":
            return
        if self.full:
            self.full -= 1
            raise QueueFull(1)
        because = Because(service="boxes", clock=SystemClock(), simulated=False)
        said = because.of(message, uuid5(message.id, "marble"))
        await self.box.change(BOX, Put(marbles=-1), said)

    @property
    def subscriptions(self) -> Subscriptions:
        return Subscriptions(hearings={"complaints": self.hear})

    def receive(self, *names: str) -> None:
        for name in names:
            self.heard_from.made.record(name, event="complaint-received")

    async def fill(self, marbles: int) -> None:
        because = Because(service="boxes", clock=SystemClock(), simulated=False)
        self.heard_from.made.record(f"filling-{marbles}", event="filled")
        message = Message.parse(self.heard_from.made.bodies[-1])
        said = because.of(message, uuid5(message.id, "fill"))
        await self.box.change(BOX, Put(marbles=marbles), said, may_begin=True)

    async def listen(self) -> None:
        async with feed_of(self.heard_from) as feed:
            await self._reader(feed).catch_up()

    def _reader(self, feed: object) -> Reader:
        reading = Reading(
            name=NAME,
            source="complaints",
            slot=Slot(),
            owner=uuid5(BOX, "reader"),
            lease=timedelta(seconds=15),
        )
        return Reader(self.log.pool, reading, feed, self.subscriptions, QUICK)  # type: ignore[arg-type]

    async def marbles(self) -> int:
        return (await self.box.peek(BOX)).state.marbles


@pytest.fixture
async def listener(databases: Databases) -> AsyncIterator[Listener]:
    database = await databases.fresh("log")
    keys = await databases.fresh("complaints_keys")
    owner = await asyncpg.connect(
        database.owner_dsn, server_settings={"search_path": database.schema}
    )
    for statement in (*subscriptions_v1(database.role), *topics_v3(database.role)):
        await owner.execute(statement)
    await owner.close()
    async with running(database) as log, key_ring(keys.service_dsn) as ring:
        listening = Listener(log=log, box=boxes(log, ring))
        await listening.fill(5)
        yield listening


async def test_each_message_is_heard_once_and_causes_one_command(listener: Listener) -> None:
    listener.receive("C-0", "C-1", "C-2", "C-3")
    await listener.listen()
    await listener.listen()

    assert await listener.marbles() == 1
    assert len(listener.heard) == len(set(listener.heard)) == 5


async def test_read_again_from_the_beginning_it_says_the_same_and_changes_nothing(
    listener: Listener,
) -> None:
    """As after a crash between the append and the checkpoint, or a restore of the reader's rows."""
    listener.receive("C-1", "C-2")
    await listener.listen()
    await listener.log.pool.execute("update readers set position = 0, read_to = 0, event_id = null")
    await listener.log.pool.execute("update heard_cases set version = 0")
    await listener.listen()

    assert len(listener.heard) == 6
    assert await listener.marbles() == 3


async def test_what_is_refused_stands_aside_under_its_code_and_can_be_tried_again(
    listener: Listener,
) -> None:
    listener.receive(*(f"C-{number}" for number in range(7)))
    listener.heard_from.made.record("C-6", event="note-added")
    await listener.listen()

    desk = reading_desk(listener.log.pool, listener.subscriptions)
    aside = await desk.aside.page(after=None, limit=10, skipped=False)
    assert [one.reason for one in aside] == ["too-few", "too-few", "behind-parked"]
    (state,) = await Heard(pool=listener.log.pool).states()
    assert (state.source, state.parked, state.parked_cases) == ("complaints", 3, 2)
    assert state.behind == 0

    await listener.fill(1)
    await listener.fill(4)
    tried = await desk.aside.retry(source=None, case=None)

    assert (tried.released, tried.still_parked) == (3, 0)
    assert await listener.marbles() == 3


async def test_what_no_later_day_can_mend_is_skipped_and_the_rest_is_heard(
    listener: Listener,
) -> None:
    listener.receive(*(f"C-{number}" for number in range(6)))
    listener.heard_from.made.record("C-5", event="note-added")
    await listener.listen()
    desk = reading_desk(listener.log.pool, listener.subscriptions)
    first, behind = await desk.aside.page(after=None, limit=10, skipped=False)
    assert (first.reason, behind.reason) == ("too-few", "behind-parked")

    assert first.authority is not None
    skipped = await desk.aside.skip(
        source="complaints",
        position=first.position,
        authority=first.authority,
        by="operator",
        because="No marble will ever come.",
    )
    assert skipped.behind == 1
    tried = await desk.aside.retry(source=None, case=None)
    assert (tried.released, tried.still_parked) == (1, 0)
    assert await listener.marbles() == 0
    (state,) = await Heard(pool=listener.log.pool).states()
    assert (state.parked, state.parked_cases, state.skipped) == (0, 0, 1)
    listener.heard_from.made.record("C-5", event="note-added")
    await listener.listen()
    assert await desk.aside.page(after=None, limit=10, skipped=False) == ()
    [kept] = await desk.aside.page(after=None, limit=10, skipped=True)
    assert (kept.skipped_by, kept.position) == ("operator", first.position)


async def test_an_own_log_that_is_full_is_waited_for_and_parks_nothing(listener: Listener) -> None:
    listener.full = 2
    listener.receive("C-1")
    async with feed_of(listener.heard_from) as feed:
        reading = asyncio.create_task(listener._reader(feed).run())
        async with asyncio.timeout(60):
            while await listener.marbles() != 4:  # noqa: ASYNC110 - a database tells nobody
                await asyncio.sleep(0.01)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    parked: int = await listener.log.pool.fetchval("select count(*) from parked")
    assert (listener.full, parked) == (0, 0)


async def test_an_unreadable_message_stands_aside(listener: Listener) -> None:
    listener.receive("C-1")
    listener.heard_from.made.bodies[-1] = listener.heard_from.made.bodies[-1].replace(
        b'"data":', b'"date":'
    )
    listener.receive("C-2")
    await listener.listen()

    assert await listener.log.pool.fetchval("select array_agg(reason) from parked") == [
        "unreadable"
    ]
    assert await listener.marbles() == 4


def test_a_command_follows_the_time_of_its_message_only_where_time_is_simulated() -> None:
    made = ServedLog().made
    made.record("C-1", recorded="2022-05-04")
    message = Message.parse(made.bodies[-1])
    then, now = message.recorded_at, SystemClock().now()

    simulated = Because(service="boxes", clock=SystemClock(), simulated=True)
    said = simulated.of(message, BOX)
    assert (said.decided_at, said.simulated_at) == (then, then)
    later = simulated.of(message, BOX, not_before=then + timedelta(hours=1))
    assert later.simulated_at == then + timedelta(hours=1)

    real = Because(service="boxes", clock=SystemClock(), simulated=False).of(message, BOX)
    assert real.simulated_at is None
    assert real.decided_at >= now
    assert real.actor == "boxes-subscription"
