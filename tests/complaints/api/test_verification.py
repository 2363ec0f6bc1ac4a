"""Rows changed behind the service's back are found and named over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final

import pytest

from shared.database.engine import Connection
from tests.complaints.api.asking import NOTE, answered, refused
from tests.support.api import Api

OTHER: Final = "99999999-0000-4000-8000-000000000009"


@asynccontextmanager
async def behind_its_back(api: Api) -> AsyncIterator[Connection]:
    """A superuser who has taken the guards of the table away, for a while."""
    async with api.database.behind_its_back() as connection:
        await connection.execute("alter table events disable trigger all")
        yield connection
        await connection.execute("alter table events enable trigger all")


async def verified(api: Api, **readers: tuple[str, int, str | None]) -> dict[str, Any]:
    body = {
        "readers": [
            {"reader": name, "log_id": log_id, "position": position, "event_id": event_id}
            for name, (log_id, position, event_id) in readers.items()
        ]
    }
    answer = await api.post("/log/verification", body, role="auditor")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def place(api: Api) -> tuple[str, int, str]:
    told = (await api.get("/log", role="auditor")).json()
    return told["log_id"], told["position"], told["event_id"]


@pytest.fixture
async def county(api: Api) -> Api:
    """Two complaints of three events each; the second has a note besides."""
    await answered(api)
    await (await answered(api)).do("notes", NOTE)
    return api


async def test_a_log_that_nobody_touched_is_in_order(county: Api) -> None:
    told = await verified(county, projections=await place(county))
    assert (told["ok"], told["events_checked"], told["findings"]) == (True, 7, [])


async def test_an_edited_payload_is_named(county: Api) -> None:
    async with behind_its_back(county) as superuser:
        await superuser.execute(
            "update events set payload = replace(payload::text, 'email', 'letter')::json "
            "where position = 1"
        )
    told = await verified(county)
    assert told["ok"] is False
    [finding] = told["findings"]
    assert (finding["kind"], finding["position"], finding["version"]) == ("edited", 1, 1)


async def test_an_edited_message_or_date_is_named(county: Api) -> None:
    async with behind_its_back(county) as superuser:
        await superuser.execute(
            "update events set recorded_at = recorded_at - interval '1 day' where position = 2"
        )
        await superuser.execute(
            "update events set message = "
            "convert_to(replace(convert_from(message, 'UTF8'), 'upheld', 'upheLd'), 'UTF8') "
            "where position = 6"
        )
    told = await verified(county)
    assert sorted((one["kind"], one["position"]) for one in told["findings"]) == [
        ("edited", 2),
        ("edited", 6),
    ]


async def test_a_deleted_row_in_the_middle_is_named(county: Api) -> None:
    async with behind_its_back(county) as superuser:
        stream = await superuser.fetchval("select stream_id from events where position = 2")
        await superuser.execute("delete from events where position = 2")
    told = await verified(county)
    assert {(one["kind"], one["position"], one["version"]) for one in told["findings"]} == {
        ("deleted", None, 2),
        ("deleted", 2, None),
    }
    assert str(stream) in {one["stream_id"] for one in told["findings"]}


async def test_two_rows_that_changed_places_are_named(county: Api) -> None:
    async with behind_its_back(county) as superuser:
        for here, there in ((2, -2), (5, 2), (-2, 5)):
            await superuser.execute(
                "alter table events drop constraint if exists events_position_check"
            )
            await superuser.execute(
                "update events set position = $2 where position = $1", here, there
            )
    told = await verified(county)
    assert {(one["kind"], one["position"]) for one in told["findings"]} == {
        ("moved", 2),
        ("moved", 5),
    }


async def test_a_last_row_that_a_reader_had_seen_is_missed(county: Api) -> None:
    log_id, position, event_id = await place(county)
    async with behind_its_back(county) as superuser:
        await superuser.execute("alter table commands disable trigger all")
        await superuser.execute("delete from commands where position = $1", position)
        await superuser.execute("delete from events where position = $1", position)
    assert (await verified(county))["ok"] is True
    told = await verified(county, projections=(log_id, position, event_id))
    [finding] = told["findings"]
    assert (finding["kind"], finding["position"]) == ("reader-ahead", position)
    assert "projections" in finding["said"]


async def test_a_deleted_last_row_is_missed_by_its_command_too(county: Api) -> None:
    _, position, _ = await place(county)
    async with behind_its_back(county) as superuser:
        await superuser.execute("delete from events where position = $1", position)
    [finding] = (await verified(county))["findings"]
    assert (finding["kind"], finding["position"]) == ("deleted", position)


async def test_readers_of_another_log_or_event_are_named(county: Api) -> None:
    log_id, position, _ = await place(county)
    told = await verified(
        county, stranger=(OTHER, position, OTHER), rewritten=(log_id, position, OTHER)
    )
    assert sorted(one["kind"] for one in told["findings"]) == ["another-log", "rewritten"]


@pytest.mark.parametrize("role", ["complaints-manager", "service"])
async def test_only_auditors_and_administrators_verify(api: Api, role: str) -> None:
    refused(await api.post("/log/verification", {}, role=role), 403, "role-may-not")
