"""A fresh access log for a test, in a database like that of a service."""

from collections.abc import AsyncIterator

import pytest

from shared.access_log.recording import AccessLog
from shared.database.engine import Connection, Pool, open_pool
from tests.shared.access_log.officers import recording
from tests.support.postgres import Database, Databases


@pytest.fixture
async def database(databases: Databases) -> Database:
    return await databases.fresh("complaints")


@pytest.fixture
async def access_log(database: Database) -> AsyncIterator[AccessLog]:
    async with recording(database) as started:
        yield started


@pytest.fixture
async def pool(database: Database) -> AsyncIterator[Pool]:
    opened = await open_pool(database.service_dsn, database.schema, max_size=4)
    yield opened
    await opened.close()


@pytest.fixture
async def superuser(database: Database) -> AsyncIterator[Connection]:
    """Somebody behind the service's back, who may do anything."""
    async with database.behind_its_back() as connection:
        yield connection
