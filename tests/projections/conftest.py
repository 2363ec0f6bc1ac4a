"""A migrated database of the projection service, and a reader that fills it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

import pytest

from services.projections.application.projecting import Projecting
from services.projections.store.writing import ReadModels
from shared.database.engine import open_pool
from shared.runner import Pace, Pool, Reader, Reading, Slot
from tests.projections.messages import LOG, HandMadeLog
from tests.support.postgres import Database, Databases

OWNER = uuid5(LOG, "this-process")


@dataclass
class Projected:
    """The read models of one test."""

    database: Database
    pool: Pool

    def reader(
        self, log: HandMadeLog, *, page: int = 2_000, owner: UUID = OWNER, lease: float = 15.0
    ) -> Reader:
        reading = Reading(
            name="figures",
            source=log.service,
            slot=Slot(),
            owner=owner,
            lease=timedelta(seconds=lease),
        )
        return Reader(self.pool, reading, log, Projecting(ReadModels()), Pace(page=page))

    async def read(self, log: HandMadeLog, *, page: int = 2_000) -> int:
        return await self.reader(log, page=page).catch_up()


@pytest.fixture
async def projected(databases: Databases) -> AsyncIterator[Projected]:
    database = await databases.fresh("projections")
    pool = await open_pool(database.service_dsn, database.schema)
    yield Projected(database, pool)
    await pool.close()
