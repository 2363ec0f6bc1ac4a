"""Any service's application over databases of its own, with simulated time and signed-in officers.

REFERRALS: Final = Application(
    name="referrals",
    settings=ReferralsSettings,
    create_app=create_app,
    usual_role="social-worker",
)

async with service_api(REFERRALS, databases, tmp_path) as api:
    answer = await api.post("/referrals", body, at="2023-04-03T09:00:00Z")
"""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Generic, Self, TypeVar

import httpx
from fastapi import FastAPI

from shared.casework.asking import TEAM_BOUND
from shared.casework.settings import CaseworkSettings
from shared.clock import SystemClock
from shared.identity import ensure_key, mint
from tests.support.postgres import Database, Databases

AUTHORITY = "county-test"

OWN_TEAM = "north"
"""The team of whoever signs in here in a role that acts on their own team's cases only."""

SettingsT = TypeVar("SettingsT", bound=CaseworkSettings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Application(Generic[SettingsT]):
    """A service as tests start it. `usual_role` asks where a test names no other."""

    name: str
    settings: type[SettingsT]
    create_app: Callable[[SettingsT], FastAPI]
    usual_role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceApi(Generic[SettingsT]):
    """A client of one application, speaking in any role.

    `at` is the simulated instant of a request; without it, the request is made now.
    """

    application: Application[SettingsT]
    client: httpx.AsyncClient
    key: bytes
    database: Database
    keys: Database
    settings: SettingsT
    authority: str = AUTHORITY

    def in_authority(self, authority: str) -> Self:
        """The same application, asked by the officers of another authority."""
        return replace(self, authority=authority)

    def token(
        self,
        role: str,
        *,
        team: str | None = None,
        worker: str | None = None,
        agency: str | None = None,
    ) -> str:
        return mint(
            role=role,
            authority=self.authority,
            key=self.key,
            now=SystemClock().now(),
            team=team,
            worker=worker,
            agency=agency,
        )

    def headers(
        self,
        role: str,
        *,
        team: str | None = None,
        worker: str | None = None,
        agency: str | None = None,
        **more: str | None,
    ) -> dict[str, str]:
        own = team or (OWN_TEAM if role in TEAM_BOUND else None)
        token = self.token(role, team=own, worker=worker, agency=agency)
        sent = {"Authorization": f"Bearer {token}"}
        sent.update({name: value for name, value in more.items() if value is not None})
        return sent

    async def post(
        self,
        path: str,
        body: Mapping[str, Any],
        *,
        role: str | None = None,
        at: str | None = None,
        key: str | None = None,
        if_match: str | None = None,
        team: str | None = None,
        worker: str | None = None,
        agency: str | None = None,
    ) -> httpx.Response:
        headers = self.headers(
            role or self.application.usual_role,
            team=team,
            worker=worker,
            agency=agency,
            **{"Candour-Time": at, "Idempotency-Key": key, "If-Match": if_match},
        )
        return await self.client.post(path, json=body, headers=headers)

    async def get(
        self,
        path: str,
        *,
        role: str | None = None,
        at: str | None = None,
        params: Mapping[str, str | float] | None = None,
        team: str | None = None,
        agency: str | None = None,
    ) -> httpx.Response:
        headers = self.headers(
            role or self.application.usual_role, team=team, agency=agency, **{"Candour-Time": at}
        )
        return await self.client.get(path, headers=headers, params=params)


def openapi_document_of(application: Application[SettingsT]) -> dict[str, Any]:
    """The document of the service, which needs no database."""
    with TemporaryDirectory(prefix="candour-document-") as name:
        return application.create_app(_with_keys(application, Path(name))).openapi()


@asynccontextmanager
async def service_api(
    application: Application[SettingsT], databases: Databases, folder: Path
) -> AsyncIterator[ServiceApi[SettingsT]]:
    """The service in this process, over fresh databases."""
    database = await databases.fresh(application.name)
    keys = await databases.fresh(f"{application.name}_keys")
    settings = replace(
        _with_keys(application, folder),
        database_url=database.service_dsn,
        key_database_url=keys.service_dsn,
    )
    secret = ensure_key(folder / "token.key")
    async with _client_of(application, settings) as client:
        yield ServiceApi(
            application=application,
            client=client,
            key=secret,
            database=database,
            keys=keys,
            settings=settings,
        )


@asynccontextmanager
async def another_process(
    api: ServiceApi[SettingsT],
    *,
    simulated_time: bool = True,
    append_queue: int = 1_000,
    access_queue: int = 1_000,
) -> AsyncIterator[ServiceApi[SettingsT]]:
    """A second application over the same databases, as after a restart or beside the first."""
    settings = replace(
        api.settings,
        simulated_time=simulated_time,
        append_queue=append_queue,
        access_queue=access_queue,
    )
    async with _client_of(api.application, settings) as client:
        yield replace(api, client=client, settings=settings)


@asynccontextmanager
async def _client_of(
    application: Application[SettingsT], settings: SettingsT
) -> AsyncIterator[httpx.AsyncClient]:
    app = application.create_app(settings)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url=f"http://{application.name}"
        ) as client,
    ):
        yield client


def _with_keys(application: Application[SettingsT], folder: Path) -> SettingsT:
    ensure_key(folder / "master.key")
    ensure_key(folder / "token.key")
    return application.settings(
        home=folder,
        key_file=folder / "master.key",
        token_key_file=folder / "token.key",
        simulated_time=True,
    )
