"""What a service's roles may and may not do, and that provisioning twice changes nothing."""

from pathlib import Path

import asyncpg
import pytest

from shared.database.identifiers import quoted
from shared.database.passwords import Passwords, PasswordsExposed
from shared.database.provision import provision
from tests.support.postgres import Postgres


async def test_a_service_gets_its_databases_and_keeps_them(postgres: Postgres) -> None:
    first = await provision(postgres.server, postgres.passwords, "sheltered")
    again = await provision(postgres.server, postgres.passwords, "sheltered")
    assert first == again
    assert (first.main.name, first.keys.name) == ("candour_sheltered", "candour_sheltered_keys")
    for database in (first.main, first.keys):
        service = await asyncpg.connect(database.service_dsn)
        assert await service.fetchval("select current_user") == "candour_sheltered"
        for beyond in ("create schema mine", "create table public.mine (x integer)"):
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await service.execute(beyond)
        await service.close()
        owner = await asyncpg.connect(database.owner_dsn)
        await owner.execute(f"create schema if not exists {quoted(database.schema)}")
        await owner.close()
    superuser = await asyncpg.connect(postgres.server.superuser_dsn)
    for database in (first.main, first.keys):
        await superuser.execute(f"drop database {database.name}")
    await superuser.close()


async def test_a_service_cannot_connect_to_the_databases_of_another(postgres: Postgres) -> None:
    ours = await provision(postgres.server, postgres.passwords, "sheltered")
    theirs = await provision(postgres.server, postgres.passwords, "curious")
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await asyncpg.connect(theirs.main.service_dsn, database=ours.keys.name)
    superuser = await asyncpg.connect(postgres.server.superuser_dsn)
    for database in (ours.main, ours.keys, theirs.main, theirs.keys):
        await superuser.execute(f"drop database {database.name}")
    await superuser.close()


def test_passwords_are_drawn_once_and_kept(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "database.json"
    first = Passwords(path).of("candour_owner")
    assert len(first) >= 32
    assert Passwords(path).of("candour_owner") == first
    assert Passwords(path).of("candour_complaints") != first
    assert path.stat().st_mode & 0o777 == 0o600


def test_passwords_that_others_can_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "database.json"
    Passwords(path).of("candour_owner")
    path.chmod(0o640)
    with pytest.raises(PasswordsExposed):
        Passwords(path).of("candour_owner")


@pytest.mark.parametrize("name", ["", "a b", 'a"', "A", "1a", "a;drop", "a" * 64])
def test_names_that_are_not_plain_are_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a plain SQL name"):
        quoted(name)
