"""The message feed over a real log: bytes, order, partitions, waiting, and another log."""

import asyncio
from uuid import UUID

import httpx
import pytest

from shared.clock import fresh
from shared.event_store.partitions import partition_hash
from tests.shared.event_store.appends import Log, append, on
from tests.shared.http_service.small_service import SmallService

FIRST, SECOND = UUID(int=1), UUID(int=2)


async def read(service: SmallService, **asked: object) -> httpx.Response:
    return await service.client.get(
        "/messages",
        params={name: str(value) for name, value in asked.items()},
        headers=service.headers(service.token("service", "*")),
    )


def positions(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/cloudevents-batch+json"
    return [message["position"] for message in answer.json()]


async def stored(log: Log) -> bytes:
    rows = await log.pool.fetch("select message from events order by position")
    return b"[" + b",".join(row["message"] for row in rows) + b"]"


async def test_the_stored_bytes_are_what_is_served(publisher: SmallService, log: Log) -> None:
    await log.writer.append(append(on(FIRST, events=3)))
    await log.writer.append(append(on(SECOND, events=2)))
    answer = await read(publisher)
    assert positions(answer) == ["1", "2", "3", "4", "5"]
    assert answer.content == await stored(log)
    assert answer.headers["candour-next"] == answer.headers["candour-head"] == "5"
    assert answer.headers["candour-log"] == str((await log.reader.head()).log_id)


async def test_an_empty_log_is_an_empty_page(publisher: SmallService) -> None:
    answer = await read(publisher)
    assert answer.content == b"[]"
    assert answer.headers["candour-next"] == "0"


async def test_reading_on_page_by_page_misses_nothing(publisher: SmallService, log: Log) -> None:
    for stream in range(1, 8):
        await log.writer.append(append(on(UUID(int=stream), events=3)))
    seen: list[str] = []
    after = "0"
    while page := positions(answer := await read(publisher, after=after, limit=4)):
        seen += page
        after = answer.headers["candour-next"]
    assert seen == [str(position) for position in range(1, 22)]


async def test_the_partitions_together_are_the_whole(publisher: SmallService, log: Log) -> None:
    streams = [fresh() for _ in range(12)]
    for stream in streams:
        await log.writer.append(append(on(stream)))
    found: list[str] = []
    for partition in range(3):
        answer = await read(publisher, partition=partition, of=3)
        mine = positions(answer)
        expected = [
            str(at)
            for at, stream in enumerate(streams, 1)
            if partition_hash(stream) % 3 == partition
        ]
        assert mine == expected
        assert answer.headers["candour-next"] == "12"
        found += mine
    assert sorted(found, key=int) == [str(at) for at in range(1, 13)]


async def test_the_messages_of_one_case(publisher: SmallService, log: Log) -> None:
    await log.writer.append(append(on(FIRST, events=2)))
    await log.writer.append(append(on(SECOND)))
    await log.writer.append(append(on(FIRST, expected=2)))
    assert positions(await read(publisher, case=FIRST)) == ["1", "2", "4"]
    assert positions(await read(publisher, case=FIRST, after=2)) == ["4"]
    assert positions(await read(publisher, case=fresh())) == []


async def test_a_waiting_reader_is_answered_when_something_comes(
    publisher: SmallService, log: Log
) -> None:
    waiting = asyncio.create_task(read(publisher, wait=30))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    await log.writer.append(append(on(FIRST)))
    async with asyncio.timeout(20):
        assert positions(await waiting) == ["1"]


async def test_a_waiting_reader_of_a_partition_sleeps_through_the_others(
    publisher: SmallService, log: Log
) -> None:
    mine, others = partition_hash(FIRST) % 2, 1 - partition_hash(FIRST) % 2
    waiting = asyncio.create_task(read(publisher, wait=1.5, partition=others, of=2))
    still = asyncio.create_task(read(publisher, wait=20, partition=mine, of=2))
    await log.writer.append(append(on(FIRST)))
    assert positions(await still) == ["1"]
    answer = await waiting
    assert positions(answer) == []
    assert answer.headers["candour-next"] == "1"


async def test_a_service_that_stops_lets_its_readers_go(publisher: SmallService) -> None:
    waiting = asyncio.create_task(read(publisher, wait=30))
    await asyncio.sleep(0.1)
    publisher.app.state.stopping = True
    async with asyncio.timeout(20):
        assert positions(await waiting) == []


class TestAnotherLog:
    async def test_the_right_place_is_accepted(self, publisher: SmallService, log: Log) -> None:
        await log.writer.append(append(on(FIRST, events=2)))
        head = await log.reader.head()
        answer = await read(publisher, log=head.log_id, after=2, event=head.event_id)
        assert positions(answer) == []

    async def test_another_log_id_is_told(self, publisher: SmallService, log: Log) -> None:
        await log.writer.append(append(on(FIRST)))
        assert_another_log(await read(publisher, log=fresh(), after=1))

    async def test_another_event_at_the_position_is_told(
        self, publisher: SmallService, log: Log
    ) -> None:
        await log.writer.append(append(on(FIRST)))
        head = await log.reader.head()
        assert_another_log(await read(publisher, log=head.log_id, after=1, event=fresh()))

    async def test_an_event_without_its_log_is_held_against_this_one(
        self, publisher: SmallService, log: Log
    ) -> None:
        await log.writer.append(append(on(FIRST)))
        assert_another_log(await read(publisher, after=1, event=fresh()))

    async def test_a_shorter_log_is_told(self, publisher: SmallService, log: Log) -> None:
        await log.writer.append(append(on(FIRST)))
        assert_another_log(await read(publisher, after=2))
        head = await log.reader.head()
        assert_another_log(await read(publisher, log=head.log_id, after=2))


def assert_another_log(answer: httpx.Response) -> None:
    assert answer.status_code == 409
    assert answer.json()["code"] == "another-log"


class TestWhoMayRead:
    @pytest.mark.parametrize("role", ["administrator", "auditor", "partner-agency"])
    async def test_people_and_partners_may_not(self, publisher: SmallService, role: str) -> None:
        answer = await publisher.client.get(
            "/messages", headers=publisher.headers(publisher.token(role))
        )
        assert (answer.status_code, answer.json()["code"]) == (403, "role-may-not")

    async def test_a_machine_of_one_authority_may_not(self, publisher: SmallService) -> None:
        token = publisher.token("service", "demo")
        answer = await publisher.client.get("/messages", headers=publisher.headers(token))
        assert (answer.status_code, answer.json()["code"]) == (403, "role-may-not")

    @pytest.mark.parametrize(
        "asked",
        [{"partition": 1}, {"of": 2}, {"partition": 2, "of": 2}],
    )
    async def test_a_partition_needs_its_number_and_its_count(
        self, publisher: SmallService, asked: dict[str, int]
    ) -> None:
        answer = await read(publisher, **asked)
        assert (answer.status_code, answer.json()["code"]) == (422, "partition-invalid")

    @pytest.mark.parametrize(
        "asked",
        [{"after": -1}, {"limit": 0}, {"limit": 5001}, {"wait": 31}, {"wait": "nan"}, {"log": "x"}],
    )
    async def test_other_bounds(self, publisher: SmallService, asked: dict[str, object]) -> None:
        answer = await read(publisher, **asked)
        assert (answer.status_code, answer.json()["code"]) == (422, "body-invalid")


class TestTheLogPages:
    async def test_the_head(self, publisher: SmallService, log: Log) -> None:
        await log.writer.append(append(on(FIRST, events=2)))
        answer = await publisher.client.get(
            "/log", headers=publisher.headers(publisher.token("auditor"))
        )
        head = await log.reader.head()
        assert answer.json() == {
            "log_id": str(head.log_id),
            "position": 2,
            "event_id": str(head.event_id),
            "simulated": False,
        }

    async def test_officers_do_not_see_it(self, publisher: SmallService) -> None:
        for method, path in (("GET", "/log"), ("POST", "/log/verification")):
            answer = await publisher.client.request(
                method, path, json={}, headers=publisher.headers()
            )
            assert answer.status_code == 403

    async def test_a_sound_log_is_verified(self, publisher: SmallService, log: Log) -> None:
        await log.writer.append(append(on(FIRST, events=3)))
        verification = await verified(publisher)
        assert verification["ok"] is True
        assert verification["events_checked"] == 3
        assert verification["findings"] == []

    async def test_a_reader_ahead_of_the_log_is_named(
        self, publisher: SmallService, log: Log
    ) -> None:
        await log.writer.append(append(on(FIRST)))
        head = await log.reader.head()
        verification = await verified(
            publisher,
            {"reader": "projections", "log_id": str(head.log_id), "position": 9},
        )
        assert verification["ok"] is False
        findings = verification["findings"]
        assert isinstance(findings, list)
        assert [finding["kind"] for finding in findings] == ["reader-ahead"]


async def verified(service: SmallService, *readers: dict[str, object]) -> dict[str, object]:
    answer = await service.client.post(
        "/log/verification",
        json={"readers": list(readers)},
        headers=service.headers(service.token("administrator")),
    )
    assert answer.status_code == 200, answer.text
    document: dict[str, object] = answer.json()
    return document
