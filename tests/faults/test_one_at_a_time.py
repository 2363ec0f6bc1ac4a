"""One fault at a time, in an installation that lives in real time and reads over Kafka."""

import asyncio
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import asyncpg
import pytest

from tests.faults.checking import read_log
from tests.faults.complaining import complaints
from tests.faults.diary import Diary
from tests.faults.lives import Lives
from tests.faults.place import SECONDS_OF_PATIENCE, Place, eventually, place_of
from tests.faults.proxy import Proxy
from tests.faults.settling import wrong_after
from tests.faults.telling import Clients

pytestmark = pytest.mark.slow

LOGS = ("complaints",)
AN_HOUR = "3600"


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with place_of(("complaints", "projections"), simulated_time=False) as made:
        yield made
        assert made.defects == []


@pytest.fixture(scope="module")
def diary() -> Diary:
    """One for all tests of the installation: what was told before is judged again each time."""
    return Diary()


def _clients(place: Place, diary: Diary, **addresses: str) -> Clients:
    return Clients(
        addresses={**place.addresses, **addresses},
        tokens=place.tokens,
        diary=diary,
        simulated_time=False,
    )


def _tell(place: Place, diary: Diary, name: str, count: int = 15, **addresses: str) -> None:
    clients = _clients(place, diary, **addresses)
    clients.finish(clients.telling(complaints(name, count)))
    assert diary.refused() == []


def _epochs(place: Place) -> dict[str, int]:
    """The fencing epochs: of the relay, and the highest of the partitions that are read."""

    async def ask(service: str, query: str) -> int:
        dsn = place.databases[service].main.service_dsn
        connection = await asyncpg.connect(dsn, server_settings={"search_path": service})
        try:
            return int(await connection.fetchval(query))
        finally:
            await connection.close()

    return {
        "relay": asyncio.run(ask("complaints", "select epoch from relay")),
        "reader": asyncio.run(ask("projections", "select min(epoch) from readers")),
    }


def _stand_still(life: Lives, point: str) -> None:
    """A new life that stops, all at once, when it is there for the first time."""
    life.kill()
    life.start(CANDOUR_STOP_AT=point)


def _stands(life: Lives) -> bool:
    assert life.running is not None
    stat = Path(f"/proc/{life.running.pid}/stat").read_text(encoding="ascii")
    return stat.rpartition(")")[2].split()[0] == "T"


def test_who_stood_still_past_its_lease_wakes_fenced(place: Place, diary: Diary) -> None:
    """A relay with a page in its hand and a reader between two pages stop; others take over.

    When they wake, the relay's page may come on the topic a second time, and after later ones; what
    they would write of their own progress is refused.
    """
    relay, reader = place.lives["complaints-worker"], place.lives["projections-worker"]
    for life, point in ((reader, "topic.after-commit"), (relay, "relay.before-send")):
        _stand_still(life, point)
        _tell(place, diary, f"until-{life.name}", 5)
        assert eventually(partial(_stands, life), SECONDS_OF_PATIENCE), life.last_words()
    stood = _epochs(place)
    twins = [
        place.another("complaints-worker", called="second-relay"),
        place.another("projections-worker", called="second-reader"),
    ]
    for twin in twins:
        twin.start()
    _tell(place, diary, "meanwhile")
    assert wrong_after(place, diary, LOGS, real_time=True) == []
    assert _epochs(place)["relay"] > stood["relay"]
    assert _epochs(place)["reader"] > stood["reader"]

    for zombie in (relay, reader):
        zombie.go_on()
    assert eventually(lambda: "relay-fenced" in relay.last_words(), SECONDS_OF_PATIENCE)
    gave_up = '"event":"partitions-held","source":"complaints","count":0'
    assert eventually(lambda: gave_up in reader.last_words(), SECONDS_OF_PATIENCE)
    _tell(place, diary, "after", 5)
    assert wrong_after(place, diary, LOGS, real_time=True) == []
    for twin in twins:
        twin.end()
        del place.lives[twin.name]


def test_an_answer_that_is_lost_leaves_a_command_done_once(place: Place, diary: Diary) -> None:
    """Every third answer is lost between the service and its clients."""
    way = Proxy(port=int(place.addresses["complaints"].rpartition(":")[2]), lost=0.3)
    before = diary.unknowns
    try:
        _tell(place, diary, "cut-off", complaints=way.url)
    finally:
        way.close()
    assert way.cuts > 0
    assert diary.unknowns > before
    assert wrong_after(place, diary, LOGS, real_time=True) == []


def test_a_connection_cut_in_the_middle_of_an_append_leaves_it_done_once(
    place: Place, diary: Diary
) -> None:
    """Between the service and PostgreSQL: what was sent is stored, and nobody is told."""
    service = place.lives["complaints"]
    way = Proxy(port=place.server.port)
    dsn = place.databases["complaints"].main.service_dsn
    service.kill()
    service.start(CANDOUR_DATABASE_URL=dsn.replace(f":{place.server.port}/", f":{way.own_port}/"))
    try:
        place.wait_ready("complaints")
        way.lost = 0.05
        _tell(place, diary, "half-open")
        assert way.cuts > 0
    finally:
        way.lost = 0.0
        service.kill()
        way.close()
        service.start()
    place.wait_ready("complaints")
    assert wrong_after(place, diary, LOGS, real_time=True) == []


def test_one_process_an_hour_ahead_changes_nothing(place: Place, diary: Diary) -> None:
    """What is recorded has the time of the database, leases end by it: no other clock counts."""
    _tell(place, diary, "by-the-right-clock", 3)
    before = asyncio.run(_last(place))
    for name in ("complaints", "complaints-worker", "projections-worker"):
        place.lives[name].kill()
        place.lives[name].start(CANDOUR_CLOCK_OFFSET_SECONDS=AN_HOUR)
    place.wait_ready("complaints")
    _tell(place, diary, "hour-ahead")
    for name in ("complaints", "complaints-worker", "projections-worker"):
        place.lives[name].kill()
        place.lives[name].start()
    place.wait_ready("complaints")
    _tell(place, diary, "right-again", 5)
    assert wrong_after(place, diary, LOGS, real_time=True) == []
    assert asyncio.run(_last(place)) - before < 1_800


def test_a_log_whose_last_row_is_an_hour_ahead_takes_no_more(place: Place, diary: Diary) -> None:
    """Or that wrong instant would be the earliest for everything that comes after it."""
    _tell(place, diary, "in-their-time", 3)
    put_back = asyncio.run(_set_last(place, "recorded_at + interval '1 hour'"))
    clients = _clients(place, Diary())
    line = complaints("too-early", 1)[0]
    answer = clients.http.post(
        f"{place.addresses['complaints']}{line.path}",
        json=line.body,
        headers={
            "Authorization": f"Bearer {place.tokens.bearer(role=line.role, authority='demo')}",
            "Idempotency-Key": line.key,
        },
    )
    clients.http.close()
    assert (answer.status_code, answer.json()["code"]) == (503, "clock-ahead")
    ready = place.http.get(f"{place.addresses['complaints']}/health/ready")
    assert ready.status_code == 503
    because = {check["name"]: check["because"] for check in ready.json()["checks"]}
    assert because["log"] == "log-ahead"
    asyncio.run(_set_last(place, f"timestamptz '{put_back}'"))
    place.wait_ready("complaints")
    _tell(place, diary, "in-time", 3)
    assert wrong_after(place, diary, LOGS, real_time=True) == []


async def _last(place: Place) -> float:
    log = await read_log(place.databases["complaints"].main.service_dsn, "complaints")
    return log.events[-1].recorded_at.timestamp()


async def _set_last(place: Place, recorded_at: str) -> str:
    """What no role of the service may do: the superuser edits the last row. Says what it was."""
    database = place.databases["complaints"].main
    dsn = place.server.superuser_dsn.rpartition("/")[0] + f"/{database.name}"
    connection = await asyncpg.connect(dsn, server_settings={"search_path": "complaints"})
    try:
        await connection.execute("alter table events disable trigger all")
        was = await connection.fetchval(
            "select recorded_at from events order by position desc limit 1"
        )
        await connection.execute(
            f"update events set recorded_at = {recorded_at}"
            " where position = (select max(position) from events)"
        )
        await connection.execute("alter table events enable always trigger events_append_only")
    finally:
        await connection.close()
    return str(was)
