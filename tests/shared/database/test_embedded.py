"""The embedded server: started once, stopped cleanly, found again, and never left behind."""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from shared.database.embedded import EmbeddedPostgres, HomeInUse, Server
from shared.database.postmaster import Postmaster
from tests.support.postgres import Database, Databases

ROOT = Path(__file__).parents[3]
STARTS_AND_WAITS = """
import sys
from pathlib import Path
from shared.database.embedded import EmbeddedPostgres
server = EmbeddedPostgres(Path(sys.argv[1])).start()
print(server.data_folder, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """Below /tmp itself: pytest closes its own folders, and the server's account is another."""
    with tempfile.TemporaryDirectory(prefix="candour-home-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


async def asked(server: Server, question: str) -> object:
    connection = await asyncpg.connect(server.superuser_dsn)
    answer = await connection.fetchval(question)
    await connection.close()
    return answer


def supervisor(home: Path) -> "tuple[subprocess.Popen[str], Path]":
    process = subprocess.Popen(
        [sys.executable, "-c", STARTS_AND_WAITS, str(home)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def kill(process: "subprocess.Popen[str]") -> None:
    process.kill()
    process.communicate()


def alive(process_id: int) -> bool:
    return Path(f"/proc/{process_id}").exists()


async def until_gone(process_id: int) -> None:
    async with asyncio.timeout(60):
        while alive(process_id):  # noqa: ASYNC110 - the kernel tells nobody
            await asyncio.sleep(0.02)


def bystander() -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)


async def test_it_keeps_what_it_was_told_from_start_to_start(home: Path) -> None:
    with EmbeddedPostgres(home) as server:
        await asked(server, "create table told (said text)")
        await asked(server, "insert into told values ('something')")
    assert Postmaster.of(server.data_folder) is None
    with EmbeddedPostgres(home) as server:
        assert await asked(server, "select said from told") == "something"


async def test_its_settings_are_ours(home: Path) -> None:
    with EmbeddedPostgres(home) as server:
        for setting, value in {
            "server_encoding": "UTF8",
            "lc_collate": "C",
            "timezone": "UTC",
            "listen_addresses": "127.0.0.1",
            "password_encryption": "scram-sha-256",
            "fsync": "on",
            "synchronous_commit": "on",
        }.items():
            if setting == "lc_collate":
                shown = await asked(server, "select datcollate from pg_database limit 1")
            else:
                shown = await asked(server, f"show {setting}")
            assert shown == value, setting


async def test_nobody_gets_in_without_a_password(home: Path) -> None:
    with EmbeddedPostgres(home) as server:
        assert (home / "keys" / "database.json").stat().st_mode & 0o777 == 0o600
        for host in ("127.0.0.1", str(server.socket_dir)):
            for password in (None, "postgres"):
                with pytest.raises(
                    (asyncpg.InvalidPasswordError, asyncpg.InvalidAuthorizationSpecificationError)
                ):
                    await asyncpg.connect(
                        host=host, port=server.port, user="postgres", password=password
                    )


async def test_a_second_start_of_the_same_home_is_refused(home: Path) -> None:
    with EmbeddedPostgres(home) as server:
        with pytest.raises(HomeInUse):
            EmbeddedPostgres(home).start()
        assert await asked(server, "select 1") == 1


async def test_the_server_dies_with_the_one_who_started_it(home: Path) -> None:
    process, data = supervisor(home)
    running = Postmaster.of(data)
    assert running is not None
    kill(process)
    await until_gone(running.process_id)
    with EmbeddedPostgres(home) as server:
        assert await asked(server, "select 1") == 1


async def test_a_server_that_was_left_behind_is_stopped_at_the_next_start(home: Path) -> None:
    embedded = EmbeddedPostgres(home)
    embedded.start()
    left = embedded._process
    assert left is not None
    embedded._process = None
    embedded.stop()
    with EmbeddedPostgres(home) as server:
        assert left.wait(10) is not None
        assert await asked(server, "select 1") == 1


async def test_a_killed_server_recovers_what_was_committed(home: Path) -> None:
    embedded = EmbeddedPostgres(home)
    server = embedded.start()
    await asked(server, "create table told (said text)")
    await asked(server, "insert into told values ('something')")
    assert embedded._process is not None
    embedded._process.send_signal(signal.SIGKILL)
    embedded._process.wait()
    embedded.stop()
    with EmbeddedPostgres(home) as server:
        assert await asked(server, "select said from told") == "something"


async def test_a_pid_file_that_names_another_process_harms_nobody(home: Path) -> None:
    with EmbeddedPostgres(home) as server:
        pid_file = server.data_folder / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
    other = bystander()
    pid_file.write_text("\n".join([str(other.pid), *lines[1:]]) + "\n")
    with EmbeddedPostgres(home) as server:
        assert await asked(server, "select 1") == 1
        assert other.poll() is None
    other.communicate(b"\n")


async def test_a_start_that_was_killed_half_way_is_begun_anew(home: Path) -> None:
    half_made = home / "postgres" / "data.draft"
    half_made.mkdir(parents=True)
    (half_made / "PG_VERSION").write_text("18")
    (home / "postgres" / "password.draft").write_text("half")
    with EmbeddedPostgres(home) as server:
        assert await asked(server, "select 1") == 1
        left = {file.name for file in server.data_folder.parent.iterdir()}
    assert not {name for name in left if name.endswith(".draft")}


async def test_a_home_with_a_long_path_has_its_socket_elsewhere(home: Path) -> None:
    deep = home / ("a" * 60) / ("b" * 60)
    with EmbeddedPostgres(deep) as server:
        path = f"{server.socket_dir}/.s.PGSQL.{server.port}"
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(path)
    server.socket_dir.rmdir()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives the server another account")
async def test_a_home_that_the_account_of_the_server_cannot_reach_has_its_data_elsewhere(
    home: Path,
) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    with EmbeddedPostgres(closed / "home") as server:
        assert server.data_folder.parent.parent == Path("/var/lib")
        assert await asked(server, "select 1") == 1
        assert closed.stat().st_mode & 0o777 == 0o700
    shutil.rmtree(server.data_folder.parent)


async def test_another_service_cannot_connect_to_the_database_of_this_one(
    databases: Databases,
) -> None:
    ours = await databases.fresh("log")
    connection = await asyncpg.connect(ours.superuser_dsn)
    await connection.execute("create role candour_other login password 'other'")
    await connection.close()
    try:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await asyncpg.connect(_as(ours, "candour_other", "other"))
    finally:
        connection = await asyncpg.connect(ours.superuser_dsn)
        await connection.execute("drop role candour_other")
        await connection.close()


def _as(database: Database, role: str, password: str) -> str:
    return f"postgresql://{role}:{password}@{database.service_dsn.split('@', 1)[1]}"
