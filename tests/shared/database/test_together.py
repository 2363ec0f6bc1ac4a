"""Questions gather while one is on its way, and each caller gets its own answer."""

import asyncio
from collections.abc import Sequence

import asyncpg
import pytest

from shared.database.engine import open_pool
from shared.database.together import MOST_TOGETHER, Together
from tests.support.postgres import Databases


class Oracle:
    """Doubles numbers, when it is let; refuses odd ones."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []
        self.was_asked = asyncio.Event()
        self.may_answer = asyncio.Event()

    async def ask(self, numbers: Sequence[int]) -> list[int]:
        self.batches.append(list(numbers))
        self.was_asked.set()
        await self.may_answer.wait()
        if any(number % 2 for number in numbers):
            raise ValueError("odd")
        return [number * 2 for number in numbers]


async def test_what_is_asked_meanwhile_goes_together() -> None:
    oracle = Oracle()
    together: Together[int, int] = Together(oracle.ask)
    first = asyncio.create_task(together.ask(2))
    await oracle.was_asked.wait()
    others = [asyncio.create_task(together.ask(number)) for number in (4, 6, 8)]
    await asyncio.sleep(0)
    oracle.may_answer.set()
    assert await first == 4
    assert await asyncio.gather(*others) == [8, 12, 16]
    assert oracle.batches == [[2], [4, 6, 8]]


async def test_a_question_that_is_wrong_fails_its_own_caller_alone() -> None:
    oracle = Oracle()
    oracle.may_answer.set()
    together: Together[int, int] = Together(oracle.ask)
    answers = await asyncio.gather(
        *(together.ask(number) for number in (2, 3, 4)), return_exceptions=True
    )
    assert answers[0] == 4
    assert isinstance(answers[1], ValueError)
    assert answers[2] == 8


async def test_a_value_that_the_driver_will_not_send_fails_its_own_caller_alone(
    databases: Databases,
) -> None:
    database = await databases.fresh("log")
    pool = await open_pool(database.service_dsn, database.schema)

    async def ask(numbers: Sequence[int]) -> list[int]:
        rows = await pool.fetch("select 2 * n as twice from unnest($1::integer[]) as n", numbers)
        return [row["twice"] for row in rows]

    together: Together[int, int] = Together(ask)
    answers = await asyncio.gather(
        *(together.ask(number) for number in (1, 2**40, 3)), return_exceptions=True
    )
    await pool.close()
    assert (answers[0], answers[2]) == (2, 6)
    assert isinstance(answers[1], asyncpg.DataError)


async def test_a_lost_connection_is_told_to_all_and_asked_about_once() -> None:
    asked: list[int] = []

    async def lost(numbers: Sequence[int]) -> list[int]:
        asked.append(len(numbers))
        raise ConnectionResetError

    together: Together[int, int] = Together(lost)
    answers = await asyncio.gather(*(together.ask(n) for n in range(3)), return_exceptions=True)
    assert [type(answer) for answer in answers] == [ConnectionResetError] * 3
    assert asked == [3]


async def test_a_caller_who_leaves_leaves_the_others_their_answers() -> None:
    oracle = Oracle()
    together: Together[int, int] = Together(oracle.ask)
    leaving, staying = (asyncio.create_task(together.ask(number)) for number in (2, 4))
    await oracle.was_asked.wait()
    leaving.cancel()
    oracle.may_answer.set()
    assert await staying == 8
    with pytest.raises(asyncio.CancelledError):
        await leaving


async def test_no_question_carries_more_than_the_most() -> None:
    oracle = Oracle()
    oracle.may_answer.set()
    together: Together[int, int] = Together(oracle.ask)
    await asyncio.gather(*(together.ask(2 * n) for n in range(MOST_TOGETHER + 1)))
    assert [len(batch) for batch in oracle.batches] == [MOST_TOGETHER, 1]
