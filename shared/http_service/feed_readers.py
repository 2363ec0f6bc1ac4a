"""Readers of other services over their HTTP feeds: one for each of them."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Final

import httpx

from shared.clock import fresh
from shared.runner import (
    Feed,
    Pace,
    Pool,
    Projection,
    Reader,
    Reading,
    Slot,
    SourceUnavailable,
)
from shared.web import SettingsInvalid
from shared.web.reading_settings import Upstream

LEASE: Final = timedelta(seconds=10)
"""Longer than a feed keeps us waiting; after a crash the next process waits as long as this."""


@asynccontextmanager
async def feed_readers(
    pool: Pool,
    upstreams: Sequence[Upstream],
    projection: Projection,
    *,
    name: str,
    token: Callable[[], str],
    pace: Pace,
) -> AsyncIterator[tuple[Reader, ...]]:
    """A reader of the whole log of each of `upstreams`, all of them into `projection`."""
    owner = fresh()
    clients = [httpx.AsyncClient(base_url=one.address) for one in upstreams]
    try:
        yield tuple(
            Reader(
                pool,
                Reading(name=name, source=upstream.name, slot=Slot(), owner=owner, lease=LEASE),
                Feed(client, name=upstream.name, token=token),
                projection,
                pace,
            )
            for upstream, client in zip(upstreams, clients, strict=True)
        )
    finally:
        for client in clients:
            await client.aclose()


def token_in(path: Path | None) -> Callable[[], str]:
    """Our token for other services' feeds, read again each time: it is renewed in its file.

    Raises SettingsInvalid where no file is named.
    """
    if path is None:
        raise SettingsInvalid(("CANDOUR_SERVICE_TOKEN_FILE is required",))

    def read() -> str:
        try:
            return path.read_text(encoding="ascii").strip()
        except OSError:
            raise SourceUnavailable("the service's token cannot be read") from None

    return read
