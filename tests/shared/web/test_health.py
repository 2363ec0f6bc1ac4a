"""A check that hangs does not hang the answer."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from shared.web import Check, health


async def test_a_check_that_takes_too_long_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "CHECK_SECONDS", 0.05)
    stuck = asyncio.Event()

    async def hangs() -> None:
        await stuck.wait()

    app = FastAPI()
    app.include_router(health.health_router([Check("database", hangs)]))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://small") as client:
        answer = await client.get("/health/ready")
    assert answer.status_code == 503
    assert answer.json()["checks"] == [
        {"name": "database", "passed": False, "because": "too-slow", "counts": {}}
    ]
