"""What cannot be read stands aside with its case, others go on, and it can be tried again."""

from pathlib import Path

import orjson
import pytest

from services.projections.application.projecting import Projecting
from services.projections.application.tokens import Token, TokenSuperseded
from services.projections.store.writing import ReadModels
from shared.runner import retry
from tests.projections.asking import ask, counts
from tests.projections.complaints import answer, receive, set_up
from tests.projections.conftest import Projected
from tests.projections.http import api_over
from tests.projections.messages import HandMadeLog

RECEIVED = "complaints.received"


def poisoned_log() -> HandMadeLog:
    """A's first message has data that no reader understands; B is sound."""
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", "2022-05-09")
    receive(log, "B", "2022-05-10")
    answer(log, "A", "2022-05-09", "2022-05-20")
    spoilt = orjson.loads(log.bodies[1])
    spoilt["data"]["facts"] = "none"
    log.bodies[1] = orjson.dumps(spoilt)
    return log


async def test_a_poison_message_parks_its_case_and_what_follows_and_others_go_on(
    projected: Projected,
) -> None:
    assert await projected.read(poisoned_log()) == 4
    assert (await counts(projected, RECEIVED))["statutory"] == (1, None)
    rows = await projected.pool.fetch("select position, version, reason from parked order by 1")
    assert [tuple(row) for row in rows] == [(2, 1, "unreadable"), (4, 2, "behind-parked")]
    head = await projected.pool.fetchval("select position from readers")
    assert head == 4


@pytest.mark.parametrize("page", [1, 2, 3, 100])
async def test_parking_is_the_same_however_the_log_is_paged(
    projected: Projected, page: int
) -> None:
    log = poisoned_log()
    answer(log, "B", "2022-05-10", "2022-05-20")
    await projected.read(log, page=page)
    rows = await projected.pool.fetch("select position, reason from parked order by 1")
    assert [tuple(row) for row in rows] == [(2, "unreadable"), (4, "behind-parked")]
    assert await projected.pool.fetchval("select count(*) from messages") == 3


async def test_retry_keeps_what_fails_again_and_applies_the_rest_in_order(
    projected: Projected,
) -> None:
    log = poisoned_log()
    await projected.read(log)
    projection = Projecting(ReadModels())
    failed = await retry(projected.pool, "figures", projection)
    assert (failed.cases, failed.released, failed.still_parked) == (1, 0, 2)
    assert await projected.pool.fetchval("select max(attempts) from parked") == 2
    answered = await ask(projected, RECEIVED)
    old = Token(standpoint=answered.standpoint, definitions={RECEIVED: 1}, known_on=None)
    mended = HandMadeLog()
    set_up(mended)
    receive(mended, "A", "2022-05-09")
    # The reader was mended: what it could not read before, it now reads.
    await projected.pool.execute("update parked set body = $1 where position = 2", mended.bodies[1])
    done = await retry(projected.pool, "figures", projection)
    assert (done.released, done.still_parked) == (2, 0)
    assert (await counts(projected, RECEIVED))["statutory"] == (2, None)
    timely = await counts(projected, "complaints.stage-1-timeliness")
    assert timely["within-10"] == (1, 1)
    with pytest.raises(TokenSuperseded):
        await ask(projected, RECEIVED, token=old)


async def test_parked_messages_over_http(projected: Projected, tmp_path: Path) -> None:
    await projected.read(poisoned_log())
    async with api_over(projected, tmp_path) as api:
        listed = (await api.get("/parked", role="administrator")).json()["items"]
        assert [(one["position"], one["reason"]) for one in listed] == [
            (2, "unreadable"),
            (4, "behind-parked"),
        ]
        retried = await api.client.post("/parked/retry", headers=api.token("administrator"))
        assert retried.json() == {"cases": 1, "released": 0, "still_parked": 2}
        (source,) = (await api.get("/sources", role="auditor")).json()["sources"]
        assert (source["parked"], source["parked_cases"], source["position"]) == (2, 1, 4)


async def test_a_message_that_another_message_contradicts_is_parked_with_a_code(
    projected: Projected,
) -> None:
    """One clock twice in one message breaks the table's key: parked by its error's name."""
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", "2022-05-09")
    spoilt = orjson.loads(log.bodies[1])
    spoilt["data"]["clocks"] *= 2
    log.bodies[1] = orjson.dumps(spoilt)
    await projected.read(log)
    assert await projected.pool.fetchval("select reason from parked") == "UniqueViolationError"
