"""A service's application over databases of its own, with simulated time and signed-in officers."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI

from services.complaints.main import create_app
from services.complaints.settings import ComplaintsSettings
from shared.clock import SystemClock
from shared.event_store.master_key import create_master_key
from shared.identity import ensure_key, mint
from tests.support.postgres import Database, Databases

AUTHORITY = "county-test"


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """A client of one application, speaking in any role.

    `at` is the simulated instant of a request; without it, the request is made now.
    """

    client: httpx.AsyncClient
    key: bytes
    database: Database
    keys: Database
    settings: ComplaintsSettings
    authority: str = AUTHORITY
    names: dict[str, str] = field(default_factory=dict)

    def headers(self, role: str, **more: str | None) -> dict[str, str]:
        token = mint(
            role=role, authority=self.authority, key=self.key, now=SystemClock().now()
        )
        sent = {"Authorization": f"Bearer {token}"}
        sent.update({name: value for name, value in more.items() if value is not None})
        return sent

    async def post(
        self,
        path: str,
        body: Mapping[str, Any],
        *,
        role: str = "complaints-manager",
        at: str | None = None,
        key: str | None = None,
        if_match: str | None = None,
    ) -> httpx.Response:
        headers = self.headers(
            role, **{"Candour-Time": at, "Idempotency-Key": key, "If-Match": if_match}
        )
        return await self.client.post(path, json=body, headers=headers)

    async def get(
        self, path: str, *, role: str = "complaints-manager", at: str | None = None
    ) -> httpx.Response:
        return await self.client.get(path, headers=self.headers(role, **{"Candour-Time": at}))


@asynccontextmanager
async def complaints_api(databases: Databases, folder: Path) -> AsyncIterator[Api]:
    """The complaints service in this process, over fresh databases."""
    database, keys = (
        await databases.fresh("complaints"),
        await databases.fresh("complaints_keys"),
    )
    master, token_key = folder / "master.key", folder / "token.key"
    create_master_key(master)
    secret = ensure_key(token_key)
    settings = ComplaintsSettings(
        home=folder,
        database_url=database.service_dsn,
        key_database_url=keys.service_dsn,
        key_file=master,
        token_key_file=token_key,
        simulated_time=True,
    )
    app = create_app(settings)
    async with _running(app), httpx.AsyncClient(
        transport=httpx.ASGITransport(app=app), base_url="http://complaints"
    ) as client:
        yield Api(client=client, key=secret, database=database, keys=keys, settings=settings)


@asynccontextmanager
async def _running(app: FastAPI) -> AsyncIterator[None]:
    async with app.router.lifespan_context(app):
        yield
