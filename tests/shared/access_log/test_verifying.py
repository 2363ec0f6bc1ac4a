"""What somebody does to the access log behind the service's back is found and named."""

from dataclasses import fields

import pytest

from shared.access_log import verifying
from shared.access_log.recording import AccessLog
from shared.access_log.verifying import BrokenRead, verify_access_log
from shared.database.engine import Connection, Pool
from tests.shared.access_log.officers import OTHER_CASE, a_read


@pytest.fixture
async def told(access_log: AccessLog, superuser: Connection) -> AccessLog:
    """Five reads, and the guards of the table taken away."""
    for number in range(5):
        await access_log.record(a_read(by=f"officer-{number}"))
    await superuser.execute("alter table access_log disable trigger all")
    return access_log


async def findings(pool: Pool) -> list[BrokenRead]:
    async with pool.acquire() as connection:
        return list((await verify_access_log(connection)).findings)


@pytest.mark.parametrize("rows_at_a_time", [1, 2, 5, 2000])
@pytest.mark.usefixtures("told")
async def test_an_untouched_log_is_sound(
    pool: Pool, monkeypatch: pytest.MonkeyPatch, rows_at_a_time: int
) -> None:
    monkeypatch.setattr(verifying, "_ROWS_AT_A_TIME", rows_at_a_time)
    async with pool.acquire() as connection:
        verification = await verify_access_log(connection)
    assert (verification.ok, verification.reads_checked) == (True, 5)
    assert verification.findings == ()


async def test_an_empty_log_is_sound(pool: Pool) -> None:
    assert await findings(pool) == []


@pytest.mark.parametrize(
    "edit",
    [
        "read_at = read_at + interval '1 microsecond'",
        "authority = 'demo2'",
        "subject = 'somebody-else'",
        "worker = null",
        "worker = ''",
        "role = 'auditor'",
        "team = null",
        "agency = 'police'",
        "act = 'list-cases'",
        "kind = 'referral'",
        "streams = '{}'",
        f"streams = streams || '{OTHER_CASE}'::uuid",
        "reason = null",
        "correlation_id = gen_random_uuid()",
        "hash = sha256('')",
    ],
)
@pytest.mark.parametrize("rows_at_a_time", [1, 2000])
@pytest.mark.usefixtures("told")
async def test_an_edited_read_is_named(
    pool: Pool,
    superuser: Connection,
    monkeypatch: pytest.MonkeyPatch,
    edit: str,
    rows_at_a_time: int,
) -> None:
    monkeypatch.setattr(verifying, "_ROWS_AT_A_TIME", rows_at_a_time)
    await superuser.execute(f"update access_log set {edit} where position = 2")
    first, *_ = await findings(pool)
    assert (first.kind, first.position) == ("edited", 2)


@pytest.mark.usefixtures("told")
async def test_every_column_is_under_the_hash(superuser: Connection) -> None:
    columns = await superuser.fetch(
        "select attname from pg_attribute where attrelid = 'access_log'::regclass and attnum > 0"
    )
    named = {f"r.{row['attname']}" for row in columns} - {"r.hash"}
    source = await superuser.fetchval("select prosrc from pg_proc where proname = 'access_hash'")
    assert {name for name in named if name not in source} == set()


@pytest.mark.usefixtures("told")
async def test_an_edited_read_with_a_hash_made_anew_breaks_the_next(
    pool: Pool, superuser: Connection
) -> None:
    await superuser.execute("update access_log set subject = 'nobody' where position = 2")
    await superuser.execute(
        "update access_log r set hash = access_hash(before.hash, r) from access_log before"
        " where r.position = 2 and before.position = 1"
    )
    assert [(one.kind, one.position) for one in await findings(pool)] == [("edited", 3)]


@pytest.mark.parametrize(("first", "last"), [(1, 1), (2, 2), (2, 4)])
@pytest.mark.usefixtures("told")
async def test_a_deleted_read_is_missed(
    pool: Pool, superuser: Connection, first: int, last: int
) -> None:
    await superuser.execute("delete from access_log where position between $1 and $2", first, last)
    (found,) = await findings(pool)
    assert (found.kind, found.position) == ("deleted", first)
    assert f"reads {first} to {last}" in found.said


@pytest.mark.usefixtures("told")
async def test_reads_in_another_order_are_named(pool: Pool, superuser: Connection) -> None:
    for here, there in ((2, 20), (3, 2), (20, 3)):
        await superuser.execute(
            "update access_log set position = $2 where position = $1", here, there
        )
    assert [one.position for one in await findings(pool)] == [2, 3, 4]


def test_a_finding_names_nobody() -> None:
    assert {field.name for field in fields(BrokenRead)} == {"kind", "position", "said"}
