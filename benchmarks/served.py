"""Services as processes, to be asked over HTTP: ours as `candour up` runs it, and others'."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import asyncpg
import httpx

from shared.clock import SystemClock
from shared.identity import ensure_key, mint
from tests.support.free_ports import free_run_of_ports
from tests.support.postgres import Database, Databases

AUTHORITY: Final = "bench"
ROLE: Final = "complaints-manager"
SECONDS_TO_START: Final = 60.0
_UVICORN: Final = ("--loop", "uvloop", "--http", "httptools", "--no-access-log")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A service that answers on `port`, whom `token` signs in, and the database it writes to."""

    port: int
    token: str
    database: Database
    process_id: int

    def processor_seconds(self) -> float:
        """What its process has used of a processor so far."""
        status = Path(f"/proc/{self.process_id}/stat").read_text(encoding="ascii")
        values = status.rsplit(")", 1)[1].split()
        return (int(values[11]) + int(values[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def complaints(databases: Databases) -> AsyncIterator[Served]:
    """Our service, with databases and keys of its own."""
    database = await databases.fresh("complaints")
    keys = await databases.fresh("complaints_keys")
    with TemporaryDirectory(prefix="candour-bench-") as folder:
        home = Path(folder)
        ensure_key(home / "master.key")
        secret = ensure_key(home / "token.key")
        settings = {
            "CANDOUR_HOME": folder,
            "CANDOUR_DATABASE_URL": database.service_dsn,
            "CANDOUR_KEY_DATABASE_URL": keys.service_dsn,
            "CANDOUR_KEY_FILE": str(home / "master.key"),
            "CANDOUR_TOKEN_KEY_FILE": str(home / "token.key"),
        }
        port = free_run_of_ports(1)
        command = ("-m", "services.complaints.main")
        async with _running(command, {**settings, "CANDOUR_PORT": str(port)}, port) as process:
            yield Served(port=port, token=_token(secret), database=database, process_id=process)


@asynccontextmanager
async def route(
    databases: Databases, module: str, tables: str, *, connections: int
) -> AsyncIterator[Served]:
    """Somebody else's FastAPI application, `benchmarks.<module>:app`, over `tables`."""
    database = await databases.fresh("log")
    connection = await asyncpg.connect(database.superuser_dsn)
    await connection.execute(tables)
    await connection.close()
    secret = os.urandom(32)
    settings = {
        "BENCH_DSN": database.superuser_dsn,
        "BENCH_SECRET": secret.hex(),
        "BENCH_CONNECTIONS": str(connections),
    }
    port = free_run_of_ports(1)
    command = ("-m", "uvicorn", f"benchmarks.{module}:app", "--port", str(port), *_UVICORN)
    async with _running(command, settings, port) as process:
        yield Served(port=port, token=_token(secret), database=database, process_id=process)


def _token(secret: bytes) -> str:
    return mint(role=ROLE, authority=AUTHORITY, key=secret, now=SystemClock().now())


@asynccontextmanager
async def _running(
    command: tuple[str, ...], settings: Mapping[str, str], port: int
) -> AsyncIterator[int]:
    """A process with these settings, once it answers on `port`; ended afterwards."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, *command),
        env={**os.environ, **settings},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(SECONDS_TO_START), httpx.AsyncClient(trust_env=False) as client:
            while not await _answers(client, port):
                if process.returncode is not None:
                    raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
                await asyncio.sleep(0.05)
        yield process.pid
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def _answers(client: httpx.AsyncClient, port: int) -> bool:
    try:
        await client.get(f"http://127.0.0.1:{port}/health/ready")
    except httpx.TransportError:
        return False
    return True
