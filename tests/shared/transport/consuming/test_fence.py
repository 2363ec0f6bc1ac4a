"""What a process writes under an epoch that is over, nobody keeps."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import uuid5

import pytest

from services.projections.application.projecting import Projecting
from services.projections.store.writing import ReadModels
from shared.runner import Fenced
from shared.runner.progress import Progress
from shared.runner.shares import Sharing, take_part
from shared.runner.slots import cut_into
from shared.transport.topic_keeping import Keeping
from tests.projections.conftest import Projected
from tests.projections.messages import LOG, HandMadeLog

ONE: Final = Sharing(
    name="figures",
    source="complaints",
    owner=uuid5(LOG, "one"),
    slots=1,
    lease=timedelta(seconds=0),
)
TWO: Final = replace(ONE, owner=uuid5(LOG, "two"), lease=timedelta(seconds=10))


async def test_a_slot_that_another_process_took_is_written_by_nobody_else(
    projected: Projected,
) -> None:
    """Nothing was read meanwhile, so that the epoch alone tells the two apart."""
    made = HandMadeLog()
    made.record("C-1")
    (told,) = made.deliveries()
    before = Progress(counted=0)
    after = replace(before, log_id=made.log_id, read_to=1, position=1, event_id=told.event_id)
    async with projected.pool.acquire() as connection:
        await cut_into(connection, ONE.name, ONE.source, 1)
        ours = await take_part(connection, ONE, {}, head=None)
        theirs = await take_part(connection, TWO, {}, head=None)
    keeping = Keeping(pool=projected.pool, sharing=ONE, projection=Projecting(ReadModels()))
    news = await keeping.news_of([told])
    with pytest.raises(Fenced):
        await keeping.keep(ours, news, before={0: before}, reached={0: after})
    assert await projected.pool.fetchval("select count(*) from messages") == 0
    assert await projected.pool.fetchval("select read_to from readers") == 0
    theirs_keep = replace(keeping, sharing=TWO)
    await theirs_keep.keep(theirs, news, before={0: before}, reached={0: after})
    assert await projected.pool.fetchval("select count(*) from messages") == 1
