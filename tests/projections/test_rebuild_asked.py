"""A rebuild over HTTP, and what clients get while one is built and switched to."""

import asyncio
from pathlib import Path

from tests.projections.any_log import AnyLog
from tests.projections.complaints import receive, set_up
from tests.projections.conftest import Projected
from tests.projections.http import Api, api_over
from tests.projections.messages import HandMadeLog
from tests.projections.rebuilding import live_number, rebuilder
from tests.projections.test_reading import some_log

CLIENTS = 6
QUESTIONS: tuple[tuple[str, dict[str, str]], ...] = (
    ("/indicators/complaints.received", {"period": "2022/23"}),
    ("/indicators/complaints.open", {"period": "2022/23", "known_on": "2022-05-20"}),
    ("/indicators/all.caseload", {"period": "2022/23", "as_at": "2022-06-01"}),
    ("/clocks", {}),
)


async def test_asked_for_watched_and_gone_back_from(projected: Projected, tmp_path: Path) -> None:
    await projected.read(some_log())
    async with api_over(projected, tmp_path) as api:
        refused = await api.post("/rebuilds", {"kind": "back"}, role="administrator")
        assert (refused.status_code, refused.json()["code"]) == (409, "no-former-generation")
        asked = await api.post("/rebuilds", None, role="administrator", Idempotency_Key="one")
        assert (asked.status_code, asked.json()["state"]) == (202, "asked")
        again = await api.post("/rebuilds", None, role="administrator", Idempotency_Key="one")
        assert again.json() == asked.json()
        other = await api.post(
            "/rebuilds", {"kind": "back"}, role="administrator", Idempotency_Key="one"
        )
        assert (other.status_code, other.json()["code"]) == (422, "key-reused")
        second = await api.post("/rebuilds", {}, role="administrator", Idempotency_Key="two")
        assert (second.status_code, second.json()["code"]) == (409, "rebuild-under-way")
        await rebuilder(projected).carry_out()
        place = f"/rebuilds/{asked.json()['rebuild_id']}"
        done = (await api.get(place, role="administrator")).json()
        assert (done["state"], done["generation"], done["checks"]["messages"]) == ("done", 2, 7)
        back = await api.post("/rebuilds", {"kind": "back"}, role="administrator")
        assert back.status_code == 202
        await rebuilder(projected).carry_out()
        listed = (await api.get("/rebuilds", role="administrator")).json()
        assert [one["kind"] for one in listed["items"]] == ["back", "rebuild"]
        assert [(one["number"], one["state"]) for one in listed["generations"]] == [
            (1, "live"),
            (2, "kept"),
        ]
        unknown = await api.get(f"{place[:-4]}0000", role="administrator")
        assert (unknown.status_code, unknown.json()["code"]) == (404, "no-such-rebuild")


async def test_only_an_administrator_asks_for_one(projected: Projected, tmp_path: Path) -> None:
    async with api_over(projected, tmp_path) as api:
        for role in ("reporting-analyst", "auditor", "service-manager"):
            refused = await api.post("/rebuilds", {}, role=role)
            assert (refused.status_code, refused.json()["code"]) == (403, "role-may-not")
        assert await projected.pool.fetchval("select count(*) from rebuilds") == 0


async def test_clients_get_the_same_answers_through_rebuilds_and_switches(
    projected: Projected, tmp_path: Path
) -> None:
    log = HandMadeLog()
    set_up(log)
    for number in range(40):
        receive(log, f"C-{number}", "2022-05-09")
    await projected.read(log)
    answered = 0
    async with api_over(projected, tmp_path) as api:
        wanted = {path: await _answer(api, path, query) for path, query in QUESTIONS}
        stopping = asyncio.Event()

        async def client(turn: int) -> None:
            nonlocal answered
            while not stopping.is_set():
                path, query = QUESTIONS[turn % len(QUESTIONS)]
                assert await _answer(api, path, query) == wanted[path], path
                answered, turn = answered + 1, turn + 1

        async def switches() -> None:
            for kind in ("rebuild", "back", "rebuild", "rebuild"):
                asked = await api.post("/rebuilds", {"kind": kind}, role="administrator")
                assert asked.status_code == 202
                assert await rebuilder(projected).carry_out()
            stopping.set()

        async with asyncio.TaskGroup() as together:
            for number in range(CLIENTS):
                together.create_task(client(number))
            together.create_task(switches())
    assert await live_number(projected) == 4
    assert answered > 4 * CLIENTS


async def test_live_reading_goes_on_while_it_is_rebuilt(projected: Projected) -> None:
    """Pages are read all along: what is live afterwards has every message, once."""
    log = AnyLog(13, cases=30).grow(300)
    await projected.read(log)
    built = asyncio.Event()

    async def read_on() -> None:
        while not built.is_set():
            await projected.read(log.grow(7), page=5)

    async def rebuild() -> None:
        pool = projected.pool
        for number in range(3):
            await pool.execute(
                "insert into rebuilds (rebuild_id, kind, fingerprint, asked_by, asked_role)"
                " values (gen_random_uuid(), $1, '', 'an-administrator', 'administrator')",
                "back" if number == 1 else "rebuild",
            )
            assert await rebuilder(projected).carry_out()
        built.set()

    async with asyncio.TaskGroup() as together:
        together.create_task(read_on())
        together.create_task(rebuild())
    failed = await projected.pool.fetch("select failure from rebuilds where state <> 'done'")
    assert failed == []
    async with projected.pool.acquire() as connection, connection.transaction():
        await connection.execute("select enter_live_generation()")
        counted = await connection.fetchval("select count(distinct position) from recordings")
        assert counted == len(log.bodies)
        assert counted == await connection.fetchval("select count(*) from recordings")
        assert await connection.fetchval("select sum(version) from heads") == counted


async def _answer(api: Api, path: str, query: dict[str, str]) -> object:
    """Without what says how long ago the sources were read."""
    answer = await api.get(path, **query)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    told.pop("freshness", None)
    return told
