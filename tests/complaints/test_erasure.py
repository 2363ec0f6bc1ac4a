"""Erasing a person, end to end: nothing of theirs can be read any more, and no figure moves.

Mira complained herself, and stands as the representative in a complaint of Ben's.
"""

import json
from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import asyncpg
import orjson
import pytest

from services.complaints.main import create_app
from shared.event_sourcing import Erased
from shared.event_store.authority_keys import AuthorityKeys
from shared.event_store.keys import KeyRing
from shared.event_store.list_values import open_rows
from shared.event_store.master_key import MasterKey
from shared.event_store.personal_fields import bound_to, sealed_fields
from shared.event_store.sealing import name_in, unseal
from tests.support.api import Api

MIRA: Final = "6a1d1b4e-7a10-5e0c-8a53-0e5f3a6c9d01"
BEN: Final = "6a1d1b4e-7a10-5e0c-8a53-0e5f3a6c9d02"
RECEIVED_AT: Final = "2022-04-12T09:00:00Z"
ERASED_AT: Final = "2022-05-02T09:00:00Z"
MIRAS_OWN: Final = {
    "received_on": "2022-04-11",
    "channel": "email",
    "complainant": {
        "details": {
            "person": MIRA,
            "name": "Mira Ashdown",
            "date_of_birth": "1980-02-29",
            "contact": "mira@example.org",
            "sex": "female",
        },
        "relation": "parent",
    },
    "children": [{"name": "Jo Ashdown", "date_of_birth": "2012-04-11"}],
    "service_area": "children-in-care",
    "causes": ["delay"],
    "statement": "Nobody rang me back.",
    "desired_outcome": "A call.",
}
BENS: Final = {
    "received_on": "2022-04-11",
    "channel": "letter",
    "complainant": {"details": {"person": BEN, "name": "Ben Baker"}, "relation": "parent"},
    "representative": {"person": MIRA, "name": "Mira Ashdown", "contact": "mira@example.org"},
    "service_area": "children-in-care",
    "causes": ["staff-conduct"],
    "statement": "Mira writes for me.",
}
HERS: Final = {
    "Mira Ashdown",
    "1980-02-29",
    "mira@example.org",
    "Nobody rang me back.",
    "A call.",
}
OTHERS: Final = {"Jo Ashdown", "2012-04-11", "Ben Baker", "Mira writes for me."}


@pytest.fixture
async def county(api: Api) -> Api:
    """Both complaints received; Mira's at Stage 1."""
    for key, body in (("miras", MIRAS_OWN), ("bens", BENS)):
        received = await api.post("/complaints", body, at=RECEIVED_AT, key=key)
        assert received.status_code == 201, received.text
    decision = {
        "decided_on": "2022-04-12",
        "route": "statutory",
        "reason": "both-tests-met",
        "eligibility": "parent",
        "subject": "in-scope",
    }
    path = "/complaints/C-2022-00001/decision"
    assert (await api.post(path, decision, at=RECEIVED_AT)).status_code == 200
    return api


async def erase(api: Api) -> dict[str, Any]:
    said = await api.post(
        "/erasures",
        {"person": MIRA, "reason": "data-subject-request"},
        role="administrator",
        at=ERASED_AT,
        key="erase",
    )
    assert said.status_code == 201, said.text
    told: dict[str, Any] = said.json()
    return told


async def case(api: Api, reference: str) -> dict[str, Any]:
    found = await api.get(f"/complaints/{reference}", at=ERASED_AT)
    assert found.status_code == 200, found.text
    told: dict[str, Any] = found.json()
    return told


async def readable(api: Api) -> set[str]:
    """Every personal value that whoever has all databases and the master key can read."""
    assert api.settings.key_file is not None
    keys_of_all = KeyRing(api.keys.service_dsn, "keys", MasterKey.read(api.settings.key_file))
    ring = AuthorityKeys(keys_of_all, api.authority)
    async with api.database.behind_its_back() as connection:
        events = await connection.fetch("select event_id, payload::text as payload from events")
        rows = await connection.fetch("select stream_id, personal::text as personal from case_list")
    values: set[str | Erased] = set()
    for event in events:
        for path, sealed in sealed_fields(orjson.loads(event["payload"])):
            keys = await ring.fetch([name_in(sealed)])
            values.add(unseal(keys, sealed, bound_to=bound_to(event["event_id"], path)))
    stored = [(row["stream_id"], orjson.loads(row["personal"] or "{}")) for row in rows]
    for opened in await open_rows(ring, stored):
        values |= set(opened.values())
    await keys_of_all.close()
    return {value for value in values if isinstance(value, str)}


async def in_the_open(api: Api, dsn: str, words: Iterable[str]) -> set[str]:
    """Which of the words stand unencrypted in any row of any table."""
    connection = await asyncpg.connect(dsn)
    tables = await connection.fetch(
        "select format('%I.%I', schemaname, tablename) as name from pg_tables "
        "where schemaname not in ('pg_catalog', 'information_schema')"
    )
    rows = [
        row["said"]
        for table in tables
        for row in await connection.fetch(f"select t::text as said from {table['name']} t")
    ]
    await connection.close()
    assert rows, api.database.name
    return {word for word in words if any(word in row for row in rows)}


async def messages(api: Api) -> list[tuple[int, bytes]]:
    async with api.database.behind_its_back() as connection:
        found = await connection.fetch("select position, message from events order by position")
    return [(row["position"], bytes(row["message"])) for row in found]


async def test_before_an_erasure_everything_can_be_read_and_nothing_is_in_the_open(
    county: Api,
) -> None:
    assert await readable(county) == HERS | OTHERS
    for dsn in (county.database.superuser_dsn, county.keys.superuser_dsn):
        assert await in_the_open(county, dsn, HERS | OTHERS) == set()


async def test_after_an_erasure_nothing_of_hers_can_be_read_and_all_else_can(county: Api) -> None:
    told = await erase(county)
    assert (told["state"], told["own_cases"], told["redaction_tasks"]) == ("confirmed", 1, 1)
    assert await readable(county) == OTHERS
    assert await in_the_open(county, county.database.superuser_dsn, HERS) == set()


async def test_the_cases_stand_and_say_that_somebody_was_erased(county: Api) -> None:
    await erase(county)
    hers, bens = await case(county, "C-2022-00001"), await case(county, "C-2022-00002")
    assert hers["complainant"]["details"]["erased"] is True
    assert hers["complainant"]["details"]["name"] is None
    assert [child["name"] for child in hers["children"]] == ["Jo Ashdown"]
    assert [text["words"] for text in hers["texts"]] == [None, None]
    assert bens["complainant"]["details"]["name"] == "Ben Baker"
    assert bens["representative"]["erased"] is True
    assert [text["words"] for text in bens["texts"]] == ["Mira writes for me."]
    assert (hers["people_to_redact"], bens["people_to_redact"]) == (0, 1)


async def test_what_was_published_stays_and_nothing_is_restated(county: Api) -> None:
    before = await messages(county)
    await erase(county)
    after = await messages(county)
    assert after[: len(before)] == before
    later = [json.loads(document)["data"] for _, document in after[len(before) :]]
    assert len(later) == 3
    assert all(data["facts"] == [] and data["clocks"] == [] for data in later)


async def test_her_case_can_still_be_answered_and_its_facts_stay_true(county: Api) -> None:
    await erase(county)
    answer = {
        "responded_on": "2022-04-27",
        "outcomes": [{"cause": "delay", "outcome": "upheld"}],
        "apology": True,
    }
    path = "/complaints/C-2022-00001/stage-1/response"
    responded = await county.post(path, answer, at=ERASED_AT)
    assert responded.status_code == 200, responded.text
    data = json.loads((await messages(county))[-1][1])["data"]
    assert {fact["kind"] for fact in data["facts"]} == {
        "complaint.resolved",
        "complaint.cause-outcome",
    }
    assert {person["part"] for person in data["people"]} == {"complainant", "child"}


async def test_nothing_new_is_written_about_her(county: Api) -> None:
    await erase(county)
    again = await county.post("/complaints", MIRAS_OWN, at=ERASED_AT, key="again")
    assert again.status_code == 409
    assert again.headers["content-type"] == "application/problem+json"
    assert "Mira" not in again.text


async def test_what_was_wrong_of_her_goes_with_what_was_put_right(county: Api) -> None:
    """Both the first name and the corrected one, in the events and in the list."""
    right = {
        "person": MIRA,
        "reason": "miskeyed",
        "name": "Mira Ashdowne",
        "date_of_birth": "1981-02-28",
    }
    for reference in ("C-2022-00001", "C-2022-00002"):
        path = f"/complaints/{reference}/people/correction"
        corrected = await county.post(path, right, at=RECEIVED_AT)
        assert corrected.status_code == 200, corrected.text
    assert await readable(county) == HERS | OTHERS | {"Mira Ashdowne", "1981-02-28"}
    listed = (await county.get("/complaints", at=ERASED_AT)).json()["items"]
    assert {one["complainant"] for one in listed} == {"Mira Ashdowne", "Ben Baker"}
    await erase(county)
    assert await readable(county) == OTHERS
    words = HERS | {"Mira Ashdowne", "1981-02-28"}
    assert await in_the_open(county, county.database.superuser_dsn, words) == set()
    history = await county.get("/complaints/C-2022-00001/history", at=ERASED_AT)
    assert not {word for word in words if word in history.text}
    assert history.json()[-1]["details"]["details"]["name"] == {"erased": True}
    assert (await case(county, "C-2022-00002"))["representative"]["erased"] is True


async def test_a_child_named_later_is_erased_as_any_other(county: Api) -> None:
    named = {
        "named_on": "2022-04-12",
        "part": "child",
        "details": {"name": "Kit Ashdown", "date_of_birth": "2015-09-01"},
    }
    said = await county.post("/complaints/C-2022-00001/people", named, at=RECEIVED_AT)
    assert said.status_code == 201, said.text
    assert await readable(county) == HERS | OTHERS | {"Kit Ashdown", "2015-09-01"}
    [_, kit] = said.json()["children"]
    body = {"person": kit["person"], "reason": "data-subject-request"}
    erased = await county.post("/erasures", body, role="administrator", at=ERASED_AT)
    assert erased.json()["redaction_tasks"] == 1
    assert await readable(county) == HERS | OTHERS
    again = await county.post(
        "/complaints/C-2022-00002/people",
        named | {"details": {"person": kit["person"], "name": "Kit Ashdown"}},
        at=ERASED_AT,
    )
    assert (again.status_code, again.json()["code"]) == (409, "person-erased")


async def test_the_same_erasure_said_twice_is_done_once(county: Api) -> None:
    first = await erase(county)
    count = len(await messages(county))
    assert await erase(county) == first
    assert len(await messages(county)) == count


async def test_after_a_restore_of_the_keys_they_are_destroyed_before_anything_starts(
    county: Api,
) -> None:
    backup = await asyncpg.connect(
        county.keys.superuser_dsn, server_settings={"search_path": "keys"}
    )
    await backup.execute("create table as_backed_up as select * from keys")
    await erase(county)
    await backup.execute("alter table keys disable trigger all; delete from keys")
    await backup.execute("insert into keys select * from as_backed_up")
    await backup.execute("alter table keys enable trigger all; drop table as_backed_up")
    await backup.close()
    assert await readable(county) == HERS | OTHERS
    restarted = create_app(county.settings)
    async with restarted.router.lifespan_context(restarted):
        assert await readable(county) == OTHERS


async def test_a_text_that_named_her_can_be_redacted(county: Api) -> None:
    await erase(county)
    bens = await case(county, "C-2022-00002")
    (text,) = (UUID(text["text"]) for text in bens["texts"])
    body = {"redacted_on": "2022-05-02", "text": str(text), "wording": "A friend writes for me."}
    redacted = await county.post("/complaints/C-2022-00002/redactions", body, at=ERASED_AT)
    assert redacted.status_code == 200, redacted.text
    assert await readable(county) == OTHERS - {"Mira writes for me."} | {"A friend writes for me."}
