"""The feed of the service: the stored bytes, in order, for machines only, and soon."""

import asyncio
from typing import Any, Final
from uuid import UUID

import asyncpg
import httpx
import pytest

from tests.complaints.api.asking import LATER, RECEIVED, STATUTORY, answered, received, refused
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

SLOTS: Final = 3
NOT_THIS_LOG: Final = "99999999-0000-4000-8000-000000000009"


async def read(county: Api, **params: str | float) -> httpx.Response:
    answer = await county.in_authority("*").get("/messages", role="service", params=params)
    assert answer.status_code == 200, answer.text
    return answer


async def head(county: Api) -> dict[str, Any]:
    answer = await county.get("/log", role="administrator")
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def stored(county: Api, after: int = 0) -> list[tuple[int, UUID, bytes]]:
    connection = await asyncpg.connect(county.database.superuser_dsn)
    rows = await connection.fetch(
        "select position, stream_id, message from complaints.events where position > $1 "
        "order by position",
        after,
    )
    await connection.close()
    return [(row["position"], row["stream_id"], bytes(row["message"])) for row in rows]


def joined(messages: list[bytes]) -> bytes:
    return b"[" + b",".join(messages) + b"]"


async def test_a_reader_gets_the_stored_bytes(county: Api) -> None:
    before = (await head(county))["position"]
    await answered(county)
    page = await read(county, after=before)
    assert page.headers["content-type"] == "application/cloudevents-batch+json"
    assert page.content == joined([message for *_, message in await stored(county, before)])
    assert page.headers["Candour-Next"] == page.headers["Candour-Head"] == str(before + 3)
    assert page.headers["Candour-Log"] == (await head(county))["log_id"]
    again = await read(county, after=before)
    assert again.content == page.content
    assert [one["position"] for one in page.json()] == [str(before + n) for n in (1, 2, 3)]


@pytest.mark.parametrize(
    "role", ["complaints-manager", "administrator", "auditor", "reporting-analyst"]
)
async def test_people_do_not_read_the_feed(county: Api, role: str) -> None:
    refused(await county.get("/messages", role=role), 403, "role-may-not")


async def test_a_machine_of_one_authority_does_not_either(county: Api) -> None:
    refused(await county.get("/messages", role="service"), 403, "role-may-not")


async def test_the_slots_share_the_log_without_rest(county: Api) -> None:
    before = (await head(county))["position"]
    slots = county.in_authority("county-of-slots")
    for number in range(8):  # keys, so that the streams, and their slots, are the same every time
        made = await slots.post("/complaints", RECEIVED, at=LATER, key=f"slot-{number}")
        assert made.status_code == 201, made.text
    shares: list[list[str]] = []
    for slot in range(SLOTS):
        page = await read(county, after=before, partition=slot, of=SLOTS)
        shares.append([one["id"] for one in page.json()])
        assert int(page.headers["Candour-Next"]) == before + 8
    whole = [one["id"] for one in (await read(county, after=before)).json()]
    assert sorted(one for share in shares for one in share) == sorted(whole)
    assert len(set(whole)) == 8
    assert all(shares)


async def test_a_case_stays_in_one_slot(county: Api) -> None:
    before = (await head(county))["position"]
    await answered(county)
    counts = [
        len((await read(county, after=before, partition=slot, of=SLOTS)).json())
        for slot in range(SLOTS)
    ]
    assert sorted(counts) == [0, 0, 3]


async def test_the_messages_of_one_case(county: Api) -> None:
    before = (await head(county))["position"]
    case = await received(county)
    await received(county)
    await case.do("decision", STATUTORY)
    rows = await stored(county, before)
    stream = rows[0][1]
    page = await read(county, case=str(stream))
    assert page.content == joined([message for _, of, message in rows if of == stream])
    assert [one["caseversion"] for one in page.json()] == [1, 2]


async def test_who_read_another_log_is_told(county: Api) -> None:
    client = county.in_authority("*")
    strange: list[dict[str, str | int]] = [
        {"log": NOT_THIS_LOG},
        {"after": 10**9},
        {"after": 1, "event": NOT_THIS_LOG},
    ]
    for params in strange:
        answer = await client.get("/messages", role="service", params=params)
        refused(answer, 409, "another-log")


async def test_who_knows_where_it_stopped_reads_on(county: Api) -> None:
    await received(county)
    told = await head(county)
    await received(county)
    at = {"log": told["log_id"], "after": told["position"], "event": told["event_id"]}
    assert len((await read(county, **at)).json()) == 1


async def test_a_reader_who_waits_hears_of_a_complaint_before_the_wait_is_over(county: Api) -> None:
    await received(county)
    before = (await head(county))["position"]
    waiting = asyncio.create_task(read(county, after=before, wait=30))
    empty = await read(county, after=before)
    assert empty.json() == []
    assert not waiting.done()
    told = await county.post("/complaints", RECEIVED)
    assert told.status_code == 201
    page = await asyncio.wait_for(waiting, 20)
    assert [one["type"] for one in page.json()] == ["candour.complaints.complaint-received.v1"]


async def test_who_waits_in_vain_is_told_where_to_read_on(county: Api) -> None:
    before = (await head(county))["position"]
    page = await read(county, after=before, wait=0.05)
    assert page.json() == []
    assert page.headers["Candour-Next"] == str(before)


async def test_no_message_names_anybody(county: Api) -> None:
    before = (await head(county))["position"]
    person = {
        "name": "Zebedee Quillfeather",
        "date_of_birth": "1980-02-29",
        "contact": "zebedee@example.org",
        "sex": "male",
    }
    complaint = await received(
        county,
        complainant={"details": person, "relation": "parent"},
        children=[{"name": "Zinnia Quillfeather", "date_of_birth": "2012-04-11"}],
        statement="Miss Pettigrew never rang.",
    )
    await complaint.do("notes", {"noted_on": "2022-04-13", "text": "Rang Mr Quillfeather."})
    page = await read(county, after=before)
    for word in ("Quillfeather", "Zebedee", "Pettigrew", "example.org", "1980-02", "2012-04"):
        assert word not in page.text, word
    people = {one["part"]: one for one in page.json()[0]["data"]["people"]}
    assert (people["complainant"]["age"], people["complainant"]["sex"]) == (42, "male")
    assert people["child"]["age"] == 10
