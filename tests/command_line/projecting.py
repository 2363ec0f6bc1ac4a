"""The projections over a real socket, their worker, and commands that ask them."""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from services.command_line.home import Home
from tests.projections.conftest import Projected
from tests.support.free_ports import free_run_of_ports

SECONDS = 180


@asynccontextmanager
async def process(environment: dict[str, str], module: str) -> AsyncIterator[Process]:
    started = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", module),
        env={**os.environ, **environment},
        stdout=DEVNULL,
        stderr=DEVNULL,
    )
    try:
        yield started
    finally:
        started.kill()
        await started.wait()


async def asking(home: Path, url: str, *arguments: str) -> Process:
    """The command, as it runs."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "services.command_line.main", *arguments),
        *("--home", str(home), "--at", f"projections={url}"),
        stdout=PIPE,
        stderr=PIPE,
    )


async def said(home: Path, url: str, *arguments: str) -> tuple[int | None, str, str]:
    """The command's exit code, standard output and standard error."""
    command = await asking(home, url, *arguments)
    out, err = await asyncio.wait_for(command.communicate(), SECONDS)
    return command.returncode, out.decode(), err.decode()


def settings(projected: Projected, path: Path) -> tuple[str, dict[str, str]]:
    """Where the service will listen, and what it and its worker are told."""
    home = Home.chosen(path)
    home.prepare()
    port = free_run_of_ports(1)
    url = f"http://127.0.0.1:{port}"
    environment = {
        "CANDOUR_HOME": str(path),
        "CANDOUR_DATABASE_URL": projected.database.service_dsn,
        "CANDOUR_TOKEN_KEY_FILE": str(home.token_key),
        "CANDOUR_KEY_FILE": str(home.master_key),
        "CANDOUR_SERVICE_TOKEN_FILE": str(home.service_token),
        "CANDOUR_SOURCES": "complaints=http://127.0.0.1:1",
        "CANDOUR_SIMULATED_TIME": "1",
        "CANDOUR_PORT": str(port),
    }
    return url, environment


async def answering(url: str) -> None:
    """Ready is too much to ask for: its sources do not answer."""
    async with asyncio.timeout(SECONDS), httpx.AsyncClient(trust_env=False) as client:
        while True:
            try:
                await client.get(f"{url}/health/live")
            except httpx.TransportError:
                await asyncio.sleep(0.1)
            else:
                return
