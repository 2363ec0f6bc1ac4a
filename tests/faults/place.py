"""A whole installation whose every part can be killed: PostgreSQL, a broker, services, workers.

Unlike `candour up` it starts again only what the test wants started, and at once.
"""

import asyncio
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import httpx

from services.command_line.children import Recipe
from services.command_line.home import Home
from services.command_line.installation import NO_BROKER, Wishes, prepare_databases, recipes
from services.command_line.tokens import LocalTokens
from shared.broker.apache import ApacheKafka
from shared.broker.settings import KafkaSettings
from shared.broker.topics import create_missing, read_topics
from shared.database.embedded import Server
from shared.database.provision import Provisioned
from tests.faults.killable_postgres import KillablePostgres
from tests.faults.lives import Lives
from tests.support.free_ports import free_run_of_ports
from tests.support.kafka import environment_of, jars

SECONDS_OF_PATIENCE: Final = 240.0
SECONDS_BETWEEN_LOOKS: Final = 0.05
PORTS: Final = 4
PREFIX: Final = "candour"
CARRIED: Final = "carried"
"""Beside the topics that are sent to there are empty ones, for a test that carries messages on."""
TOPICS: Final = Path(__file__).parents[2] / "deploy" / "topics.toml"


@dataclass(slots=True, kw_only=True)
class Place:
    """`lives` are the processes by name: `complaints`, `complaints-worker`, `projections`, …"""

    home: Home
    postgres: KillablePostgres
    server: Server
    databases: Mapping[str, Provisioned]
    addresses: Mapping[str, str]
    lives: dict[str, Lives]
    broker: ApacheKafka | None
    http: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=20, trust_env=False))

    @property
    def tokens(self) -> LocalTokens:
        return LocalTokens(home=self.home)

    @property
    def kills(self) -> int:
        return sum(life.kills for life in self.lives.values())

    @property
    def defects(self) -> list[str]:
        return [defect for life in self.lives.values() for defect in life.defects]

    def start_all(self) -> None:
        for life in self.lives.values():
            if life.has_ended():
                life.start()
        for service in self.addresses:
            self.wait_ready(service)

    def is_ready(self, service: str) -> bool:
        try:
            return self.http.get(f"{self.addresses[service]}/health/ready").is_success
        except httpx.TransportError:
            return False

    def wait_ready(self, service: str) -> None:
        assert eventually(lambda: self.is_ready(service), SECONDS_OF_PATIENCE), (
            f"{service} is not ready: {self.lives[service].last_words()}"
        )

    def get(
        self, service: str, path: str, *, role: str, authority: str, **query: str
    ) -> Mapping[str, Any]:
        """The JSON object of an answer, which must be a good one."""
        answer = self.answer(service, path, role=role, authority=authority, **query)
        assert answer.is_success, answer.text
        said: Mapping[str, Any] = answer.json()
        return said

    def answer(
        self, service: str, path: str, *, role: str, authority: str, **query: str
    ) -> httpx.Response:
        bearer = self.tokens.bearer(role=role, authority=authority)
        return self.http.get(
            f"{self.addresses[service]}{path}",
            params=query,
            headers={"Authorization": f"Bearer {bearer}", "Candour-Authority": authority},
        )

    def sources(self, reader: str = "projections") -> Mapping[str, Mapping[str, Any]]:
        """How far a service has read each of the others, as it says itself."""
        states = self.get(reader, "/sources", role="reporting-analyst", authority="nowhere")
        return {state["source"]: state for state in states["sources"]}

    def kill_broker(self) -> None:
        """SIGKILL, and a start that nobody waits for."""
        assert self.broker is not None
        self.broker.kill()
        self.broker.launch()

    def another(self, name: str, *, called: str, **settings: str) -> Lives:
        """A further process like `name`, not started: two of them compete for one lease."""
        first = self.lives[name]
        twin = Lives(
            recipe=Recipe(name=called, module=first.recipe.module, settings=first.recipe.settings),
            log=self.home.logs / f"{called}.log",
            more={**first.more, **settings},
        )
        self.lives[called] = twin
        return twin

    def end(self) -> None:
        for life in self.lives.values():
            life.ask_to_end()
        for life in self.lives.values():
            life.end()
        self.http.close()
        if self.broker is not None:
            self.broker.stop()
        self.postgres.stop()


@contextmanager
def place_of(
    services: Sequence[str],
    *,
    kafka: bool = True,
    simulated_time: bool = True,
    own: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    **settings: str,
) -> Iterator[Place]:
    """An installation of these services on servers of its own; `settings` are for every process,
    `own` for one of them by its name.

    Nothing of it is left at the end. Enter it from the main thread.
    """
    folder = Path(tempfile.mkdtemp(prefix="candour-faults-"))
    folder.chmod(0o711)
    home = Home(path=folder / "home")
    home.prepare()
    broker = ApacheKafka(home.path / "kafka", jars()) if kafka else None
    postgres = KillablePostgres(home.path)
    wishes = Wishes(
        port_base=free_run_of_ports(PORTS),
        simulated_time=simulated_time,
        seed=False,
        services=tuple(services),
    )
    place: Place | None = None
    try:
        if broker is not None:
            broker.launch()
        server = postgres.start()
        databases = prepare_databases(server, postgres, wishes.services)
        told = NO_BROKER if broker is None else _topics_on(broker)
        answering, working = recipes(home, wishes, databases, told)
        place = Place(
            home=home,
            postgres=postgres,
            server=server,
            databases=databases,
            addresses=wishes.addresses(),
            lives={
                recipe.name: Lives(
                    recipe=recipe,
                    log=home.logs / f"{recipe.name}.log",
                    more={**settings, **own.get(recipe.name, {})},
                )
                for recipe in (*answering, *working)
            },
            broker=broker,
        )
        place.start_all()
        yield place
    finally:
        if place is not None:
            place.end()
        else:
            if broker is not None:
                broker.stop()
            postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def _topics_on(broker: ApacheKafka) -> Mapping[str, str]:
    """How processes are told of it, once its topics are there."""
    broker.start()
    for prefix in (PREFIX, CARRIED):
        known = KafkaSettings(bootstrap_servers=broker.bootstrap, topic_prefix=prefix)
        asyncio.run(create_missing(known, read_topics(TOPICS)))
    return environment_of(KafkaSettings(bootstrap_servers=broker.bootstrap))


def eventually(holds: Callable[[], bool], seconds: float) -> bool:
    """Whether it comes to hold in time."""
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not holds():
        if time.monotonic() > deadline:
            return False
        pause.wait(SECONDS_BETWEEN_LOOKS)
    return True
