"""`candour prepare`, `topics`, `secrets`, `health`: what an installation elsewhere stands on."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from shared.database.embedded import EmbeddedPostgres
from shared.database.urls import for_role
from tests.journeys.installation import CANDOUR, temporary_home
from tests.support.free_ports import free_run_of_ports
from tests.support.kafka import GIVEN


def _candour(
    *arguments: str, kafka: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*CANDOUR, *arguments],
        env={**os.environ, GIVEN: kafka, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _refusal(*arguments: str, code: int = 1, kafka: str = "") -> str:
    done = _candour(*arguments, kafka=kafka)
    assert done.returncode == code, done.stdout
    assert len(done.stderr.splitlines()) == 1, done.stderr
    return done.stderr


def _drawn(folder: Path) -> Path:
    done = _candour("secrets", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """A server of its own, and the URL of an administrator of it who is no superuser."""

    server: str
    administrator: str


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Elsewhere]:
    with temporary_home() as home, EmbeddedPostgres(home, {"fsync": "off"}) as server:
        dsn = server.superuser_dsn
        _sql(dsn, "create role administrator login createrole createdb password 'let-me'")
        yield Elsewhere(
            server=dsn,
            administrator=for_role(
                dsn, role="administrator", password="let-me", database="postgres"
            ),
        )


def _sql(dsn: str, statement: str) -> list[asyncpg.Record]:
    async def ask() -> list[asyncpg.Record]:
        connection = await asyncpg.connect(dsn)
        try:
            return await connection.fetch(statement)
        finally:
            await connection.close()

    return asyncio.run(ask())


def _logs_in(server: str, secrets: Path, role: str) -> bool:
    password = (secrets / role).read_text().strip()
    try:
        _sql(for_role(server, role=role, password=password, database=role), "select 1")
    except asyncpg.InvalidPasswordError:
        return False
    return True


def test_an_administrator_who_is_no_superuser_prepares_it_as_often_as_one_likes(
    elsewhere: Elsewhere, tmp_path: Path
) -> None:
    secrets = _drawn(tmp_path / "secrets")
    told = ("prepare", "--administrator", elsewhere.administrator, "--only", "complaints")
    for _ in range(2):
        done = _candour(*told, "--passwords", str(secrets))
        assert done.returncode == 0, done.stderr
        assert "complaints: role, databases and schemas are up to date" in done.stdout
    assert _logs_in(elsewhere.server, secrets, "candour_complaints")
    names = [row["datname"] for row in _sql(elsewhere.server, "select datname from pg_database")]
    assert {"candour_complaints", "candour_complaints_keys"} <= set(names)
    assert "candour_referrals" not in names


def test_a_password_that_was_changed_in_its_file_is_changed(
    elsewhere: Elsewhere, tmp_path: Path
) -> None:
    secrets = _drawn(tmp_path / "secrets")
    told = ("prepare", "--administrator", elsewhere.administrator, "--only", "complaints")
    assert _candour(*told, "--passwords", str(secrets)).returncode == 0
    (secrets / "candour_complaints").unlink()
    _drawn(secrets)
    assert not _logs_in(elsewhere.server, secrets, "candour_complaints")
    assert _candour(*told, "--passwords", str(secrets)).returncode == 0
    assert _logs_in(elsewhere.server, secrets, "candour_complaints")


def test_the_administrators_password_comes_from_a_file(
    elsewhere: Elsewhere, tmp_path: Path
) -> None:
    host = urlsplit(elsewhere.administrator).netloc.rpartition("@")[2]
    (tmp_path / "password").write_text("let-me\n")
    secrets = _drawn(tmp_path / "secrets")
    done = _candour(
        "prepare",
        "--only",
        "complaints",
        CANDOUR_ADMINISTRATOR_URL=f"postgresql://administrator@{host}/postgres",
        CANDOUR_ADMINISTRATOR_PASSWORD_FILE=str(tmp_path / "password"),
        CANDOUR_PASSWORDS=str(secrets),
    )
    assert done.returncode == 0, done.stderr


def test_what_keeps_it_from_preparing_is_one_sentence(elsewhere: Elsewhere, tmp_path: Path) -> None:
    secrets = _drawn(tmp_path / "secrets")
    there = ("prepare", "--passwords", str(secrets), "--administrator")
    nobody = f"postgresql://administrator:x@127.0.0.1:{free_run_of_ports(1)}/postgres"
    assert "does not answer" in _refusal(*there, nobody)
    wrong = elsewhere.administrator.replace("let-me", "let-me-not")
    assert "password authentication failed" in _refusal(*there, wrong)
    assert "adoption" in _refusal(*there, elsewhere.administrator, "--only", "adoption", code=2)
    (secrets / "candour_complaints").unlink()
    assert "candour_complaints cannot be read" in _refusal(*there, elsewhere.administrator)


@pytest.mark.parametrize("host", ["[::1", "127.0.0.1:99999"])
def test_an_administrators_url_that_is_none_is_not_shown(tmp_path: Path, host: str) -> None:
    url = f"postgresql://administrator:let-me@{host}/postgres"
    told = ("prepare", "--passwords", str(_drawn(tmp_path / "secrets")), "--administrator", url)
    said = _refusal(*told, code=2)
    assert "CANDOUR_ADMINISTRATOR_URL is no address" in said
    assert "let-me" not in said


def test_an_administrators_url_of_another_kind_of_server_is_a_wrong_use(tmp_path: Path) -> None:
    told = ("prepare", "--passwords", str(_drawn(tmp_path / "secrets")), "--administrator")
    said = _refusal(*told, "mysql://root@127.0.0.1/", code=2)
    assert said.startswith("CANDOUR_ADMINISTRATOR_URL: invalid DSN")


def test_secrets_are_drawn_once_and_closed_to_others(tmp_path: Path) -> None:
    folder = _drawn(tmp_path / "secrets")
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert {"postgres_password", "candour_owner", "complaints_master_key"} <= set(before)
    assert len(set(before.values())) == len(before)
    assert all(not file.stat().st_mode & 0o077 for file in folder.iterdir())
    (folder / "candour_owner").unlink()
    assert _candour("secrets", str(folder)).stdout == f"drew {folder / 'candour_owner'}\n"
    after = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert after.keys() == before.keys()
    assert {name for name in before if after[name] != before[name]} == {"candour_owner"}
    assert _candour("secrets", str(folder)).stdout == "nothing is missing\n"


def test_secrets_that_are_there_are_looked_at_and_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    folder.mkdir(mode=0o700)
    (folder / "candour_owner").touch(mode=0o600)
    (folder / "candour_complaints").write_text(" \n")
    (folder / "candour_complaints").chmod(0o640)
    (folder / "complaints_master_key").write_bytes(b"k" * 31)
    (folder / "complaints_master_key").chmod(0o600)
    (folder / "referrals_master_key").symlink_to(tmp_path / "nowhere")
    for drawn in (f"drew {folder / 'postgres_password'}", "nothing is missing\n"):
        done = _candour("secrets", str(folder))
        assert done.returncode == 1
        assert drawn in done.stdout
        assert "complaints_master_key" not in done.stdout
        named = done.stderr.splitlines()
        assert [fault.removeprefix(f"{folder}/").split(":")[0] for fault in named] == [
            "candour_owner is empty",
            "candour_complaints is empty",
            "candour_complaints is open to others",
            "complaints_master_key holds 31 bytes, and a key 32",
            "referrals_master_key is no file",
        ]
    assert (folder / "complaints_master_key").read_bytes() == b"k" * 31
    assert not (tmp_path / "nowhere").exists()


def test_a_secret_that_the_disk_does_not_take_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    full = ("sh", "-c", 'ulimit -f 0; exec "$@"', "sh")
    done = subprocess.run(
        [*full, *CANDOUR, "secrets", str(folder)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert done.stderr == f"{folder / 'postgres_password'}: File too large\n"
    assert list(folder.iterdir()) == []


def test_a_broker_that_may_have_refused_our_password_is_not_said_to_be_away(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("let-me\n")
    done = _candour(
        "topics",
        kafka="127.0.0.1:1",
        CANDOUR_KAFKA_SECURITY_PROTOCOL="SASL_PLAINTEXT",
        CANDOUR_KAFKA_SASL_MECHANISM="PLAIN",
        CANDOUR_KAFKA_SASL_USERNAME="candour",
        CANDOUR_KAFKA_SASL_PASSWORD_FILE=str(tmp_path / "password"),
    )
    assert done.returncode == 1
    assert "over SASL_PLAINTEXT, or it does not take our name and password" in done.stderr


def test_topics_without_a_broker_are_one_sentence() -> None:
    assert f"{GIVEN} says where Kafka is" in _refusal("topics")
    assert "no Kafka answers at 127.0.0.1:1" in _refusal("topics", kafka="127.0.0.1:1")


def test_a_file_of_topics_that_is_none_is_named_before_the_broker(tmp_path: Path) -> None:
    file = tmp_path / "topics.toml"
    absent = _candour("topics", "--file", str(file), kafka="127.0.0.1:1")
    assert absent.returncode == 2
    assert "does not exist" in absent.stderr
    file.write_text("[[topic]]\nservice = 'complaints'\n")
    told = ("topics", "--file", str(file))
    assert "topics.toml does not declare" in _refusal(*told, kafka="127.0.0.1:1")
    assert "'partitions' is missing" in _refusal(*told, kafka="127.0.0.1:1")


def test_an_address_where_nobody_is_is_not_well() -> None:
    address = f"http://127.0.0.1:{free_run_of_ports(1)}/health/ready"
    assert "does not answer" in _refusal("health", address)
    for strange in ("file:///etc/hostname", "http://[::1"):
        assert "is no http address" in _refusal("health", strange)
