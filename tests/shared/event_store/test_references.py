"""References are unique in an authority, whoever draws them."""

import asyncio

from shared.event_store.references import References
from tests.shared.event_store.appends import Log


async def test_they_count_from_one_in_each_series(log: Log) -> None:
    references = References(log.pool)
    assert [await references.draw("C", "demo", 2022) for _ in range(3)] == [
        "C-2022-00001",
        "C-2022-00002",
        "C-2022-00003",
    ]
    assert await references.draw("C", "demo", 2023) == "C-2023-00001"
    assert await references.draw("R", "demo", 2022) == "R-2022-00001"
    assert await references.draw("C", "county-2022", 2022) == "C-2022-00001"


async def test_processes_that_draw_at_once_never_share_one(log: Log) -> None:
    processes = [References(log.pool, block=7) for _ in range(4)]
    drawn = await asyncio.gather(*(processes[n % 4].draw("C", "demo", 2022) for n in range(200)))
    assert len(set(drawn)) == 200


async def test_a_new_process_leaves_a_gap_and_goes_on(log: Log) -> None:
    await References(log.pool, block=20).draw("C", "demo", 2022)
    assert await References(log.pool, block=20).draw("C", "demo", 2022) == "C-2022-00021"
