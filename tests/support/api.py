"""A service's application over databases of its own, with simulated time and signed-in officers."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Self

import httpx

from services.complaints.domain.authority import TEAM_BOUND
from services.complaints.main import create_app
from services.complaints.settings import ComplaintsSettings
from shared.clock import SystemClock
from shared.event_store.master_key import create_master_key
from shared.identity import ensure_key, mint
from tests.support.postgres import Database, Databases

AUTHORITY = "county-test"

OWN_TEAM = "north"
"""The team of whoever signs in here in a role that acts on their own team's cases only."""


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

    def in_authority(self, authority: str) -> Self:
        """The same application, asked by the officers of another authority."""
        return replace(self, authority=authority)

    def token(self, role: str, *, team: str | None = None, worker: str | None = None) -> str:
        return mint(
            role=role,
            authority=self.authority,
            key=self.key,
            now=SystemClock().now(),
            team=team,
            worker=worker,
        )

    def headers(
        self,
        role: str,
        *,
        team: str | None = None,
        worker: str | None = None,
        **more: str | None,
    ) -> dict[str, str]:
        own = team or (OWN_TEAM if role in TEAM_BOUND else None)
        sent = {"Authorization": f"Bearer {self.token(role, team=own, worker=worker)}"}
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
        worker: str | None = None,
    ) -> httpx.Response:
        headers = self.headers(
            role,
            worker=worker,
            **{"Candour-Time": at, "Idempotency-Key": key, "If-Match": if_match},
        )
        return await self.client.post(path, json=body, headers=headers)

    async def get(
        self,
        path: str,
        *,
        role: str = "complaints-manager",
        at: str | None = None,
        params: Mapping[str, str | float] | None = None,
    ) -> httpx.Response:
        headers = self.headers(role, **{"Candour-Time": at})
        return await self.client.get(path, headers=headers, params=params)


def openapi_document() -> dict[str, Any]:
    """The document of the service, which needs no database."""
    with TemporaryDirectory(prefix="candour-document-") as name:
        settings = _with_keys(Path(name))
        return create_app(settings).openapi()


@asynccontextmanager
async def complaints_api(databases: Databases, folder: Path) -> AsyncIterator[Api]:
    """The complaints service in this process, over fresh databases."""
    database = await databases.fresh("complaints")
    keys = await databases.fresh("complaints_keys")
    settings = replace(
        _with_keys(folder), database_url=database.service_dsn, key_database_url=keys.service_dsn
    )
    secret = ensure_key(folder / "token.key")
    async with _client_of(settings) as client:
        yield Api(client=client, key=secret, database=database, keys=keys, settings=settings)


@asynccontextmanager
async def another_process(
    api: Api, *, simulated_time: bool = True, append_queue: int = 1_000
) -> AsyncIterator[Api]:
    """A second application over the same databases, as after a restart or beside the first."""
    settings = replace(api.settings, simulated_time=simulated_time, append_queue=append_queue)
    async with _client_of(settings) as client:
        yield replace(api, client=client, settings=settings)


@asynccontextmanager
async def _client_of(settings: ComplaintsSettings) -> AsyncIterator[httpx.AsyncClient]:
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="http://complaints"
        ) as client,
    ):
        yield client


def _with_keys(folder: Path) -> ComplaintsSettings:
    create_master_key(folder / "master.key")
    ensure_key(folder / "token.key")
    return ComplaintsSettings(
        home=folder,
        key_file=folder / "master.key",
        token_key_file=folder / "token.key",
        simulated_time=True,
    )
