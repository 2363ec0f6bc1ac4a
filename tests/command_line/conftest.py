"""A database of the projections, for the commands that ask them."""

from collections.abc import AsyncIterator

import pytest

from shared.database.engine import open_pool
from tests.projections.conftest import Projected
from tests.support.postgres import Databases


@pytest.fixture
async def projected(databases: Databases) -> AsyncIterator[Projected]:
    database = await databases.fresh("projections")
    pool = await open_pool(database.service_dsn, database.schema)
    yield Projected(database, pool)
    await pool.close()
