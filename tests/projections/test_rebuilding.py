"""A rebuilt generation holds the same rows as the live one; else it is not switched to."""

import asyncio
import random

import asyncpg
import orjson
import pytest

from services.projections.application.projecting import Projecting
from services.projections.application.rebuilds import (
    NothingToGoBackTo,
    RebuildKind,
    RebuildState,
    RebuildUnderWay,
)
from services.projections.application.tokens import Token
from services.projections.store.generations import fetched
from services.projections.store.rebuilding.requests import TakenUp
from services.projections.store.writing import ReadModels
from shared.runner import retry, skip
from tests.projections.any_log import AnyLog
from tests.projections.asking import ask as ask_figure
from tests.projections.conftest import Projected
from tests.projections.messages import AUTHORITY
from tests.projections.rebuilding import (
    ask,
    carried_out,
    ended,
    live_number,
    live_rows,
    rebuilder,
)
from tests.projections.test_reading import LossyLog, some_log

PROJECTION = Projecting(ReadModels())
LOCKS_OF_REBUILDS = """
select count(*) from pg_locks where locktype = 'advisory' and objid = 7214102
   and database = (select oid from pg_database where datname = current_database())
"""


async def stand_aside(projected: Projected, log: AnyLog, seed: int) -> None:
    """Some messages cannot be read: of those that were parked, one case is mended, one skipped."""
    chance = random.Random(seed)
    spoilt = sorted(chance.sample(range(1, len(log.bodies) + 1), 12))
    sound = {position: log.spoil(position) for position in spoilt}
    await projected.read(log, page=chance.randrange(3, 90))
    first = await projected.pool.fetch(
        "select distinct on (stream_id) position, stream_id, reason from parked"
        " order by stream_id, version"
    )
    assert len(first) > 3
    for number, row in enumerate(first):
        if number % 3 == 0:
            await skip(
                projected.pool,
                "figures",
                PROJECTION,
                source="complaints",
                position=row["position"],
                authority=AUTHORITY,
                by="an-administrator",
                because="cannot be mended",
            )
        if number % 3 == 1:
            await projected.pool.execute(
                "update parked set body = $2 where position = $1",
                row["position"],
                sound[row["position"]],
            )
    await retry(projected.pool, "figures", PROJECTION)


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_what_is_rebuilt_is_what_was_there(projected: Projected, seed: int) -> None:
    """However it was cut into pages, and whatever was parked, mended, skipped or came late."""
    log = AnyLog(seed, cases=60).grow(500)
    await stand_aside(projected, log, seed)
    before = await live_rows(projected)
    parked = await projected.pool.fetch("select * from parked order by position")
    rebuilt = await carried_out(projected)
    assert (rebuilt.state, rebuilt.failure) == (RebuildState.DONE, None)
    assert await live_number(projected) == 2
    assert await live_rows(projected) == before
    assert await projected.pool.fetch("select * from parked order by position") == parked
    kept = await projected.pool.fetchval("select count(*) from messages")
    assert (rebuilt.checks["messages"], rebuilt.messages_done) == (kept, kept)
    assert rebuilt.checks["cases"] == len(before["heads"])
    assert rebuilt.checks["parked_cases"] > 0
    assert rebuilt.checks["parked_now_fit"] == 0


async def test_a_message_that_was_healed_below_the_position_is_in_it(projected: Projected) -> None:
    log = some_log()
    lossy = LossyLog(bodies=log.bodies)
    lossy.lost = frozenset({2})
    await projected.read(lossy)
    before = await live_rows(projected)
    await carried_out(projected)
    assert await live_rows(projected) == before


@pytest.mark.parametrize("seed", [4, 5])
async def test_what_comes_while_it_is_built_is_in_it(projected: Projected, seed: int) -> None:
    """Read, retried and skipped after the snapshot and before the switch."""
    log = AnyLog(seed, cases=40).grow(200)
    await projected.read(log)
    asked = await ask(projected)
    building = rebuilder(projected)
    told = TakenUp(projected.pool)
    async with building._leading() as leading:
        generation, checks = await building._built(leading, told, asked)
        log.grow(300)
        await stand_aside(projected, log, seed)
        before = await live_rows(projected)
        await building._switch(leading, asked, generation, checks)
    assert await live_number(projected) == generation
    assert await live_rows(projected) == before
    log.grow(100)
    await projected.read(log)
    fresh = await live_rows(projected)
    back = await carried_out(projected, RebuildKind.BACK, named="back")
    assert back.state is RebuildState.DONE
    assert await live_number(projected) == 1
    assert await live_rows(projected) == fresh


async def test_going_back_and_dropping_the_oldest(projected: Projected) -> None:
    log = AnyLog(6, cases=10).grow(60)
    await projected.read(log)
    with pytest.raises(NothingToGoBackTo):
        await ask(projected, RebuildKind.BACK, named="too early")
    await carried_out(projected, named="first")
    await carried_out(projected, named="second")
    numbers = await projected.pool.fetch("select number, state from generations order by number")
    assert [tuple(row) for row in numbers] == [(2, "kept"), (3, "live")]
    assert await _schemas(projected) == ["projections", "projections_g2", "projections_g3"]
    await projected.read(log.grow(40))
    now = await live_rows(projected)
    back = await carried_out(projected, RebuildKind.BACK, named="back")
    assert (back.state, back.generation, await live_number(projected)) == (RebuildState.DONE, 2, 2)
    assert await live_rows(projected) == now
    assert (await carried_out(projected, named="third")).generation == 4
    assert await live_rows(projected) == now


async def test_going_back_in_a_restored_database_misses_nothing(projected: Projected) -> None:
    """There, transactions are counted anew: what comes now looks older than what was seen."""
    log = AnyLog(11, cases=10).grow(60)
    await projected.read(log)
    await carried_out(projected)
    await projected.pool.execute("select saw(1, '900000000:900000000:')")
    await projected.read(log.grow(40))
    now = await live_rows(projected)
    back = await carried_out(projected, RebuildKind.BACK, named="back")
    assert (back.state, await live_number(projected)) == (RebuildState.DONE, 1)
    assert await live_rows(projected) == now


async def test_the_new_tables_have_the_same_indexes_keys_and_rights(projected: Projected) -> None:
    await projected.read(some_log())
    described = """
        select replace(pg_get_indexdef(x.indexrelid), n.nspname, 'G')
               || x.indisprimary::text as told
        from pg_index x join pg_class t on t.oid = x.indrelid
        join pg_namespace n on n.oid = t.relnamespace
        where n.nspname = 'projections_g' || $1
        union all
        select c.relname || coalesce(c.reloptions::text, '') || c.relacl::text
               || c.relpersistence::text
        from pg_class c where c.relkind = 'r'
          and c.relnamespace = ('projections_g' || $1)::regnamespace
        union all
        select conrelid::regclass::name || pg_get_constraintdef(oid)
        from pg_constraint where connamespace = ('projections_g' || $1)::regnamespace
        order by 1"""
    await carried_out(projected)
    first, second = [
        [row["told"].replace(f"projections_g{number}.", "") for row in rows]
        for number in (1, 2)
        if (rows := await projected.pool.fetch(described, str(number)))
    ]
    assert len(first) > 30
    assert second == first


async def test_poison_that_shows_only_on_a_rebuild_switches_nothing(projected: Projected) -> None:
    """Such as a message of a shape that an older reader took."""
    log = AnyLog(7, cases=20).grow(80)
    await projected.read(log)
    before = await live_rows(projected)
    log.spoil(17)
    await _as_owner(projected, "update messages set body = $1 where position = 17", log.bodies[16])
    failed = await carried_out(projected)
    assert (failed.state, failed.failure) == (RebuildState.FAILED, "poison-only-on-rebuild")
    assert (failed.failed_source, failed.failed_position) == ("complaints", 17)
    assert await live_number(projected) == 1
    assert await live_rows(projected) == before
    assert await _schemas(projected) == ["projections", "projections_g1"]


async def test_poison_among_what_came_meanwhile_switches_nothing(projected: Projected) -> None:
    log = AnyLog(8, cases=20).grow(40)
    await projected.read(log)
    asked = await ask(projected)
    building = rebuilder(projected)
    told = TakenUp(projected.pool)
    async with building._leading() as leading:
        generation, checks = await building._built(leading, told, asked)
        await projected.read(log.grow(10))
        log.spoil(45)
        await _as_owner(
            projected, "update messages set body = $1 where position = 45", log.bodies[44]
        )
        with pytest.raises(Exception, match="poison-only-on-rebuild"):
            await building._switch(leading, asked, generation, checks)
    assert await live_number(projected) == 1


async def test_a_value_that_no_table_takes_fails_it_too(projected: Projected) -> None:
    log = AnyLog(9, cases=5).grow(20)
    await projected.read(log)
    told = orjson.loads(log.bodies[3])
    told["data"]["actor"]["team"] = "nul\x00"
    await _as_owner(
        projected, "update messages set body = $1 where position = 4", orjson.dumps(told)
    )
    failed = await carried_out(projected)
    assert failed.failure == "poison-only-on-rebuild"
    assert await live_number(projected) == 1


async def test_a_case_with_a_message_too_few_switches_nothing(projected: Projected) -> None:
    await projected.read(AnyLog(10, cases=5).grow(40))
    await _as_owner(projected, "delete from messages where position = 20")
    failed = await carried_out(projected)
    assert failed.failure == "case-incomplete"
    assert await live_number(projected) == 1


async def test_what_was_dropped_before_somebody_could_go_back_is_told_as_failed(
    projected: Projected,
) -> None:
    await projected.read(some_log())
    await carried_out(projected, named="first")
    asked = await ask(projected, RebuildKind.BACK, named="back")
    await projected.pool.execute("select drop_generation(1)")
    assert await rebuilder(projected).carry_out()
    failed = await ended(projected, asked.rebuild_id)
    assert (failed.state, failed.failure) == (RebuildState.FAILED, "no-former-generation")
    assert await live_number(projected) == 2


async def test_one_at_a_time_and_the_same_command_is_the_same_rebuild(projected: Projected) -> None:
    await projected.read(some_log())
    first = await ask(projected, named="first")
    assert await ask(projected, named="first") == first
    with pytest.raises(RebuildUnderWay):
        await ask(projected, named="second")
    async with rebuilder(projected)._leading() as elsewhere:
        assert await elsewhere.fetchval("select pg_try_advisory_lock(7214102)")
        assert not await rebuilder(projected).carry_out()
    assert await rebuilder(projected).carry_out()
    assert (await ended(projected, first.rebuild_id)).state is RebuildState.DONE


async def test_the_lock_of_a_rebuild_that_fails_is_free_at_once(projected: Projected) -> None:
    async def fail() -> None:
        async with rebuilder(projected)._leading() as leading:
            assert await leading.fetchval("select pg_try_advisory_lock(7214102)")
            await leading.execute("select no_such_column")

    for _ in range(20):
        with pytest.raises(asyncpg.UndefinedColumnError):
            await fail()
        assert await projected.pool.fetchval(LOCKS_OF_REBUILDS) == 0


async def test_the_lock_of_a_machine_that_vanished_is_free_in_half_a_minute(
    projected: Projected,
) -> None:
    async with rebuilder(projected)._leading() as leading:
        told = [
            int(await leading.fetchval(f"show tcp_keepalives_{name}"))
            for name in ("idle", "interval", "count")
        ]
    idle, interval, count = told
    assert 0 < idle + interval * count < 30


async def test_the_same_command_many_times_at_once_is_the_same_rebuild(
    projected: Projected,
) -> None:
    for number in range(60):
        asked = await asyncio.gather(*(ask(projected, named=f"at once {number}") for _ in range(8)))
        assert len({one.rebuild_id for one in asked}) == 1
        await TakenUp(projected.pool).fail(asked[0].rebuild_id, "ended-by-a-test")


async def test_a_rebuild_that_was_begun_three_times_in_vain_is_given_up(
    projected: Projected,
) -> None:
    asked = await ask(projected)
    for _ in range(3):
        await TakenUp(projected.pool).take_up(asked.rebuild_id)
    await projected.pool.execute("select begin_generation(pg_current_snapshot())")
    await rebuilder(projected).carry_out()
    assert (await ended(projected, asked.rebuild_id)).failure == "attempts-ended"
    assert await _schemas(projected) == ["projections", "projections_g1"]


async def test_a_token_gives_its_answer_again_after_the_switch(projected: Projected) -> None:
    log = some_log()
    await projected.read(log)
    before = await ask_figure(projected, "complaints.received")
    token = Token(
        standpoint=before.standpoint,
        definitions={"complaints.received": before.indicator.version},
        known_on=None,
    )
    await carried_out(projected)
    assert await ask_figure(projected, "complaints.received", token=token) == before


async def test_nothing_at_all_can_be_rebuilt(projected: Projected) -> None:
    assert (await carried_out(projected)).state is RebuildState.DONE
    assert await fetched(projected.pool, "select * from heads") == []
    await projected.read(some_log())
    assert len(await fetched(projected.pool, "select * from heads")) == 6


async def test_the_service_can_neither_make_nor_drop_anything_else(projected: Projected) -> None:
    for statement in (
        "create schema mine",
        "create table projections.mine (one int)",
        "drop schema projections_g1 cascade",
        "update generations set state = 'kept', seen = pg_current_snapshot()",
        "delete from rebuilds",
        "drop table messages",
    ):
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            await projected.pool.execute(statement)
    with pytest.raises(Exception, match="is live"):
        await projected.pool.execute("select drop_generation(1)")
    with pytest.raises(Exception, match="not being built"):
        await projected.pool.execute("select finish_table(1, 'clocks')")


async def _schemas(projected: Projected) -> list[str]:
    schemas = await projected.pool.fetch(
        "select nspname from pg_namespace where nspname like 'projections%' order by 1"
    )
    return [row["nspname"] for row in schemas]


async def _as_owner(projected: Projected, statement: str, *told: object) -> None:
    """What only whoever owns the database could do."""
    connection = await asyncpg.connect(projected.database.owner_dsn)
    try:
        await connection.execute("set search_path to projections")
        await connection.execute(statement, *told)
    finally:
        await connection.close()
