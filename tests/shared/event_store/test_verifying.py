"""What somebody does to the rows behind the service's back is found and named."""

from uuid import UUID

import pytest

from shared.clock.identifiers import fresh
from shared.database.engine import Connection
from shared.event_store import verifying
from shared.event_store.store import AnotherLog, Checkpoint, HoleInLog
from shared.event_store.verifying import Finding, verify
from tests.shared.event_store.appends import Log, append, on

FIRST, SECOND = UUID(int=1), UUID(int=2)


@pytest.fixture
async def told(log: Log, superuser: Connection) -> Log:
    """Two cases: positions 1, 2, 3 of the first; 4, 5 of the second; then 6 of the first."""
    await log.writer.append(append(on(FIRST, events=3)))
    await log.writer.append(append(on(SECOND, events=2)))
    await log.writer.append(append(on(FIRST, expected=3)))
    await superuser.execute("alter table events disable trigger all")
    return log


async def findings(log: Log, **readers: Checkpoint) -> list[Finding]:
    async with log.pool.acquire() as connection:
        return list((await verify(connection, readers)).findings)


async def at_the_head(log: Log) -> Checkpoint:
    head = await log.reader.head()
    return Checkpoint(log_id=head.log_id, position=head.position, event_id=head.event_id)


@pytest.mark.parametrize("rows_at_a_time", [1, 2, 3, 2000])
async def test_an_untouched_log_is_sound(
    told: Log, monkeypatch: pytest.MonkeyPatch, rows_at_a_time: int
) -> None:
    monkeypatch.setattr(verifying, "_ROWS_AT_A_TIME", rows_at_a_time)
    async with told.pool.acquire() as connection:
        verification = await verify(connection, {"projections": await at_the_head(told)})
    assert verification.ok
    assert verification.events_checked == 6
    assert verification.findings == ()


async def test_an_empty_log_is_sound(log: Log) -> None:
    assert await findings(log) == []


@pytest.mark.parametrize(
    "edit",
    [
        'payload = \'{"channel": "letter", "n": 1.0}\'',
        "recorded_at = recorded_at - interval '1 microsecond'",
        "occurred_on = occurred_on + 1",
        "actor = 'worker-2'",
        "actor_team = ''",
        "message = overlay(message placing '2' from 17)",
        "partition_hash = 0",
        "authority = 'demo2'",
        "hash = sha256('')",
    ],
)
@pytest.mark.parametrize("rows_at_a_time", [1, 2000])
async def test_an_edited_row_is_named(
    told: Log,
    superuser: Connection,
    monkeypatch: pytest.MonkeyPatch,
    edit: str,
    rows_at_a_time: int,
) -> None:
    monkeypatch.setattr(verifying, "_ROWS_AT_A_TIME", rows_at_a_time)
    await superuser.execute(f"update events set {edit} where position = 2")
    (found,) = await findings(told)
    assert (found.kind, found.position) == ("edited", 2)
    assert (found.stream_id, found.version) == (FIRST, 2)


async def test_an_edit_whose_own_hash_was_put_right_breaks_the_next_link(
    told: Log, superuser: Connection
) -> None:
    await superuser.execute("update events set actor = 'worker-2' where position = 2")
    await superuser.execute(
        "update events e set hash = event_hash((select hash from events where position = 1), e)"
        " where position = 2"
    )
    (found,) = await findings(told)
    assert (found.kind, found.position, found.version) == ("edited", 3, 3)


async def test_a_deleted_row_is_named_by_its_case_and_its_position(
    told: Log, superuser: Connection
) -> None:
    await superuser.execute("delete from events where position = 2")
    by_case, by_position = await findings(told)
    assert (by_case.kind, by_case.stream_id, by_case.version) == ("deleted", FIRST, 2)
    assert (by_position.kind, by_position.position) == ("deleted", 2)


async def test_a_deleted_first_event_of_a_case_is_named(told: Log, superuser: Connection) -> None:
    await superuser.execute("delete from events where position = 4")
    by_case, by_position = await findings(told)
    assert (by_case.kind, by_case.stream_id, by_case.version) == ("deleted", SECOND, 1)
    assert by_position.position == 4


async def test_a_deleted_last_event_of_a_case_leaves_a_hole(
    told: Log, superuser: Connection
) -> None:
    await superuser.execute("delete from events where position = 5")
    (found,) = await findings(told)
    assert (found.kind, found.position) == ("deleted", 5)
    assert found.said == "positions 5 to 5 are missing"


async def test_two_rows_that_changed_places_are_named(told: Log, superuser: Connection) -> None:
    await superuser.execute("update events set position = 100 where position = 2")
    await superuser.execute("update events set position = 2 where position = 5")
    await superuser.execute("update events set position = 5 where position = 100")
    moved = await findings(told)
    assert [(one.kind, one.position) for one in moved] == [("moved", 5), ("moved", 2)]


async def test_two_versions_that_changed_places_are_named(told: Log, superuser: Connection) -> None:
    await superuser.execute("update events set version = 100 where position = 2")
    await superuser.execute("update events set version = 2 where position = 3")
    await superuser.execute("update events set version = 3 where position = 2")
    (found,) = await findings(told)
    assert (found.kind, found.stream_id, found.position) == ("edited", FIRST, 3)


async def test_a_deleted_last_row_is_found_where_a_reader_had_seen_it(
    told: Log, superuser: Connection
) -> None:
    seen = await at_the_head(told)
    await superuser.execute("delete from events where position = 6")
    await superuser.execute("alter table commands disable trigger all")
    await superuser.execute("delete from commands where position = 6")
    assert await findings(told) == []
    (found,) = await findings(told, projections=seen)
    assert (found.kind, found.position) == ("reader-ahead", 6)
    assert "projections" in found.said
    with pytest.raises(AnotherLog):
        await told.reader.check(seen)


async def test_a_deleted_last_row_is_found_by_the_command_that_wrote_it(
    told: Log, superuser: Connection
) -> None:
    await superuser.execute("delete from events where position = 6")
    (found,) = await findings(told)
    assert (found.kind, found.position, found.stream_id, found.version) == ("deleted", 6, FIRST, 4)


async def test_a_reader_of_an_event_that_is_no_longer_there_is_named(told: Log) -> None:
    head = await at_the_head(told)
    other = Checkpoint(log_id=head.log_id, position=6, event_id=fresh())
    foreign = Checkpoint(log_id=fresh(), position=1, event_id=fresh())
    kinds = [one.kind for one in await findings(told, good=head, other=other, foreign=foreign)]
    assert kinds == ["rewritten", "another-log"]


async def test_findings_end_at_a_hundred(log: Log, superuser: Connection) -> None:
    for _ in range(2):
        await log.writer.append(append(*(on(fresh()) for _ in range(70))))
    await superuser.execute("alter table events disable trigger all")
    await superuser.execute("update events set actor = 'nobody'")
    assert len(await findings(log)) == 100


async def test_a_reader_is_stopped_by_a_hole(told: Log, superuser: Connection) -> None:
    await superuser.execute("delete from events where position = 2")
    with pytest.raises(HoleInLog):
        await told.reader.page(0)
    with pytest.raises(HoleInLog):
        await told.reader.page(1)
    assert [one.position for one in (await told.reader.page(2)).messages] == [3, 4, 5, 6]
