"""A service that stops hearing others leaves nothing of it behind."""

import asyncio
import socket
from pathlib import Path

import pytest

from shared.casework.subscribing.listening import Listening
from shared.casework.subscribing.subscriptions import Subscriptions
from shared.messages.reading import Message
from shared.telemetry import log_of
from shared.web.reading_settings import ReadingSettings
from tests.projections.conftest import Projected, projected

__all__ = ["projected"]


async def hear(message: Message) -> None:
    raise AssertionError(f"nobody says anything here: {message.id}")


@pytest.mark.parametrize("how", ["told to stop", "cancelled"])
async def test_when_it_ends_its_readers_have_ended_and_given_their_leases_back(
    projected: Projected, tmp_path: Path, how: str
) -> None:
    """The other service takes the question, and never answers."""
    token = tmp_path / "service.token"
    token.write_text("a token", encoding="ascii")
    others = asyncio.all_tasks()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        listening = Listening(
            settings=ReadingSettings(
                sources=(f"complaints=http://127.0.0.1:{silent.getsockname()[1]}",),
                service_token_file=token,
            ),
            pool=projected.pool,
            subscriptions=Subscriptions(hearings={"complaints": hear}),
            log=log_of("tests.worker"),
        )
        stop = asyncio.Event()
        going_on = asyncio.create_task(listening.go_on(stop))
        async with asyncio.timeout(60):
            while not await projected.pool.fetchval(  # noqa: ASYNC110 - a database tells nobody
                "select exists (select from readers where owner is not null)"
            ):
                await asyncio.sleep(0.01)
            if how == "cancelled":
                going_on.cancel()
            stop.set()
            await asyncio.wait([going_on])
        assert asyncio.all_tasks() - others <= {asyncio.current_task()}
    assert going_on.cancelled() == (how == "cancelled")
    assert await projected.pool.fetchval("select owner from readers") is None
