"""What an append promises to the one who asked for it."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime

from shared.clock.identifiers import fresh
from shared.event_store.closing import close_stream
from shared.event_store.partitions import partition_hash
from shared.event_store.store import Appended, Closed, Conflict, Duplicate
from tests.shared.event_store.appends import Log, append, event, on, row


async def test_an_append_is_numbered_and_read_back_as_it_was_given(log: Log) -> None:
    stream = fresh()
    given = append(on(stream, events=2))
    answer = await log.writer.append(given)
    assert isinstance(answer, Appended)
    assert (answer.versions, answer.positions) == ((2,), (1, 2))
    stored = await log.histories.load(stream)
    assert [one.event_id for one in stored] == [one.event_id for one in given.streams[0].events]
    assert [one.version for one in stored] == [1, 2]
    assert {one.recorded_at for one in stored} == {answer.recorded_at}
    first = stored[0]
    assert first.payload == given.streams[0].events[0].payload
    assert (first.occurred_on, first.occurred_at) == (date(2022, 4, 11), None)
    assert (first.actor, first.actor_role) == (
        "worker-1",
        "complaints-officer",
    )


async def test_a_history_can_be_read_to_a_version(log: Log) -> None:
    stream = fresh()
    await log.writer.append(append(on(stream, events=3)))
    assert [one.version for one in await log.histories.load(stream, up_to=2)] == [1, 2]


async def test_the_log_completes_the_message_with_time_and_position(log: Log) -> None:
    stream = fresh()
    answer = await log.writer.append(append(on(stream, events=2)))
    assert isinstance(answer, Appended)
    messages = (await log.reader.page(0)).messages
    assert messages[1].body.startswith(b'{"specversion":"1.0","id":"x","time":"20')
    told = json.loads(messages[1].body)
    assert told["position"] == "2"
    assert told["time"].endswith("Z")
    assert len(told["time"]) == len("2022-04-11T09:00:00.000000Z")
    assert datetime.fromisoformat(told["time"]) == answer.recorded_at


async def test_positions_have_no_gap_and_follow_the_order_of_commit(log: Log) -> None:
    answers = await asyncio.gather(
        *(log.writer.append(append(on(fresh(), events=1 + n % 3))) for n in range(200))
    )
    positions = sorted(
        position
        for answer in answers
        if isinstance(answer, Appended)
        for position in answer.positions
    )
    assert positions == list(range(1, sum(1 + n % 3 for n in range(200)) + 1))
    recorded = await log.pool.fetch("select recorded_at from events order by position")
    assert [one[0] for one in recorded] == sorted(one[0] for one in recorded)


async def test_the_second_of_two_at_one_version_is_told_where_the_case_stands(log: Log) -> None:
    stream = fresh()
    await log.writer.append(append(on(stream, events=2)))
    answer = await log.writer.append(append(on(stream, expected=1)))
    assert answer == Conflict(stream_id=stream, current_version=2)
    assert await log.writer.append(append(on(fresh(), expected=4))) != answer


async def test_a_case_that_does_not_exist_is_at_version_nought(log: Log) -> None:
    stream = fresh()
    answer = await log.writer.append(append(on(stream, expected=3)))
    assert answer == Conflict(stream_id=stream, current_version=0)


async def test_a_loser_does_not_fail_its_neighbours(log: Log) -> None:
    hot = fresh()
    await log.writer.append(append(on(hot)))
    wishes = [append(on(hot)) if n % 4 == 0 else append(on(fresh())) for n in range(40)]
    answers = await asyncio.gather(*(log.writer.append(wish) for wish in wishes))
    assert [isinstance(answer, Conflict) for answer in answers] == [n % 4 == 0 for n in range(40)]
    assert (await log.reader.head()).position == 31


async def test_a_loser_is_told_the_same_whether_one_was_expected_or_not(log: Log) -> None:
    hot = fresh()
    await log.writer.append(append(on(hot)))
    for nth in range(3):
        loser, winner, after = await asyncio.gather(
            log.writer.append(append(on(hot))),
            log.writer.append(append(on(fresh(), events=2))),
            log.writer.append(append(on(fresh()))),
        )
        assert loser == Conflict(stream_id=hot, current_version=1)
        assert isinstance(winner, Appended)
        assert isinstance(after, Appended)
        assert sorted(winner.positions + after.positions) == list(range(2 + 3 * nth, 5 + 3 * nth))


async def test_a_command_is_stored_once(log: Log) -> None:
    given = append(on(fresh()), command=fresh(), fingerprint=b"first")
    answer = await log.writer.append(given)
    assert isinstance(answer, Appended)
    repeated = await log.writer.append(replace(given, fingerprint=b"second"))
    assert isinstance(repeated, Duplicate)
    assert repeated.command.fingerprint == b"first"
    assert repeated.command.versions == (1,)
    assert repeated.command.recorded_at == answer.recorded_at
    assert repeated.command == await log.histories.command(given.command_id)
    assert (await log.reader.head()).position == 1


async def test_a_command_sent_twice_at_the_same_moment_is_stored_once(log: Log) -> None:
    command = fresh()
    answers = await asyncio.gather(
        *(log.writer.append(append(on(fresh()), command=command)) for _ in range(5))
    )
    assert sorted(type(answer).__name__ for answer in answers) == ["Appended"] + ["Duplicate"] * 4


async def test_an_unknown_command_has_written_nothing(log: Log) -> None:
    assert await log.histories.command(fresh()) is None


async def test_an_append_on_two_cases_is_stored_whole_or_not_at_all(log: Log) -> None:
    placement, household = fresh(), fresh()
    await log.writer.append(append(on(household)))
    lost = await log.writer.append(append(on(placement, events=2), on(household, expected=7)))
    assert lost == Conflict(stream_id=household, current_version=1)
    assert await log.histories.load(placement) == ()
    both = append(on(placement, events=2), on(household, expected=1), answering=1)
    stored = await log.writer.append(both)
    assert isinstance(stored, Appended)
    assert (stored.versions, stored.positions) == ((2, 2), (2, 3, 4))
    command = await log.histories.command(both.command_id)
    assert command is not None
    assert (command.streams, command.versions) == ((placement, household), (2, 2))
    assert (command.answering, command.position) == (1, 4)


async def test_appends_on_one_case_that_chain_are_stored_together(log: Log) -> None:
    stream = fresh()
    answers = await asyncio.gather(
        *(log.writer.append(append(on(stream, expected=n, row=row()))) for n in range(5))
    )
    assert all(isinstance(answer, Appended) for answer in answers)
    assert await log.pool.fetchval("select version from case_list") == 5


async def test_what_is_chained_to_a_dropped_append_is_dropped_too(log: Log) -> None:
    stream = fresh()
    await log.writer.append(append(on(stream)))
    late, chained = append(on(stream, events=2)), append(on(stream, expected=2))
    neighbour = append(on(fresh()))
    answers = await asyncio.gather(*(log.writer.append(one) for one in (late, chained, neighbour)))
    assert answers[:2] == [Conflict(stream_id=stream, current_version=1)] * 2
    assert isinstance(answers[2], Appended)


async def test_a_closed_case_takes_no_more(log: Log) -> None:
    stream = fresh()
    await log.writer.append(append(on(stream)))
    await close_stream(log.pool, stream, "archived")
    await close_stream(log.pool, stream, "archived")
    assert await log.writer.append(append(on(stream, expected=1))) == Closed(stream_id=stream)


async def test_an_instant_and_import_facts_are_kept(log: Log) -> None:
    stream, at = fresh(), datetime(2022, 3, 27, 0, 59, 59, 123456, tzinfo=UTC)
    imported = replace(
        event(occurred_at=at),
        known_from=date(2019, 1, 2),
        import_source="former-system",
        corrects=fresh(),
    )
    await log.writer.append(append(replace(on(stream), events=(imported,))))
    (stored,) = await log.histories.load(stream)
    assert (stored.occurred_on, stored.occurred_at) == (None, at)
    assert (stored.known_from, stored.import_source, stored.corrects) == (
        imported.known_from,
        imported.import_source,
        imported.corrects,
    )


async def test_the_case_list_shows_the_newest_version_of_a_case(log: Log) -> None:
    stream, person = fresh(), fresh()
    await log.writer.append(
        append(on(stream, row=row(tags=('cause:"odd"', "a\\b"), people=(person,))))
    )
    await log.writer.append(
        append(on(stream, expected=1, row=replace(row(due_on=date(2022, 4, 27)), place="stage-1")))
    )
    listed = await log.pool.fetchrow("select * from case_list")
    assert listed is not None
    assert (listed["version"], listed["place"], listed["due_on"]) == (
        2,
        "stage-1",
        date(2022, 4, 27),
    )
    assert (listed["tags"], listed["people"], listed["personal"]) == ([], [], None)


async def test_tags_with_quotes_and_ciphertexts_are_kept_as_given(log: Log) -> None:
    person = fresh()
    shown = row(
        tags=('cause:"odd"', "a\\b", "c,d", "{}"),
        people=(person,),
        personal=b'{"name": {"c": "eA=="}}',
        summary=b'{"causes": ["delay"]}',
    )
    await log.writer.append(append(on(fresh(), row=shown)))
    listed = await log.pool.fetchrow("select * from case_list")
    assert listed is not None
    assert tuple(listed["tags"]) == shown.tags
    assert listed["people"] == [person]
    assert listed["personal"] == {"name": {"c": "eA=="}}
    assert listed["summary"] == {"causes": ["delay"]}


async def test_messages_of_a_case_keep_to_one_partition(log: Log) -> None:
    streams = [fresh() for _ in range(20)]
    await asyncio.gather(*(log.writer.append(append(on(stream, events=2))) for stream in streams))
    stored = await log.pool.fetch("select stream_id, partition_hash from events")
    assert {tuple(one) for one in stored} == {(one, partition_hash(one)) for one in streams}
