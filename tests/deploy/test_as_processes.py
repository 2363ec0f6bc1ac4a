"""What docker-compose.yml says, done: prepared, started, well, and a complaint becomes a figure."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

import asyncpg
import httpx
import pytest
from aiokafka import AIOKafkaConsumer, TopicPartition

from services.command_line.drawing_secrets import draw_missing
from shared.broker.apache import ApacheKafka
from shared.broker.settings import KafkaSettings
from shared.database.embedded import EmbeddedPostgres
from shared.database.urls import for_role
from tests.deploy.compose_file import ROOT, SERVICES
from tests.deploy.installation import Installation, eventually, installed
from tests.deploy.sign_in import ISSUER, SignIn
from tests.journeys.installation import temporary_home
from tests.support.free_ports import free_run_of_ports
from tests.support.kafka import Kind, jars, kind_here

pytestmark = pytest.mark.slow

AUTHORITY: Final = "county-2026"
RECEIVED: Final = {
    "received_on": "2026-03-02",
    "channel": "email",
    "complainant": {"details": {"name": "Tamsin Yaffleton"}, "relation": "parent"},
    "service_area": "first-response",
    "causes": ["delay"],
    "desired_outcome": "That the stone bridge over the Windle be mended.",
}
DECIDED: Final = {
    "decided_on": "2026-03-03",
    "route": "statutory",
    "reason": "both-tests-met",
    "eligibility": "parent",
    "subject": "in-scope",
}
OF_THIS_MACHINE: Final = frozenset(
    {"controller.quorum.voters", "listeners", "advertised.listeners", "log.dirs"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployed:
    """The installation, its sign-in, and how a superuser reaches the database server."""

    place: Installation
    sign_in: SignIn
    server: str
    kafka: KafkaSettings

    def headers(self, role: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.sign_in.token(role, AUTHORITY)}"}


def _broker_settings() -> dict[str, str]:
    """Those of the container, without the names and folders of its machine."""
    rows = (ROOT / "deploy" / "kafka" / "server.properties").read_text().splitlines()
    said = dict(row.split("=", 1) for row in rows if row and not row.startswith("#"))
    return {name: value for name, value in said.items() if name not in OF_THIS_MACHINE}


async def _set_password(server: str, password: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(f"alter role postgres password '{password}'")
    finally:
        await connection.close()


@pytest.fixture(scope="module")
def deployed() -> Iterator[Deployed]:
    kind, why = kind_here()
    if kind is not Kind.APACHE:
        pytest.skip(f"runs a broker of its own: {why or kind}")
    sign_in = SignIn.new()
    with (
        temporary_home() as folder,
        EmbeddedPostgres(folder, {"fsync": "off"}) as server,
        ApacheKafka(folder / "kafka", jars(), settings=_broker_settings()) as kafka,
        installed(
            folder,
            variables={
                "CANDOUR_ISSUER": ISSUER,
                "CANDOUR_ISSUER_KEYS": str(folder / "keys.json"),
            },
            postgres=f"{server.host}:{server.port}",
            kafka=kafka.bootstrap,
            first_port=free_run_of_ports(len(SERVICES)),
        ) as place,
    ):
        sign_in.publish(folder / "keys.json")
        draw_missing(place.secrets, SERVICES)
        token = sign_in.token("service", "*", name="readers")
        (place.secrets / "service_token").write_text(token)
        password = (place.secrets / "postgres_password").read_text().strip()
        asyncio.run(_set_password(server.superuser_dsn, password))
        yield Deployed(
            place=place,
            sign_in=sign_in,
            server=for_role(
                server.superuser_dsn, role="postgres", password=password, database="postgres"
            ),
            kafka=KafkaSettings(bootstrap_servers=kafka.bootstrap),
        )


@pytest.fixture(scope="module")
def prepared(deployed: Deployed) -> Deployed:
    """As the one-shot containers leave it; run twice, since an upgrade runs them again."""
    place = deployed.place
    for _ in range(2):
        done = place.run("prepare")
        assert done.returncode == 0, done.stderr
    made, again = place.run("topics"), place.run("topics")
    assert made.returncode == again.returncode == 0, made.stderr + again.stderr
    assert "made candour.complaints.v1" in made.stdout
    assert again.stdout == "every topic is there\n"
    return deployed


@pytest.fixture(scope="module")
def running(prepared: Deployed) -> Deployed:
    for service in SERVICES:
        prepared.place.start(service)
        prepared.place.start(f"{service}-worker")
    return prepared


def test_every_service_becomes_well_by_the_check_of_its_container(running: Deployed) -> None:
    place = running.place
    for service in SERVICES:
        assert eventually(partial(place.is_well, service)), place.log(service).read_text()
    ended = {name: process.poll() for name, process in place.running.items()}
    assert set(ended.values()) == {None}


def _open_now(running: Deployed) -> list[float | None]:
    """How many complaints are open at Stage 1 today, by how they stand."""
    answer = httpx.get(
        f"{running.place.address('projections')}/indicators/complaints.open",
        params={"authority": AUTHORITY},
        headers=running.headers("reporting-analyst"),
        trust_env=False,
    )
    if answer.status_code != httpx.codes.OK:
        return []
    (rows,) = answer.json()["figures"].values()
    return [row["numerator"] for row in rows]


def _say(running: Deployed, path: str, body: object, *, role: str, key: str) -> httpx.Response:
    return httpx.post(
        f"{running.place.address('complaints')}{path}",
        json=body,
        headers={**running.headers(role), "Idempotency-Key": key},
        trust_env=False,
    )


def _story(running: Deployed) -> str:
    """How far it came, for whoever reads a failure."""
    place = running.place
    sources = httpx.get(
        f"{place.address('projections')}/sources",
        params={"authority": AUTHORITY},
        headers=running.headers("reporting-analyst"),
        trust_env=False,
    )
    logs = [place.log(f"{name}-worker").read_text()[-3_000:] for name in SERVICES]
    return "\n".join((f"open: {_open_now(running)}", sources.text, *logs))


async def _messages_on_kafka(kafka: KafkaSettings) -> list[bytes]:
    """Those of cases; a watermark has no key."""
    consumer = AIOKafkaConsumer(auto_offset_reset="none", **kafka.client_options())
    await consumer.start()
    try:
        topic = kafka.topic_of("complaints")
        partitions = [TopicPartition(topic, number) for number in range(12)]
        consumer.assign(partitions)
        await consumer.seek_to_beginning(*partitions)
        ends = await consumer.end_offsets(partitions)
        found: list[bytes] = []
        while any([await consumer.position(one) < end for one, end in ends.items()]):
            for records in (await consumer.getmany(timeout_ms=500)).values():
                found.extend(record.value for record in records if record.key is not None)
        return found
    finally:
        await consumer.stop()


def test_a_complaint_becomes_a_figure_by_way_of_kafka(running: Deployed) -> None:
    for service in ("complaints", "projections"):
        assert eventually(partial(running.place.is_well, service))
    assert 1 not in _open_now(running)
    received = _say(running, "/complaints", RECEIVED, role="complaints-officer", key="first")
    assert received.status_code == httpx.codes.CREATED, received.text
    path = f"/complaints/{received.json()['reference']}/decision"
    decided = _say(running, path, DECIDED, role="complaints-manager", key="second")
    assert decided.is_success, decided.text
    assert eventually(lambda: 1 in _open_now(running)), _story(running)
    sent = asyncio.run(_messages_on_kafka(running.kafka))
    assert received.json()["reference"].encode() in b"".join(sent)
    assert b"Tamsin" not in b"".join(sent)


def test_what_is_for_demonstrations_is_refused(running: Deployed) -> None:
    complaints = running.place.address("complaints")
    assert eventually(lambda: running.place.is_well("complaints"))
    long_ago = {**running.headers("complaints-officer"), "Candour-Time": "2022-04-11T09:00:00Z"}
    refused = httpx.post(
        f"{complaints}/complaints", json=RECEIVED, headers=long_ago, trust_env=False
    )
    assert refused.json()["code"] == "simulated-time-off"
    nobody = httpx.get(f"{complaints}/complaints", trust_env=False)
    assert nobody.json()["code"] == "not-signed-in"
