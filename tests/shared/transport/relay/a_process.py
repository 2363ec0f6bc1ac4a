"""A relay as a process of its own: `a_process DSN SCHEMA`, told of the broker as a service is."""

import asyncio
import os
import sys
from datetime import timedelta

from shared.clock import fresh
from shared.database.engine import open_pool
from shared.event_store.news import LogNews
from shared.event_store.reading import LogReader
from shared.transport.relay import Relay, RelayPace, Route
from shared.web.reading_settings import ReadingSettings
from shared.web.settings import read_settings

LEASE = timedelta(seconds=2)
PAGE = 500


async def main(dsn: str, schema: str) -> None:
    kafka = read_settings(ReadingSettings, os.environ).kafka
    assert kafka is not None
    pool = await open_pool(dsn, schema, max_size=4)
    relay = Relay(
        pool=pool,
        reader=LogReader(pool, LogNews(dsn, schema)),
        route=Route(kafka=kafka, service="complaints"),
        owner=fresh(),
        pace=RelayPace(page=PAGE, lease=LEASE),
    )
    await relay.run()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
