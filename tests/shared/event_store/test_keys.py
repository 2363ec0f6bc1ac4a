"""Keys: made once whoever asks first, never replaced, destroyed for good, in a real database."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Final
from uuid import UUID, uuid5

import asyncpg
import pytest
from typing_extensions import override

from shared.clock import fresh
from shared.database.line import Line
from shared.event_store import keys as keys_module
from shared.event_store.key_names import KeyKind, KeyLost, KeyName, Keys, KeyWanted, PersonErased
from shared.event_store.keys import KeyRing
from shared.event_store.master_key import MasterKey, UnsafeMasterKey
from shared.event_store.sealing import BrokenSeal
from shared.event_store.wrapping import KeyRow, WrongMasterKey
from tests.shared.event_store.keyring import MASTER, case, key_ring, person, text, wanted
from tests.support.postgres import Database, Databases

OWNER: Final = UUID(int=1)
CASE: Final = UUID(int=2)
PROCESSES: Final = 4
PEOPLE: Final = 60
SOMEBODY_WAITS: Final = """
select exists (
    select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
) from pg_sleep(0.01)
"""


@pytest.fixture
async def database(databases: Databases) -> Database:
    return await databases.fresh("complaints_keys")


@pytest.fixture
async def ring(database: Database) -> AsyncIterator[KeyRing]:
    async with key_ring(database.service_dsn) as ring:
        yield ring


async def test_a_key_is_made_once_and_read_back_the_same(database: Database, ring: KeyRing) -> None:
    made = await ring.ensure([wanted(person(OWNER)), wanted(text(UUID(int=3)), under=CASE)])
    assert made.live.keys() == {person(OWNER), case(CASE), text(UUID(int=3))}
    assert len(set(made.live.values())) == 3
    async with key_ring(database.service_dsn) as other:
        assert (await other.fetch(made.live)).live == made.live
        again = await other.ensure([wanted(person(OWNER)), wanted(text(UUID(int=3)), under=CASE)])
        assert again.live == made.live


async def test_a_key_that_never_was_is_lost_not_erased(ring: KeyRing) -> None:
    keys = await ring.fetch([person(OWNER)])
    assert keys == Keys()
    with pytest.raises(KeyLost):
        keys.to_read(person(OWNER))


async def test_a_destroyed_key_reads_as_erased_and_refuses_writing(ring: KeyRing) -> None:
    await ring.ensure([wanted(person(OWNER))])
    assert await ring.destroy([person(OWNER)]) == 1
    keys = await ring.fetch([person(OWNER)])
    assert keys.to_read(person(OWNER)) is None
    with pytest.raises(PersonErased):
        keys.to_write(person(OWNER))
    with pytest.raises(PersonErased):
        await ring.ensure([wanted(person(OWNER))])


async def test_destroying_again_or_what_never_was_changes_nothing_but_stays(ring: KeyRing) -> None:
    assert await ring.destroy([person(OWNER)]) == 0
    assert await ring.destroy([person(OWNER)]) == 0
    with pytest.raises(PersonErased):
        await ring.ensure([wanted(person(OWNER))])


async def test_a_key_that_is_just_being_made_is_destroyed_too(
    database: Database, ring: KeyRing
) -> None:
    """Another process has made the key and not committed yet when it is to be destroyed."""
    connection = await asyncpg.connect(
        database.service_dsn, server_settings={"search_path": "keys"}
    )
    making = connection.transaction()
    await making.start()
    await connection.execute(
        "select ensure_keys('{person}', $1, '{wrapped}', '{master}', '{null}', '{null}')", [OWNER]
    )
    destroying = asyncio.create_task(ring.destroy([person(OWNER)]))
    await until_somebody_waits(database)
    await making.commit()
    assert await destroying == 1
    await connection.close()
    with pytest.raises(PersonErased):
        await ring.ensure([wanted(person(OWNER))])


async def until_somebody_waits(database: Database) -> None:
    """Until a connection to this database waits for a lock."""
    connection = await asyncpg.connect(database.superuser_dsn)
    async with asyncio.timeout(20):
        while not await connection.fetchval(SOMEBODY_WAITS):
            pass
    await connection.close()


async def test_with_a_case_go_all_its_texts(database: Database, ring: KeyRing) -> None:
    texts = [text(UUID(int=n)) for n in range(10, 13)]
    elsewhere = text(UUID(int=20))
    await ring.ensure([wanted(name, under=CASE) for name in texts])
    await ring.ensure([wanted(elsewhere, under=OWNER)])
    await ring.destroy([case(CASE)])
    async with key_ring(database.service_dsn) as other:
        keys = await other.fetch([*texts, elsewhere])
    assert keys.destroyed >= set(texts)
    assert keys.to_read(elsewhere) is not None
    with pytest.raises(PersonErased):
        await ring.ensure([wanted(text(UUID(int=30)), under=CASE)])


async def test_one_text_can_go_and_the_others_stay(ring: KeyRing) -> None:
    first, second = text(UUID(int=10)), text(UUID(int=11))
    await ring.ensure([wanted(first, under=CASE), wanted(second, under=CASE)])
    await ring.destroy([first])
    keys = await ring.fetch([first, second])
    assert keys.to_read(first) is None
    assert keys.to_read(second) is not None


async def test_the_service_cannot_change_or_delete_a_key_by_itself(
    database: Database, ring: KeyRing
) -> None:
    await ring.ensure([wanted(person(OWNER))])
    connection = await asyncpg.connect(
        database.service_dsn, server_settings={"search_path": "keys"}
    )
    for statement in (
        "update keys set wrapped = null, destroyed_at = now()",
        "delete from keys",
        "truncate keys",
        "insert into keys (kind, owner, wrapped_by) values ('person', gen_random_uuid(), 'me')",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(statement)
    await connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "update keys set wrapped = 'another'::bytea",
        "update keys set owner = gen_random_uuid()",
        "delete from keys",
        "truncate keys",
    ],
)
async def test_not_even_the_owner_replaces_or_removes_a_key(
    database: Database, ring: KeyRing, statement: str
) -> None:
    await ring.ensure([wanted(person(OWNER))])
    connection = await asyncpg.connect(database.owner_dsn, server_settings={"search_path": "keys"})
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(statement)
    await connection.close()


async def test_a_destroyed_key_is_not_revived_by_the_owner(
    database: Database, ring: KeyRing
) -> None:
    await ring.ensure([wanted(person(OWNER))])
    await ring.destroy([person(OWNER)])
    connection = await asyncpg.connect(database.owner_dsn, server_settings={"search_path": "keys"})
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute("update keys set wrapped = 'back'::bytea, destroyed_at = null")
    await connection.close()


async def test_rows_that_were_swapped_do_not_open(database: Database, ring: KeyRing) -> None:
    other = UUID(int=7)
    await ring.ensure([wanted(person(OWNER)), wanted(person(other))])
    connection = await asyncpg.connect(
        database.superuser_dsn, server_settings={"search_path": "keys"}
    )
    await connection.execute("alter table keys disable trigger all")
    await connection.execute(
        "update keys set wrapped = (select wrapped from keys where owner = $1) where owner = $2",
        OWNER,
        other,
    )
    await connection.close()
    async with key_ring(database.service_dsn) as reader:
        with pytest.raises(BrokenSeal):
            await reader.fetch([person(other)])


async def test_another_master_key_is_named_as_the_fault(database: Database, ring: KeyRing) -> None:
    await ring.ensure([wanted(person(OWNER))])
    async with key_ring(database.service_dsn, MasterKey.of(b"x" * 32)) as other:
        with pytest.raises(WrongMasterKey):
            await other.fetch([person(OWNER)])


async def test_a_key_destroyed_by_another_process_dies_here_when_memory_ends(
    database: Database, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000.0
    monkeypatch.setattr(keys_module, "monotonic", lambda: now)
    await ring.ensure([wanted(person(OWNER))])
    async with key_ring(database.service_dsn) as other:
        await other.destroy([person(OWNER)])
    assert (await ring.fetch([person(OWNER)])).to_read(person(OWNER)) is not None
    with pytest.raises(PersonErased):
        await ring.ensure([wanted(person(OWNER))])
    now += keys_module.CACHE_SECONDS
    assert (await ring.fetch([person(OWNER)])).to_read(person(OWNER)) is None


class LateRing(KeyRing):
    """Its answers arrive when they are let."""

    def __init__(self, dsn: str) -> None:
        super().__init__(dsn, "keys", MASTER)
        self.was_read, self.may_arrive = asyncio.Event(), asyncio.Event()

    @override
    async def _ask(self, line: Line, query: str, *arguments: Sequence[object]) -> list[KeyRow]:
        rows = await super()._ask(line, query, *arguments)
        self.was_read.set()
        await self.may_arrive.wait()
        return rows


async def test_a_key_that_was_on_its_way_when_it_was_destroyed_is_not_kept(
    database: Database, ring: KeyRing
) -> None:
    await ring.ensure([wanted(person(OWNER))])
    late = LateRing(database.service_dsn)
    reading = asyncio.create_task(late.fetch([person(OWNER)]))
    await late.was_read.wait()
    await late.destroy([person(OWNER)])
    late.may_arrive.set()
    await reading
    assert (await late.fetch([person(OWNER)])).destroyed == {person(OWNER)}
    await late.close()


async def test_a_page_of_keys_is_one_question(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [person(UUID(int=n)) for n in range(100)]
    async with key_ring(database.service_dsn) as writer:
        await writer.ensure([wanted(name) for name in names])
    async with key_ring(database.service_dsn) as reader:
        asked: list[str] = []
        really_ask = reader._ask

        async def counted(line: Line, query: str, *arguments: list[object]) -> object:
            asked.append(query)
            return await really_ask(line, query, *arguments)

        monkeypatch.setattr(reader, "_ask", counted)
        assert len((await reader.fetch(names)).live) == 100
        assert len((await reader.fetch(names[:50])).live) == 50
        assert len(asked) == 1


class CountingRing(KeyRing):
    """Counts its questions to the database."""

    questions = 0

    @override
    async def _ask(self, line: Line, query: str, *arguments: Sequence[object]) -> list[KeyRow]:
        self.questions += 1
        return await super()._ask(line, query, *arguments)


async def test_another_text_of_a_case_that_was_read_is_one_question(
    database: Database, ring: KeyRing
) -> None:
    await ring.ensure([wanted(text(OWNER), under=CASE)])
    counting = CountingRing(database.service_dsn, "keys", MASTER)
    await counting.fetch([text(OWNER)])
    made = await counting.ensure([wanted(text(UUID(int=3)), under=CASE)])
    assert counting.questions == 2
    async with key_ring(database.service_dsn) as other:
        assert (await other.fetch([text(UUID(int=3))])).live.items() <= made.live.items()
    await counting.close()


async def test_no_text_is_made_under_a_remembered_case_that_is_destroyed(
    database: Database, ring: KeyRing
) -> None:
    await ring.ensure([wanted(text(OWNER), under=CASE)])
    async with key_ring(database.service_dsn) as other:
        await other.destroy([case(CASE)])
    with pytest.raises(PersonErased):
        await ring.ensure([wanted(text(UUID(int=3)), under=CASE)])
    connection = await asyncpg.connect(
        database.service_dsn, server_settings={"search_path": "keys"}
    )
    assert await connection.fetchval("select count(*) from keys where owner = $1", UUID(int=3)) == 0
    await connection.close()


async def test_texts_of_a_new_case_survive_losing_the_race_for_its_key(database: Database) -> None:
    """Both rings propose a key for the case; the loser's text must open under the winner's."""
    async with key_ring(database.service_dsn) as one, key_ring(database.service_dsn) as other:
        for _ in range(20):
            new_case, first, second = fresh(), text(fresh()), text(fresh())
            made = await asyncio.gather(
                one.ensure([wanted(first, under=new_case)]),
                other.ensure([wanted(second, under=new_case)]),
            )
            assert made[0].live[case(new_case)] == made[1].live[case(new_case)]
            async with key_ring(database.service_dsn) as reader:
                read = await reader.fetch([first, second])
            assert read.live[first] == made[0].live[first]
            assert read.live[second] == made[1].live[second]


def test_processes_that_race_for_the_same_keys_get_the_same(
    database: Database,
) -> None:
    context = multiprocessing.get_context("spawn")
    with context.Pool(PROCESSES) as processes:
        told = processes.map(_make_keys, [database.service_dsn] * PROCESSES)
    assert len(told[0]) == PEOPLE * 2 + 1
    assert all(keys == told[0] for keys in told)


def _make_keys(dsn: str) -> dict[KeyName, bytes]:
    async def make() -> dict[KeyName, bytes]:
        made: dict[KeyName, bytes] = {}
        async with key_ring(dsn) as ring:
            for n in range(PEOPLE):
                owner = uuid5(OWNER, str(n))
                asked = [wanted(person(owner)), wanted(text(owner), under=CASE)]
                made |= (await ring.ensure(asked)).live
        return made

    return asyncio.run(make())


def test_a_text_key_needs_its_case_and_no_other_key_has_one() -> None:
    with pytest.raises(ValueError, match="under its case"):
        KeyWanted(name=text(OWNER))
    with pytest.raises(ValueError, match="under its case"):
        KeyWanted(name=person(OWNER), case=CASE)


def test_keys_are_not_printed() -> None:
    assert "secret" not in repr(Keys(live={KeyName(KeyKind.PERSON, OWNER): b"secret" * 6}))
    assert "mmmm" not in repr(MASTER)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_master_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    file = tmp_path / "master.key"
    file.write_bytes(b"m" * 32)
    file.chmod(mode)
    with pytest.raises(UnsafeMasterKey):
        MasterKey.read(file)


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
def test_a_master_key_of_another_length_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "master.key"
    file.write_bytes(content)
    file.chmod(0o600)
    with pytest.raises(UnsafeMasterKey):
        MasterKey.read(file)


def test_a_missing_master_key_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnsafeMasterKey, match="No such file"):
        MasterKey.read(tmp_path / "none")
