"""No value of an erased person stands in any column of any table, in whatever form."""

from collections.abc import Iterable
from typing import Final

import asyncpg
import pytest

from tests.complaints.api.asking import (
    ACKNOWLEDGED,
    LATER,
    RESPONDED,
    STATUTORY,
    Complaint,
    received,
)
from tests.support.api import Api

MIRA: Final = "6a1d1b4e-7a10-5e0c-8a53-0e5f3a6c9d01"
WORDS: Final = {
    "Quillfeather",
    "1980-02-29",
    "mira@example.org",
    "Nobody rang me back",
    "A call from somebody",
    "Both tests, she says",
    "She was away",
    "Rang her at noon",
    "We are sorry for that",
    "records/quill",
    "Her own letter",
}
CHILD: Final = {"Zinnia Ashdown", "2012-04-11"}
LISTED: Final = """
select table_schema, table_name, column_name, data_type from information_schema.columns
 where table_schema not in ('pg_catalog', 'information_schema')
 order by table_schema, table_name, ordinal_position
"""


@pytest.fixture
async def complaint(api: Api) -> Complaint:
    """A whole case, with a text or a detail of the complainant wherever there can be one."""
    complaint = await received(
        api,
        complainant={
            "details": {
                "person": MIRA,
                "name": "Mira Quillfeather",
                "date_of_birth": "1980-02-29",
                "contact": "mira@example.org",
                "sex": "female",
                "ethnicity": "mixed",
            },
            "relation": "parent",
        },
        children=[{"name": "Zinnia Ashdown", "date_of_birth": "2012-04-11"}],
        statement="Nobody rang me back.",
        desired_outcome="A call from somebody.",
    )
    await complaint.do("acknowledgement", ACKNOWLEDGED)
    await complaint.do("decision", STATUTORY | {"explanation": "Both tests, she says."})
    await complaint.do(
        "stage-1/good-reason",
        {"recorded_on": "2022-04-20", "reason": "other", "explanation": "She was away."},
    )
    await complaint.do("notes", {"noted_on": "2022-04-13", "text": "Rang her at noon."})
    document = {"referenced_on": "2022-04-20", "kind": "complaint", "title": "Her own letter"}
    await complaint.do("documents", document | {"location": "records/quill"})
    await complaint.do("stage-1/response", RESPONDED | {"summary": "We are sorry for that."})
    return complaint


async def erase(api: Api) -> None:
    body = {"person": MIRA, "reason": "data-subject-request"}
    answer = await api.post("/erasures", body, role="administrator", at=LATER)
    assert answer.status_code == 201, answer.text


async def everything_stored(dsn: str) -> list[str]:
    """Every value of every table as text; bytes as the text they may be, and in hexadecimal."""
    connection = await asyncpg.connect(dsn)
    values: list[str] = []
    for column in await connection.fetch(LISTED):
        schema, table, name, kind = column
        for row in await connection.fetch(
            f'select "{name}" as plain, "{name}"::text as said from "{schema}"."{table}"'
        ):
            values.append(row["said"] or "")
            if kind == "bytea" and row["plain"] is not None:
                values.append(row["plain"].decode("utf-8", "replace"))
    await connection.close()
    return values


async def found(api: Api, words: Iterable[str]) -> set[str]:
    stored = [
        value
        for dsn in (api.database.superuser_dsn, api.keys.superuser_dsn)
        for value in await everything_stored(dsn)
    ]
    assert any("candour.complaints.complaint-received.v1" in value for value in stored)
    return {word for word in words if any(word in value for value in stored)}


async def readable(complaint: Complaint) -> str:
    """Everything that the service tells of the case, in one text."""
    api = complaint.county
    pages = ["", "/history"]
    case = await complaint.see()
    pages += [clock["explanation"].removeprefix(complaint.path) for clock in case["clocks"]]
    told = [(await api.get(f"{complaint.path}{page}")).text for page in pages]
    told.append((await api.get("/complaints")).text)
    told.append((await api.get(f"/erasures/{MIRA}", role="administrator")).text)
    told.append((await api.in_authority("*").get("/messages", role="service")).text)
    return "\n".join(told)


async def test_nothing_personal_is_ever_stored_in_the_open(api: Api, complaint: Complaint) -> None:
    assert await found(api, WORDS | CHILD) == set()
    told = await readable(complaint)
    assert {word for word in WORDS | CHILD if word not in told} == set()


async def test_an_erased_complainant_can_be_read_nowhere(api: Api, complaint: Complaint) -> None:
    before = await api.in_authority("*").get("/messages", role="service")
    await erase(api)
    told = await readable(complaint)
    assert {word for word in WORDS if word in told} == set()
    assert await found(api, WORDS | CHILD) == set()
    assert {word for word in CHILD if word not in told} == set()
    after = await api.in_authority("*").get("/messages", role="service")
    assert after.content.startswith(before.content[:-1])


async def test_the_history_still_says_who_did_what_and_when(api: Api, complaint: Complaint) -> None:
    before = [(one["event"], one["type"], one["actor"]) for one in await complaint.history()]
    await erase(api)
    after = await complaint.history()
    assert [(one["event"], one["type"], one["actor"]) for one in after] == before
    assert after[4]["details"]["text"] == {"erased": True}
    case = await complaint.see()
    assert case["documents"][0]["location"] is None
    assert case["answer"]["working_days"] == 11
