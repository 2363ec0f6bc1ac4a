"""A service as a process of its own behind a real socket, to be killed and started again."""

import asyncio
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

import httpx

from shared.casework.settings import CaseworkSettings
from tests.support.free_ports import free_run_of_ports

SECONDS_TO_START: Final = 60.0


@dataclass(slots=True, kw_only=True)
class RealService:
    """One address, and the process that answers there at present."""

    name: str
    settings: CaseworkSettings
    port: int
    process: Process | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Run it until it is ready."""
        settings = self.settings
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", f"services.{self.name}.main"),
            env={
                **os.environ,
                "CANDOUR_HOME": str(settings.home),
                "CANDOUR_DATABASE_URL": str(settings.database_url),
                "CANDOUR_KEY_DATABASE_URL": str(settings.key_database_url),
                "CANDOUR_KEY_FILE": str(settings.key_file),
                "CANDOUR_TOKEN_KEY_FILE": str(settings.token_key_file),
                "CANDOUR_SIMULATED_TIME": "1",
                "CANDOUR_PORT": str(self.port),
            },
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(SECONDS_TO_START), httpx.AsyncClient(trust_env=False) as client:
            while True:
                if await self._is_ready(client):
                    return
                await asyncio.sleep(0.05)

    async def kill(self) -> None:
        """SIGKILL: it gets no chance to finish anything."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def _is_ready(self, client: httpx.AsyncClient) -> bool:
        assert self.process is not None
        assert self.process.returncode is None, "it ended by itself"
        try:
            return (await client.get(f"{self.url}/health/ready")).is_success
        except httpx.TransportError:
            return False


@asynccontextmanager
async def real_service(name: str, settings: CaseworkSettings) -> AsyncIterator[RealService]:
    """Ready to be asked; killed at the end, whichever process it is by then."""
    service = RealService(name=name, settings=settings, port=free_run_of_ports(1))
    await service.start()
    try:
        yield service
    finally:
        await service.kill()
