"""The projection service over real HTTP routes, with development tokens."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from fastapi import FastAPI

from services.projections.main import create_app
from services.projections.settings import ProjectionsSettings
from shared.clock import SystemClock
from shared.identity import ensure_key, mint
from tests.projections.conftest import Projected
from tests.projections.messages import AUTHORITY


@dataclass
class Api:
    """Requests in a role of the authority."""

    client: httpx.AsyncClient
    key: bytes

    def token(
        self,
        role: str,
        *,
        authority: str = AUTHORITY,
        team: str | None = None,
        worker: str | None = None,
    ) -> dict[str, str]:
        minted = mint(
            role=role,
            authority=authority,
            key=self.key,
            now=SystemClock().now(),
            team=team,
            worker=worker,
        )
        return {"Authorization": f"Bearer {minted}"}

    async def get(
        self, path: str, *, role: str = "reporting-analyst", **query: str
    ) -> httpx.Response:
        return await self.client.get(path, params=query, headers=self.token(role))

    async def post(
        self, path: str, body: object, *, role: str = "reporting-analyst", **headers: str
    ) -> httpx.Response:
        sent = self.token(role) | {name.replace("_", "-"): text for name, text in headers.items()}
        return await self.client.post(path, json=body, headers=sent)


def served_on(projected: Projected, home: Path) -> Callable[[int], FastAPI]:
    """The service as it runs for real, on a port that is still to be found."""
    ensure_key(home / "token.key")
    ensure_key(home / "master.key")

    def app_on(port: int) -> FastAPI:
        return create_app(
            ProjectionsSettings(
                home=home,
                port=port,
                database_url=projected.database.service_dsn,
                key_file=home / "master.key",
                token_key_file=home / "token.key",
            )
        )

    return app_on


@asynccontextmanager
async def api_over(projected: Projected, home: Path) -> AsyncIterator[Api]:
    key = ensure_key(home / "token.key")
    ensure_key(home / "master.key")
    settings = ProjectionsSettings(
        home=home,
        database_url=projected.database.service_dsn,
        key_file=home / "master.key",
        token_key_file=home / "token.key",
        simulated_time=True,
        pool_size=4,
        sources=("complaints=http://127.0.0.1:1",),
    )
    app = create_app(settings)
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=transport, base_url="http://projections") as client,
    ):
        yield Api(client, key)
