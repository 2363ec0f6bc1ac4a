"""What lies between a log and its readers goes wrong: the way, a message, a topic, the log."""

import asyncio
import json
from collections.abc import Iterator, Mapping

import asyncpg
import pytest
from confluent_kafka import TopicPartition
from confluent_kafka.admin import AdminClient

from shared.database.provision import create_database
from tests.faults.carrier import Carrier
from tests.faults.checking import read_copy, read_log
from tests.faults.complaining import complaints
from tests.faults.diary import Diary
from tests.faults.place import CARRIED, PREFIX, SECONDS_OF_PATIENCE, Place, eventually, place_of
from tests.faults.settling import wrong_after
from tests.faults.telling import Clients
from tests.faults.topics import PARTITIONS, read_topic

pytestmark = pytest.mark.slow

LOGS = ("complaints",)
REPORT = {"role": "reporting-analyst", "year": "2025/26"}
OWN_TOPIC = {"CANDOUR_KAFKA_TOPIC_PREFIX": CARRIED}


@pytest.fixture(scope="module")
def place() -> Iterator[Place]:
    with place_of(
        ("complaints", "projections"),
        own={"projections": OWN_TOPIC, "projections-worker": OWN_TOPIC},
    ) as made:
        yield made
        assert made.defects == []


@pytest.fixture(scope="module")
def diary() -> Diary:
    return Diary()


@pytest.fixture(scope="module", autouse=True)
def carrier(place: Place) -> Iterator[Carrier]:
    """Between the relay and the projections, for all tests."""
    assert place.broker is not None
    made = Carrier(bootstrap=place.broker.bootstrap, service="complaints")
    made.start()
    yield made
    made.stop()


def _tell(place: Place, diary: Diary, name: str, count: int, authority: str) -> None:
    clients = Clients(addresses=place.addresses, tokens=place.tokens, diary=diary)
    clients.finish(clients.telling(complaints(name, count, authority=authority)))
    assert diary.refused() == []


def _figures(place: Place, authority: str) -> str:
    answer = place.get("projections", "/reports/complaints-annual", authority=authority, **REPORT)
    return json.dumps(answer["figures"])


def test_a_bad_way_changes_nothing_that_is_read(
    place: Place, diary: Diary, carrier: Carrier
) -> None:
    """A message in ten is lost, another doubled, another damaged, and all are mixed up."""
    _tell(place, diary, "by-a-good-way", 40, "good-way")
    assert wrong_after(place, diary, LOGS) == []
    carrier.bad = 0.1
    _tell(place, diary, "by-a-bad-way", 40, "bad-way")
    assert eventually(lambda: min(carrier.done.values(), default=0) > 0, SECONDS_OF_PATIENCE)
    carrier.bad = 0.0
    assert carrier.done.keys() == {"lost", "doubled", "damaged", "mixed"}, carrier.done
    assert wrong_after(place, diary, LOGS) == []
    assert _figures(place, "bad-way") == _figures(place, "good-way")


def test_what_a_topic_has_lost_for_good_is_fetched_from_its_owner(
    place: Place, diary: Diary
) -> None:
    """While nobody read, everything that was sent expired."""
    assert place.broker is not None
    place.lives["projections-worker"].kill()
    sent = _messages(place, CARRIED)
    _tell(place, diary, "expired", 20, "expired")
    assert eventually(lambda: _messages(place, CARRIED) >= sent + 60, SECONDS_OF_PATIENCE)
    admin = AdminClient({"bootstrap.servers": place.broker.bootstrap})
    topic = f"{CARRIED}.complaints.v1"
    futures = admin.delete_records([TopicPartition(topic, each, -1) for each in range(PARTITIONS)])
    for future in futures.values():
        future.result()
    place.lives["projections-worker"].start()
    assert wrong_after(place, diary, LOGS) == []


def test_a_poisonous_message_stands_aside_with_its_case_alone(place: Place, diary: Diary) -> None:
    """At the head of one case and in the middle of another: what follows on these waits."""
    relay = place.lives["complaints-worker"]
    relay.kill()
    before = asyncio.run(_length(place))
    _tell(place, diary, "poisoned", 10, "poisoned")
    head, middle = asyncio.run(_poison(place, before))
    relay.start()
    _tell(place, diary, "beside", 10, "beside")
    assert eventually(lambda: _state(place)["parked"] == 5, SECONDS_OF_PATIENCE), _state(place)
    waiting = {head: (1, 2, 3), middle: (2, 3)}
    log = asyncio.run(read_log(place.databases["complaints"].main.service_dsn, "complaints"))
    lacking = {
        f"position {event.position} was never read"
        for event in log.events
        if event.version in waiting.get(str(event.stream_id), ())
    }
    wrong = set(wrong_after(place, diary, LOGS))
    parked = {each for each in wrong if each.startswith("parked: ")}
    assert wrong - parked == lacking
    assert len(lacking) == len(parked) == 5
    assert {each.rpartition(" ")[2] for each in parked} == {"unreadable", "behind-parked"}
    assert place.is_ready("projections"), "one case must not stop a county"


def test_a_log_that_is_restored_to_an_older_dump_halts_relay_and_readers(
    place: Place, diary: Diary
) -> None:
    """Both had gone further: the log now denies what they passed on, so a person must look."""
    owners = [place.lives[name] for name in ("complaints", "complaints-worker")]
    for each in owners:
        each.kill()
    asyncio.run(_copy_database(place))
    for each in owners:
        each.start()
    place.wait_ready("complaints")
    _tell(place, diary, "lost-in-the-fire", 5, "lost")
    head = asyncio.run(_length(place))
    assert eventually(lambda: _state(place)["position"] == head, SECONDS_OF_PATIENCE)
    kept, sent = asyncio.run(_copied(place)), _messages(place, PREFIX)
    for each in owners:
        each.kill()
    asyncio.run(_restore_database(place))
    for each in owners:
        each.start()
    _tell(place, Diary(), "after-the-fire", 5, "after")

    assert eventually(lambda: _relay_halted(place) is not None, SECONDS_OF_PATIENCE)
    assert _relay_halted(place) in {"log-shorter", "log-rewritten"}
    assert eventually(lambda: _state(place)["halted"] is not None, SECONDS_OF_PATIENCE), _state(
        place
    )
    assert _state(place)["halted"] == "another-log"
    assert not place.is_ready("projections")
    assert asyncio.run(_copied(place)) == kept, "nothing of the other history was taken over"
    assert _messages(place, PREFIX) == sent, "nothing of the other history was sent"


def _state(place: Place) -> Mapping[str, object]:
    """How far the projections have read, as they say themselves."""
    return place.sources()["complaints"]


def _messages(place: Place, prefix: str) -> int:
    assert place.broker is not None
    records = read_topic(place.broker.bootstrap, f"{prefix}.complaints.v1")
    return sum(record.key is not None for record in records)


def _relay_halted(place: Place) -> str | None:
    async def ask() -> str | None:
        connection = await _superuser(place, place.databases["complaints"].main.name)
        try:
            halted: str | None = await connection.fetchval("select halted from complaints.relay")
        finally:
            await connection.close()
        return halted

    return asyncio.run(ask())


async def _superuser(place: Place, database: str) -> "asyncpg.Connection[asyncpg.Record]":
    return await asyncpg.connect(f"{place.server.superuser_dsn.rpartition('/')[0]}/{database}")


async def _length(place: Place) -> int:
    log = await read_log(place.databases["complaints"].main.service_dsn, "complaints")
    return len(log.events)


async def _copied(place: Place) -> int:
    dsn = place.databases["projections"].main.service_dsn
    copied, _ = await read_copy(dsn, "complaints")
    return len(copied)


async def _poison(place: Place, after: int) -> tuple[str, str]:
    """Two messages become ones that no reader can read; answers their cases, head and middle."""
    connection = await _superuser(place, place.databases["complaints"].main.name)
    try:
        await connection.execute("set search_path to complaints")
        cases = await connection.fetch(
            "select distinct stream_id from events where position > $1 and version = 3 limit 2",
            after,
        )
        head, middle = (case["stream_id"] for case in cases)
        await connection.execute("alter table events disable trigger all")
        await connection.execute(
            """
            update events set message = convert_to(
              replace(convert_from(message, 'utf8'), '"data":{', '"data":7,"was":{'), 'utf8')
            where (stream_id, version) in (($1::uuid, 1), ($2::uuid, 2))
            """,
            head,
            middle,
        )
        await connection.execute("alter table events enable always trigger events_append_only")
    finally:
        await connection.close()
    return str(head), str(middle)


async def _copy_database(place: Place) -> None:
    """The dump: whoever is connected to the original has to be gone."""
    main = place.databases["complaints"].main
    connection = await _superuser(place, "postgres")
    try:
        await connection.execute(_ENDING, main.name)
        await create_database(connection, "older", main.role, template=main.name)
    finally:
        await connection.close()


async def _restore_database(place: Place) -> None:
    main = place.databases["complaints"].main
    connection = await _superuser(place, "postgres")
    try:
        await connection.execute(f'drop database "{main.name}" with (force)')
        await connection.execute(f'alter database older rename to "{main.name}"')
    finally:
        await connection.close()


_ENDING = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1"
