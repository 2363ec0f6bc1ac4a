"""The database server and the broker of the session: one each for all workers.

The server is started by the process above the workers; the broker by the first test that wants it.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final

import pytest

from shared.database.place import folder_elsewhere
from tests.support.kafka import Kafka, Kind, kind_here
from tests.support.kafka_session import KafkaSession, kafka_of
from tests.support.postgres import Databases, Postgres, PostgresSession

_SESSION: Final = pytest.StashKey[PostgresSession]()
_POSTGRES: Final = pytest.StashKey[Postgres]()
_TOLD: Final = "candour_postgres"
_KAFKA: Final = pytest.StashKey[KafkaSession]()
_KAFKA_FOLDER: Final = "candour_kafka"
_NOT_ON_A_MOCK: Final = "needs a real Kafka"


@pytest.fixture
def tmp_path(tmp_path: Path) -> Iterator[Path]:
    """Pytest's own; what servers whose home was in it kept elsewhere is removed after the test."""
    yield tmp_path
    for home in (tmp_path, *tmp_path.glob("*/"), *tmp_path.glob("*/*/")):
        shutil.rmtree(folder_elsewhere(home), ignore_errors=True)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: pytest.Session) -> None:
    """Before a worker of pytest-xdist starts: tell it where the one server is."""
    node.workerinput[_TOLD] = _running(node.config).to_worker()  # type: ignore[attr-defined] # xdist's node
    node.workerinput[_KAFKA_FOLDER] = str(_kafka_session(node.config).folder)  # type: ignore[attr-defined] # the same


def pytest_unconfigure(config: pytest.Config) -> None:
    session = config.stash.get(_SESSION, None)
    if session is not None:
        session.stop()
    broker = config.stash.get(_KAFKA, None)
    if broker is not None:
        broker.stop()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if "kafka" not in getattr(item, "fixturenames", ()):
        return
    kind, why = kind_here()
    if kind is Kind.MOCK and item.get_closest_marker("smoke") is None:
        pytest.skip(f"{_NOT_ON_A_MOCK}: {why}")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Which broker it was, and how many tests there was none for."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = sum(_NOT_ON_A_MOCK in str(report.longrepr) for report in skipped)
    session = config.stash.get(_KAFKA, None)
    if left_out or (session is not None and session.was_used):
        kind, why = kind_here()
        not_run = f"; {left_out} tests were not run, since {why}" if left_out else ""
        terminalreporter.write_line(f"The broker of the tests was {kind}{not_run}.")


@pytest.fixture(scope="session")
def postgres(pytestconfig: pytest.Config) -> Postgres:
    """The server of this session."""
    return _running(pytestconfig)


@pytest.fixture
async def databases(postgres: Postgres) -> AsyncIterator[Databases]:
    """Fresh databases, dropped when the test ends."""
    made = Databases(postgres)
    yield made
    await made.drop_all()


@pytest.fixture(scope="session")
def kafka(pytestconfig: pytest.Config) -> Iterator[Kafka]:
    """The broker of this session."""
    told = getattr(pytestconfig, "workerinput", None)
    folder = Path(told[_KAFKA_FOLDER]) if told else _kafka_session(pytestconfig).folder
    broker = kafka_of(folder)
    yield broker
    asyncio.run(broker.remove_topics())


def _kafka_session(config: pytest.Config) -> KafkaSession:
    known = config.stash.get(_KAFKA, None)
    if known is None:
        known = KafkaSession()
        config.stash[_KAFKA] = known
    return known


def _running(config: pytest.Config) -> Postgres:
    known = config.stash.get(_POSTGRES, None)
    if known is not None:
        return known
    told = getattr(config, "workerinput", None)
    if told is not None:
        running = Postgres.in_worker(told[_TOLD])
    else:
        session = PostgresSession()
        running = session.start()
        config.stash[_SESSION] = session
    config.stash[_POSTGRES] = running
    return running
