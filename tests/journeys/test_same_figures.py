"""The same log read over Kafka and over the feed: the same figures, to the byte.

A year of complaints and a quarter of referrals are lived over the feed. Then the projections lose
everything and read it again from the topics; then the installation goes back to the feed.
"""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from deploy.replay_generators.complaints_2022_23 import REPLAY as YEAR
from deploy.replay_generators.performance_2023_24_q1 import REPLAY as QUARTER
from deploy.replay_generators.quarter.published import QUARTER as PERIOD
from shared.database.embedded import EmbeddedPostgres
from tests.journeys.installation import Installation, eventually, temporary_home
from tests.support.kafka import Kafka

pytestmark = pytest.mark.slow

ONLY = [word for name in ("complaints", "referrals", "projections") for word in ("--only", name)]
REPORTS = {
    "complaints-annual": ("--authority", "county-2022", "--year", "2022/23"),
    "performance": ("--authority", "county-2023", "--period", PERIOD),
}
READERS = "select source, count(*) as slots, sum(refused) as refused from readers group by source"


@dataclass(frozen=True, slots=True)
class Reading:
    """What one way of reading made of the log: figures in JSON, tables, and how it read."""

    figures: Mapping[str, str]
    tables: Mapping[str, str]
    slots: Mapping[str, int]
    known_then: str


@dataclass(frozen=True, slots=True)
class Read:
    first_over_feed: Reading
    over_topics: Reading
    over_feed_again: Reading


@pytest.fixture(scope="module")
def read(kafka: Kafka) -> Iterator[Read]:
    del kafka  # skips this where there is no Apache Kafka, which `candour up --kafka` starts
    with temporary_home() as path:
        place = Installation(path=path)
        try:
            over_feed = _read(place, (YEAR, QUARTER))
            _forget(place)
            entered = _entered(QUARTER, path.with_name("entered.jsonl"))
            over_topics = _read(place, (entered,), "--kafka")
            yield Read(over_feed, over_topics, _read(place, ()))
        finally:
            if place.supervisor is not None:
                place.kill()
            assert eventually(lambda: not place.running()), place.running()


def _read(place: Installation, replays: Sequence[Path], *options: str) -> Reading:
    """Start, send these, ask, stop."""
    place.start("--no-seed", *ONLY, *options)
    for file in replays:
        place.candour("replay", str(file))
    asked = {
        report: json.loads(place.candour("report", report, *of, "--format", "json"))
        for report, of in REPORTS.items()
    }
    known_then = place.get(
        f"{place.projections}/indicators/complaints.outcomes",
        role="reporting-analyst",
        authority="county-2022",
        period="2022/23",
        known_on="2022-09-30",
    ).json()["figures"]
    reading = Reading(
        figures={report: json.dumps(said["figures"]) for report, said in asked.items()},
        tables={
            report: place.candour("report", report, *of, "--format", "csv")
            for report, of in REPORTS.items()
        },
        slots={row["source"]: row["slots"] for row in _rows(place, READERS)},
        known_then=json.dumps(known_then),
    )
    assert place.interrupt() == 0
    return reading


def _rows(place: Installation, asked: str) -> list[asyncpg.Record]:
    async def fetch() -> list[asyncpg.Record]:
        connection = await asyncpg.connect(
            _projections(place), server_settings={"search_path": "projections"}
        )
        try:
            return await connection.fetch(asked)
        finally:
            await connection.close()

    return asyncio.run(fetch())


def _projections(place: Installation) -> str:
    """Where the running projections keep their tables, from what their process was told."""
    pid = next(pid for pid, said in place.running().items() if "services.projections.main" in said)
    told = Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
    variable = b"CANDOUR_DATABASE_URL="
    return next(one.removeprefix(variable) for one in told if one.startswith(variable)).decode()


def _entered(replay: Path, file: Path) -> Path:
    """What an analyst entered: the only lines whose effect the projections alone hold."""
    lines = replay.read_text(encoding="utf-8").splitlines(keepends=True)
    entered = [line for line in lines if json.loads(line)["service"] == "projections"]
    assert entered
    file.write_text("".join(entered), encoding="utf-8")
    return file


def _forget(place: Installation) -> None:
    """The projections' database is lost, and nothing else."""

    async def drop(dsn: str) -> None:
        connection = await asyncpg.connect(dsn)
        await connection.execute("drop database candour_projections")
        await connection.close()

    postgres = EmbeddedPostgres(place.path)
    try:
        asyncio.run(drop(postgres.start().superuser_dsn))
    finally:
        postgres.stop()


@pytest.mark.parametrize("report", sorted(REPORTS))
def test_a_report_has_the_same_figures_to_the_byte(read: Read, report: str) -> None:
    figures = read.first_over_feed.figures[report]
    assert len(json.loads(figures)) > 3
    assert read.over_topics.figures[report] == figures
    assert read.over_feed_again.figures[report] == figures


@pytest.mark.parametrize("report", sorted(REPORTS))
def test_its_table_is_the_same_to_the_byte(read: Read, report: str) -> None:
    table = read.first_over_feed.tables[report]
    assert len(table.splitlines()) > 5
    assert read.over_topics.tables[report] == table
    assert read.over_feed_again.tables[report] == table


def test_what_was_known_on_a_day_is_the_same(read: Read) -> None:
    assert '"numerator"' in read.first_over_feed.known_then
    assert read.over_topics.known_then == read.first_over_feed.known_then


def test_each_was_read_as_it_was_meant_to_be(read: Read) -> None:
    assert read.first_over_feed.slots == {"complaints": 1, "referrals": 1}
    assert read.over_topics.slots == {"complaints": 12, "referrals": 12}
    assert read.over_feed_again.slots == {"complaints": 1, "referrals": 1}
