"""A fresh log for a test."""

from collections.abc import AsyncIterator

import pytest

from shared.database.engine import Connection
from tests.shared.event_store.appends import Log, running
from tests.support.postgres import Database, Databases


@pytest.fixture
async def database(databases: Databases) -> Database:
    return await databases.fresh("log")


@pytest.fixture
async def log(database: Database) -> AsyncIterator[Log]:
    async with running(database) as started:
        yield started


@pytest.fixture
async def superuser(database: Database) -> AsyncIterator[Connection]:
    """Somebody behind the service's back, who may do anything."""
    async with database.behind_its_back() as connection:
        yield connection
