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


async def test_health_and_metrics_show_what_stands_aside(
    projected: Projected, tmp_path: Path
) -> None:
    await projected.read(poisoned_log())
    await projected.pool.execute("update parked set parked_at = parked_at - interval '1 hour'")
    async with api_over(projected, tmp_path) as api:
        # Before anybody asked whether it is ready.
        metrics = (await api.client.get("/metrics")).text
        assert 'candour_parked_messages{reader="complaints"} 2.0' in metrics
        assert 'candour_parked_cases{reader="complaints"} 1.0' in metrics
        (oldest,) = (
            float(line.rsplit(" ", 1)[1])
            for line in metrics.splitlines()
            if line.startswith("candour_parked_oldest_seconds{")
        )
        assert 3_600 <= oldest < 3_700
        ready = await api.client.get("/health/ready")
        (reading,) = (one for one in ready.json()["checks"] if one["name"] == "reading")
        assert (ready.status_code, reading["passed"]) == (200, True)
        assert reading["counts"].pop("oldest_parked_seconds") >= 3_600
        assert reading["counts"] == {"parked_messages": 2, "parked_cases": 1}
        (source,) = (await api.get("/sources", role="auditor")).json()["sources"]
        assert 3_600 <= source["parked_seconds"] < 3_700
        for position in (2, 4):
            skip = MISTYPED | {"position": position}
            assert (await api.post("/parked/skip", skip, role="administrator")).is_success
        metrics = (await api.client.get("/metrics")).text
        assert 'candour_parked_messages{reader="complaints"} 0.0' in metrics
        assert 'candour_parked_oldest_seconds{reader="complaints"} 0.0' in metrics
        assert 'candour_skipped_messages{reader="complaints"} 2.0' in metrics
        (source,) = (await api.get("/sources", role="auditor")).json()["sources"]
        assert source["parked_seconds"] is None


MISTYPED = {"source": "complaints", "position": 2, "because": "Household mistyped, put right."}


async def test_a_skipped_message_lets_the_rest_of_its_case_through(
    projected: Projected, tmp_path: Path
) -> None:
    await projected.read(poisoned_log())
    async with api_over(projected, tmp_path) as api:
        behind = MISTYPED | {"position": 4}
        refused = await api.post("/parked/skip", behind, role="administrator")
        assert (refused.status_code, refused.json()["code"]) == (409, "not-first-of-case")
        done = await api.post("/parked/skip", MISTYPED, role="administrator")
        assert done.status_code == 200, done.text
        assert done.json()["behind"] == 1
        again = MISTYPED | {"because": "Another reason."}
        repeated = await api.post("/parked/skip", again, role="administrator")
        assert repeated.json() == done.json()

        retried = await api.client.post("/parked/retry", headers=api.token("administrator"))
        assert retried.json() == {"cases": 1, "released": 1, "still_parked": 0}
        assert (await api.get("/parked", role="auditor")).json()["items"] == []
        [skipped] = (await api.get("/parked", role="auditor", skipped="true")).json()["items"]
        assert (skipped["position"], skipped["reason"]) == (2, "unreadable")
        assert skipped["skip_reason"] == MISTYPED["because"]
        assert skipped["skipped_by"] == done.json()["skipped_by"] != ""
        assert skipped["skipped_at"] == done.json()["skipped_at"]

        answer_ = (await api.get(f"/indicators/{RECEIVED}", period="2022/23")).json()
        [source] = answer_["freshness"]["sources"]
        assert (source["parked"], source["skipped"]) == (0, 1)
        report = await api.get("/reports/complaints-annual", year="2022/23", format="text")
        assert "complaints: incomplete, 1 skipped for good" in report.text


async def test_who_may_skip_and_what(projected: Projected, tmp_path: Path) -> None:
    await projected.read(poisoned_log())
    elsewhere = "elsewhere"
    async with api_over(projected, tmp_path) as api:
        analyst = await api.post("/parked/skip", MISTYPED)
        assert (analyst.status_code, analyst.json()["code"]) == (403, "role-may-not")
        for other in ({"position": 3}, {"source": "referrals"}):
            absent = await api.post("/parked/skip", MISTYPED | other, role="administrator")
            assert (absent.status_code, absent.json()["code"]) == (404, "message-not-parked")
        stranger = await api.client.post(
            "/parked/skip",
            json=MISTYPED,
            headers=api.token("administrator", authority=elsewhere),
        )
        assert (stranger.status_code, stranger.json()["code"]) == (404, "message-not-parked")
        silent = await api.post("/parked/skip", MISTYPED | {"because": " "}, role="administrator")
        assert (silent.status_code, silent.json()["code"]) == (422, "body-invalid")
    assert await projected.pool.fetchval("select count(skipped_at) from parked") == 0


async def test_a_token_outlives_a_skip_and_not_what_the_skip_lets_through(
    projected: Projected, tmp_path: Path
) -> None:
    """A skip adds nothing to what was read up to the token; what is released behind it does."""
    await projected.read(poisoned_log())
    told = await ask(projected, RECEIVED)
    token = Token(standpoint=told.standpoint, definitions={RECEIVED: 1}, known_on=None)
    async with api_over(projected, tmp_path) as api:
        await api.post("/parked/skip", MISTYPED, role="administrator")
        assert (await ask(projected, RECEIVED, token=token)).cells == told.cells
        await api.client.post("/parked/retry", headers=api.token("administrator"))
    with pytest.raises(TokenSuperseded):
        await ask(projected, RECEIVED, token=token)


async def test_what_comes_after_a_skipped_message_is_read_at_once(
    projected: Projected, tmp_path: Path
) -> None:
    log = poisoned_log()
    await projected.read(log)
    async with api_over(projected, tmp_path) as api:
        for position in (2, 4):
            skip = MISTYPED | {"position": position}
            done = await api.post("/parked/skip", skip, role="administrator")
            assert done.json()["behind"] == (1 if position == 2 else 0)
    answer(log, "A", "2022-05-09", "2022-05-23")
    await projected.read(log)
    rows = await projected.pool.fetch("select position, skipped_at from parked order by 1")
    assert [(row["position"], row["skipped_at"] is not None) for row in rows] == [
        (2, True),
        (4, True),
    ]


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
