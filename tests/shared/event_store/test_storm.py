"""Eight processes fight over sixty cases while some of them are killed and a reader follows."""

import asyncio
import os
import random
import signal
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from shared.database.dying_with_parent import die_with_parent
from shared.database.engine import open_pool
from shared.event_store.news import LogNews
from shared.event_store.reading import LogReader
from shared.event_store.store import Checkpoint
from shared.event_store.verifying import verify
from tests.shared.event_store.storm_checker import Row, judge
from tests.support.postgres import Database, Databases, Postgres, PostgresSession

ROOT = Path(__file__).parents[3]
PROCESSES = 8
APPENDS = 20_000
SECONDS_BETWEEN_KILLS = 1.5
MOST_SECONDS = 240
END_ONE_BACKEND = """
select count(pg_terminate_backend(pid))
  from (select pid from pg_stat_activity where application_name = 'candour-append'
         order by random() limit 1) one
"""
EVERY_ROW = """
select position, stream_id::text, version, command_id::text, recorded_at
  from events order by position
"""
MODULE = "tests.shared.event_store.storm_writer"


@pytest.fixture
def durable() -> Iterator[Postgres]:
    """A server that forces every commit to the disk, as in a council's cellar."""
    session = PostgresSession(durable=True)
    yield session.start()
    session.stop()


class Writers:
    """The processes, their diaries, and who replaces the killed."""

    def __init__(self, database: Database, folder: Path, dice: random.Random) -> None:
        self._database = database
        self._folder = folder
        self._dice = dice
        self._running: dict[int, asyncio.subprocess.Process] = {}
        self._read_to: Counter[Path] = Counter()
        self._acknowledged = 0
        self.kills = 0

    @property
    def diaries(self) -> list[Path]:
        return sorted(self._folder.glob("*.diary"))

    def answered(self) -> int:
        """How many appends were acknowledged so far, reading only what is new of each diary."""
        for diary in self.diaries:
            with diary.open("rb") as file:
                file.seek(self._read_to[diary])
                new = file.read().rpartition(b"\n")[0]
            self._read_to[diary] += len(new)
            self._acknowledged += new.count(b'{"what": "appended"')
        return self._acknowledged

    async def start(self, slot: int) -> None:
        diary = self._folder / f"{slot}-{self.kills}.diary"
        with diary.with_suffix(".stderr").open("wb") as stderr:
            self._running[slot] = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", MODULE, self._database.service_dsn, self._database.schema, str(diary)),
                *(str(APPENDS), str(self._dice.randrange(2**32))),
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=stderr,
                preexec_fn=die_with_parent(signal.SIGKILL),
            )

    async def kill(self, slot: int) -> None:
        """Kill the process; one that has ended by itself has met a defect, so that is a failure."""
        process = self._running.pop(slot)
        assert process.returncode is None, self.complaints()
        process.send_signal(signal.SIGKILL)
        await process.wait()
        self.kills += 1

    async def kill_all(self) -> None:
        for process in self._running.values():
            if process.returncode is None:
                process.send_signal(signal.SIGKILL)
            await process.wait()
        self._running.clear()

    def complaints(self) -> str:
        return "\n".join(file.read_text()[-2000:] for file in self._folder.glob("*.stderr"))


async def tail(reader: LogReader, seen: list[int], finished: asyncio.Event) -> None:
    """Follow the log with nothing but the last position; pages raise on a hole."""
    after = 0
    while True:
        last_look = finished.is_set()
        page = await reader.page(after, limit=500)
        seen.extend(message.position for message in page.messages)
        after = page.read_to
        if not page.messages:
            if last_look:
                return
            await reader.wait_for_more(after, 0.2)


@pytest.mark.slow
async def test_a_conflict_storm_leaves_a_gapless_log_and_right_answers(
    durable: Postgres, tmp_path: Path
) -> None:
    database = await Databases(durable).fresh("log")
    superuser = await asyncpg.connect(
        database.superuser_dsn, server_settings={"search_path": database.schema}
    )
    dice = random.Random(20_000)
    writers = Writers(database, tmp_path, dice)
    pool = await open_pool(database.service_dsn, database.schema, max_size=2)
    news = LogNews(database.service_dsn, database.schema)
    news.start()
    reader = LogReader(pool, news)
    seen: list[int] = []
    finished = asyncio.Event()
    tailing = asyncio.create_task(tail(reader, seen, finished))
    ended_backends = 0

    try:
        for slot in range(PROCESSES):
            await writers.start(slot)
        async with asyncio.timeout(MOST_SECONDS):
            while writers.answered() < APPENDS:
                await asyncio.sleep(SECONDS_BETWEEN_KILLS)
                slot = dice.randrange(PROCESSES)
                await writers.kill(slot)
                ended_backends += await superuser.fetchval(END_ONE_BACKEND)
                await writers.start(slot)
    finally:
        await writers.kill_all()
    await superuser.execute("select wait_for_appends()")
    finished.set()
    await tailing

    events = [Row(**dict(row)) for row in await superuser.fetch(EVERY_ROW)]
    judgement = judge(writers.diaries, events, seen)
    assert judgement.wrong == []
    assert judgement.answers["appended"] >= APPENDS
    assert judgement.answers["conflict"] > APPENDS / 100
    assert judgement.answers["duplicate"] > 0
    assert judgement.unanswered > 0
    assert writers.kills > PROCESSES
    assert ended_backends > 0

    head = await reader.head()
    last = Checkpoint(log_id=head.log_id, position=head.position, event_id=head.event_id)
    async with pool.acquire() as connection:
        assert (await verify(connection, {"tail": last})).findings == ()
    await superuser.close()
    await news.close()
    await pool.close()
