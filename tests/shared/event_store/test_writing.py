"""What callers are told when the database or their neighbours are in trouble."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest

from shared.clock.identifiers import fresh
from shared.database.engine import Connection
from shared.event_store.appending import Answer, AppendConnection, ConnectionLost, Rejected
from shared.event_store.store import Append, Appended, Duplicate, OutcomeUnknown, QueueFull
from shared.event_store.writing import WriterStopped
from tests.shared.event_store.appends import Log, append, event, on, row, running
from tests.support.postgres import Database

END_WRITERS = (
    "select count(pg_terminate_backend(pid)) from pg_stat_activity"
    " where application_name = 'candour-append' and datname = current_database()"
)
WAITING_FOR_LOCK = (
    "select count(*) from pg_stat_activity where application_name = 'candour-append'"
    " and datname = current_database() and wait_event_type = 'Lock'"
)


@asynccontextmanager
async def appends_held_up(superuser: Connection) -> AsyncIterator[None]:
    """No append goes through meanwhile: somebody else has the lock."""
    async with superuser.transaction():
        await superuser.execute("select wait_for_appends()")
        yield


async def until_they_wait(superuser: Connection, calls: int = 1) -> None:
    """Until so many calls wait for the lock."""
    async with asyncio.timeout(60):
        while await superuser.fetchval(WAITING_FOR_LOCK) < calls:
            await asyncio.sleep(0.01)
            # A transaction sees who is active as it first looked.
            await superuser.execute("select pg_stat_clear_snapshot()")


async def test_a_full_queue_refuses_and_says_when_to_come_back(
    database: Database, superuser: Connection
) -> None:
    async with running(database, most_waiting=5) as log:
        async with appends_held_up(superuser):
            first = asyncio.create_task(log.writer.append(append(on(fresh()))))
            await until_they_wait(superuser)
            waiting = [
                asyncio.create_task(log.writer.append(append(on(fresh())))) for _ in range(5)
            ]
            await asyncio.sleep(0)
            assert log.writer.waiting == 5
            with pytest.raises(QueueFull) as full:
                await log.writer.append(append(on(fresh())))
        assert full.value.retry_after_seconds == 1
        assert len(await asyncio.gather(first, *waiting)) == 6
        assert (await log.reader.head()).position == 6


async def test_a_lost_connection_costs_nobody_an_append(log: Log, superuser: Connection) -> None:
    async with appends_held_up(superuser):
        begun = [asyncio.create_task(log.writer.append(append(on(fresh())))) for _ in range(9)]
        await until_they_wait(superuser)
        assert await superuser.fetchval(END_WRITERS) == 1
    answers = await asyncio.gather(*begun)
    assert all(isinstance(answer, Appended) for answer in answers)
    assert (await log.reader.head()).position == 9


async def test_many_are_sent_in_two_calls_and_lose_nothing_with_both_connections(
    log: Log, superuser: Connection
) -> None:
    hot = fresh()
    async with appends_held_up(superuser):
        begun = [asyncio.create_task(log.writer.append(append(on(fresh())))) for _ in range(80)]
        await until_they_wait(superuser, calls=2)
        chained = [
            asyncio.create_task(log.writer.append(append(on(hot, expected=n)))) for n in range(4)
        ]
        await asyncio.sleep(0)
        assert await superuser.fetchval(END_WRITERS) == 2
    answers = await asyncio.gather(*begun, *chained)
    assert all(isinstance(answer, Appended) for answer in answers)
    assert (await log.reader.head()).position == 84
    assert [event.version for event in await log.histories.load(hot)] == [1, 2, 3, 4]


async def test_an_idle_connection_that_was_lost_is_replaced(
    log: Log, superuser: Connection
) -> None:
    await superuser.fetchval(END_WRITERS)
    assert isinstance(await log.writer.append(append(on(fresh()))), Appended)


async def test_an_answer_lost_after_the_commit_is_given_all_the_same(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    send, losses = AppendConnection.send, iter([True])

    async def losing(
        connection: AppendConnection, appends: Sequence[Append], *, again: bool
    ) -> list[Answer]:
        answers = await send(connection, appends, again=again)
        if next(losses, False):
            raise ConnectionLost("the answer did not arrive")
        return answers

    stored = append(on(fresh(), events=2))
    await log.writer.append(stored)
    monkeypatch.setattr(AppendConnection, "send", losing)
    answer, repeated = await asyncio.gather(
        log.writer.append(append(on(fresh(), events=2), on(fresh()))),
        log.writer.append(replace(stored, fingerprint=b"other")),
    )
    assert isinstance(answer, Appended)
    assert (answer.versions, answer.positions) == ((2, 1), (3, 4, 5))
    assert isinstance(repeated, Duplicate)
    assert (await log.reader.head()).position == 5


async def test_callers_are_told_when_nothing_can_be_known(
    database: Database, superuser: Connection
) -> None:
    async with running(database, patience_seconds=3.0) as log:
        connecting = f'connect on database "{database.name}"'
        await superuser.execute(f"revoke {connecting} from {database.role}")
        await superuser.fetchval(END_WRITERS)
        with pytest.raises(OutcomeUnknown):
            await log.writer.append(append(on(fresh())))
        await superuser.execute(f"grant {connecting} to {database.role}")
        assert isinstance(await log.writer.append(append(on(fresh()))), Appended)
        assert (await log.reader.head()).position == 1


@pytest.mark.parametrize(
    "unfit",
    [
        event(payload=b'{"open": '),
        event(payload=b"\xff"),
        event(type="a\x00b"),
        event(type="a\ud800b"),
        replace(event(), schema_version=0),
        replace(event(), schema_version=2**40),
    ],
    ids=["not json", "not utf-8", "nul", "surrogate", "constraint", "too large"],
)
async def test_unfit_data_is_rejected_alone(log: Log, unfit: object) -> None:
    bad = replace(on(fresh()), events=(unfit,))  # type: ignore[arg-type] # an event, parametrised
    wishes = [append(on(fresh())), append(bad), append(on(fresh()))]
    answers = await asyncio.gather(
        *(log.writer.append(one) for one in wishes), return_exceptions=True
    )
    assert isinstance(answers[0], Appended)
    assert isinstance(answers[1], Rejected)
    assert isinstance(answers[2], Appended)
    assert "open" not in str(answers[1])
    assert (await log.reader.head()).position == 2


async def test_a_reference_is_never_given_to_two_cases(log: Log) -> None:
    await log.writer.append(append(on(fresh(), row=row("C-2022-00001"))))
    answers = await asyncio.gather(
        log.writer.append(append(on(fresh(), row=row("C-2022-00001")))),
        log.writer.append(append(on(fresh(), row=row("C-2022-00002")))),
        return_exceptions=True,
    )
    assert isinstance(answers[0], Rejected)
    assert isinstance(answers[1], Appended)
    assert (await log.reader.head()).position == 2


async def test_an_event_is_never_stored_twice_under_another_command(log: Log) -> None:
    stored = append(on(fresh()))
    await log.writer.append(stored)
    copied = replace(stored.streams[0], stream_id=fresh())
    with pytest.raises(Rejected):
        await log.writer.append(append(copied))


async def test_a_caller_that_gives_up_leaves_the_others_alone(
    log: Log, superuser: Connection
) -> None:
    async with appends_held_up(superuser):
        impatient = asyncio.create_task(log.writer.append(append(on(fresh()))))
        await until_they_wait(superuser)
        patient = asyncio.create_task(log.writer.append(append(on(fresh()))))
        await asyncio.sleep(0)
        impatient.cancel()
    assert isinstance(await patient, Appended)
    with pytest.raises(asyncio.CancelledError):
        await impatient


async def test_closing_finishes_what_waits_and_takes_no_more(database: Database) -> None:
    async with running(database) as log:
        waiting = [asyncio.create_task(log.writer.append(append(on(fresh())))) for _ in range(300)]
        await asyncio.sleep(0)
        await log.writer.close()
        assert all(isinstance(answer, Appended) for answer in await asyncio.gather(*waiting))
        with pytest.raises(WriterStopped):
            await log.writer.append(append(on(fresh())))


async def test_a_database_that_is_not_there_is_said_at_the_start(database: Database) -> None:
    nowhere = replace(database, service_dsn="postgresql://nobody@127.0.0.1:1/none")
    connection = AppendConnection(nowhere.service_dsn, nowhere.schema)
    with pytest.raises(ConnectionLost):
        await connection.open()
