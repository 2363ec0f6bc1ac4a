"""A small service over a real log."""

from collections.abc import AsyncIterator, Mapping

import pytest

from shared.event_store.store import Checkpoint
from shared.event_store.verifying import Verification, verify
from tests.shared.event_store.appends import Log, running
from tests.shared.http_service.small_service import SmallService, small_service
from tests.support.postgres import Database, Databases


@pytest.fixture
async def database(databases: Databases) -> Database:
    return await databases.fresh("log")


@pytest.fixture
async def log(database: Database) -> AsyncIterator[Log]:
    async with running(database) as started:
        yield started


@pytest.fixture
async def publisher(log: Log) -> AsyncIterator[SmallService]:
    """A service that publishes what `log` holds."""

    async def verified(readers: Mapping[str, Checkpoint]) -> Verification:
        async with log.pool.acquire() as connection:
            return await verify(connection, readers)

    async with small_service(log=log.reader) as service:
        service.app.state.verify = verified
        yield service


@pytest.fixture
async def service() -> AsyncIterator[SmallService]:
    """A small service of its own, without a log."""
    async with small_service() as running_service:
        yield running_service
