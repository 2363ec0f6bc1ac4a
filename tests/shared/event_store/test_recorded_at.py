"""When the log says that it was told: the database's time, or a simulated one."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.clock.identifiers import fresh
from shared.database.engine import Connection
from shared.event_store.store import Appended, LogAhead, SimulatedTimeAhead
from tests.shared.event_store.appends import Log, append, on

A_DAY_IN_2022 = datetime(2022, 4, 11, 9, 30, tzinfo=UTC)


async def recorded(log: Log, *, simulated_at: datetime | None = None) -> datetime:
    answer = await log.writer.append(append(on(fresh()), simulated_at=simulated_at))
    assert isinstance(answer, Appended)
    return answer.recorded_at


async def put_last_event_ahead(superuser: Connection, by: str) -> None:
    await superuser.execute("alter table events disable trigger all")
    await superuser.execute(
        "update events set recorded_at = clock_timestamp() + $1::text::interval"
        " where position = (select max(position) from events)",
        by,
    )


async def test_it_is_the_time_of_the_database(log: Log, superuser: Connection) -> None:
    before = await superuser.fetchval("select clock_timestamp()")
    at = await recorded(log)
    assert before <= at <= await superuser.fetchval("select clock_timestamp()")


async def test_a_clock_that_steps_back_a_little_repeats_the_last_instant(
    log: Log, superuser: Connection
) -> None:
    await recorded(log)
    await put_last_event_ahead(superuser, "1500 milliseconds")
    last = await superuser.fetchval("select max(recorded_at) from events")
    assert await recorded(log) == last


async def test_a_last_event_in_the_future_stops_every_append(
    log: Log, superuser: Connection
) -> None:
    await recorded(log)
    assert not await log.reader.refuses_appends()
    await put_last_event_ahead(superuser, "3 seconds")
    assert await log.reader.refuses_appends()
    with pytest.raises(LogAhead):
        await recorded(log)
    assert (await log.reader.head()).position == 1


async def test_a_simulated_instant_is_taken_and_marks_the_log(log: Log) -> None:
    assert not (await log.reader.head()).simulated
    assert await recorded(log, simulated_at=A_DAY_IN_2022) == A_DAY_IN_2022
    assert (await log.reader.head()).simulated


async def test_simulated_time_may_step_back_in_the_log_but_not_on_a_case(log: Log) -> None:
    stream, later = fresh(), A_DAY_IN_2022 + timedelta(days=3)
    await log.writer.append(append(on(stream), simulated_at=later))
    assert await recorded(log, simulated_at=A_DAY_IN_2022) == A_DAY_IN_2022
    answer = await log.writer.append(append(on(stream, expected=1), simulated_at=A_DAY_IN_2022))
    assert isinstance(answer, Appended)
    assert answer.recorded_at == later


async def test_an_append_on_two_cases_is_not_before_the_last_of_either(log: Log) -> None:
    early, late = fresh(), fresh()
    await log.writer.append(append(on(early), simulated_at=A_DAY_IN_2022))
    await log.writer.append(append(on(late), simulated_at=A_DAY_IN_2022 + timedelta(days=2)))
    answer = await log.writer.append(
        append(
            on(early, expected=1),
            on(late, expected=1),
            simulated_at=A_DAY_IN_2022 + timedelta(days=1),
        )
    )
    assert isinstance(answer, Appended)
    assert answer.recorded_at == A_DAY_IN_2022 + timedelta(days=2)


async def test_a_simulated_instant_after_the_database_is_refused(
    log: Log, superuser: Connection
) -> None:
    now = await superuser.fetchval("select clock_timestamp()")
    with pytest.raises(SimulatedTimeAhead):
        await recorded(log, simulated_at=now + timedelta(minutes=1))
    assert (await log.reader.head()).position == 0
    assert not (await log.reader.head()).simulated


async def test_a_simulated_log_is_not_stopped_by_its_last_event(
    log: Log, superuser: Connection
) -> None:
    await recorded(log, simulated_at=A_DAY_IN_2022)
    await put_last_event_ahead(superuser, "1 hour")
    now = await superuser.fetchval("select clock_timestamp()")
    assert not await log.reader.refuses_appends()
    assert now <= await recorded(log) <= now + timedelta(minutes=1)


async def test_the_message_carries_the_simulated_instant(log: Log) -> None:
    await recorded(log, simulated_at=A_DAY_IN_2022)
    (message,) = (await log.reader.page(0)).messages
    assert message.body.endswith(b',"time":"2022-04-11T09:30:00.000000Z","position":"1"}')
