"""The database server of the session: one for all workers, started by the process above them."""

from collections.abc import AsyncIterator
from typing import Final

import pytest

from tests.support.postgres import Databases, Postgres, PostgresSession

_SESSION: Final = pytest.StashKey[PostgresSession]()
_POSTGRES: Final = pytest.StashKey[Postgres]()
_TOLD: Final = "candour_postgres"


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: pytest.Session) -> None:
    """Before a worker of pytest-xdist starts: tell it where the one server is."""
    node.workerinput[_TOLD] = _running(node.config).to_worker()  # type: ignore[attr-defined] # xdist's node


def pytest_unconfigure(config: pytest.Config) -> None:
    session = config.stash.get(_SESSION, None)
    if session is not None:
        session.stop()


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
