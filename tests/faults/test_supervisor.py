"""Whoever starts everything is killed, twice, while clients tell complaints; nothing is lost."""

import asyncio
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest

from services.command_line.tokens import LocalTokens
from shared.database.embedded import SUPERUSER
from shared.database.passwords import Passwords
from tests.faults.checking import judge_copy, judge_log, read_copy, read_log
from tests.faults.complaining import complaints
from tests.faults.diary import Diary
from tests.faults.telling import Clients
from tests.journeys.installation import (
    COMPLAINTS_ALONE,
    Installation,
    eventually,
    temporary_home,
)

pytestmark = pytest.mark.slow

OPTIONS = ("--no-seed", "--kafka", *COMPLAINTS_ALONE)
KILLS = 2
CASES = 40


@pytest.fixture
def place() -> Iterator[Installation]:
    with temporary_home() as path:
        made = Installation(path=path)
        yield made
        if made.supervisor is not None:
            made.kill()
        assert eventually(lambda: not made.running()), made.running()


def test_a_killed_supervisor_takes_nothing_with_it(place: Installation) -> None:
    place.start(*OPTIONS)
    diary = Diary()
    clients = Clients(
        addresses={"complaints": place.complaints},
        tokens=LocalTokens(home=place.home),
        diary=diary,
    )
    telling = clients.telling(complaints("told", CASES))
    for number in range(1, KILLS + 1):
        assert eventually(_has_answered(diary, number * CASES // (KILLS + 1))), diary.counts()
        place.kill()
        assert eventually(lambda: not place.running()), place.running()
        place.start(*OPTIONS)
    clients.finish(telling)
    assert diary.unknowns > 0
    assert place.supervisor is not None

    log = asyncio.run(read_log(_dsn(place, "candour_complaints"), "complaints"))
    assert judge_log(log, diary.of("complaints")) == []

    def copy_is_whole() -> bool:
        copied, parked = asyncio.run(read_copy(_dsn(place, "candour_projections"), "complaints"))
        return judge_copy(log.events, copied) == [] and not parked

    assert eventually(copy_is_whole)
    assert place.interrupt() == 0


def _has_answered(diary: Diary, count: int) -> Callable[[], bool]:
    return lambda: diary.answered > count


def _dsn(place: Installation, database: str) -> str:
    password = quote(Passwords(place.home.keys / "database.json").of(SUPERUSER), safe="")
    command = next(said for said in place.running().values() if "/postgres -D" in said)
    port = int(command.partition("port=")[2].split()[0])
    return f"postgresql://{SUPERUSER}:{password}@127.0.0.1:{port}/{database}"
