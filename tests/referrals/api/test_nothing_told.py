"""No name, no date of birth and no free text leaves the service but to who may read the case."""

from typing import Final

import asyncpg
import pytest

from tests.referrals.api.asking import (
    AUTHORISED,
    CLOSED,
    EXPLOITED,
    LATER,
    SOCIAL_WORK,
    STARTED,
    Referral,
    messages,
    opened,
)
from tests.referrals.http import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

PERSONAL: Final = (
    "Quillfeather",
    "Zinnia",
    "Pettigrew",
    "example.org",
    "2011-05",
    "kitchen",
    "grandmother",
    "neighbour",
    "threshold of the house",
)


async def lived(county: Api) -> Referral:
    case = await opened(county)
    explained = SOCIAL_WORK | {"explanation": "Seen at the threshold of the house."}
    await case.do("decision", explained)
    await case.do("exploitation", EXPLOITED)
    await case.do("assessments", STARTED)
    await case.do("assessments/1/authorisation", AUTHORISED)
    await case.do("notes", {"noted_on": "2023-06-16", "text": "A neighbour rang."})
    await case.do("exploitation/closure", {"closed_on": "2023-06-16", "reason": "risk-reduced"})
    await case.do("closure", CLOSED)
    return case


async def test_not_in_messages_logs_or_the_tables(
    county: Api, capfd: pytest.CaptureFixture[str]
) -> None:
    case = await lived(county)
    told = "".join(map(str, await messages(county)))
    connection = await asyncpg.connect(county.database.superuser_dsn)
    rows = await connection.fetch(
        "select payload::text, '' from referrals.events union all "
        "select row_to_json(case_list)::text, '' from referrals.case_list"
    )
    await connection.close()
    stored = "".join(row[0] for row in rows)
    out, err = capfd.readouterr()
    for word in PERSONAL:
        assert word not in told, word
        assert word not in stored, word
        assert word not in out + err, word
    assert "Quillfeather" in (await county.get(case.path, at=LATER)).text


async def test_an_erased_child_cannot_be_read_and_the_figures_stay(county: Api) -> None:
    case = await lived(county)
    before = await messages(county)
    person = (await case.see())["child"]["person"]
    asked = await county.post(
        "/erasures",
        {"person": person, "reason": "data-subject-request"},
        at=LATER,
        role="administrator",
    )
    assert asked.status_code in {200, 201}, asked.text
    seen = await case.see()
    assert seen["child"]["erased"] is True
    assert seen["child"]["name"] is None
    assert {text["words"] for text in seen["texts"]} == {None}
    assert seen["assessments"][0]["days_from_referral"] == 45
    assert (await messages(county))[: len(before)] == before
    refusing = {one["action"]: one["code"] for one in seen["refused_actions"]}
    assert refusing["add-note"] == "person-erased"
    assert refusing["correct-person"] == "everybody-erased"
    rows = (await county.get("/referrals", at=LATER)).json()["items"]
    assert [row["child"] for row in rows] == [None]


async def test_a_redacted_text_is_gone(county: Api) -> None:
    case = await opened(county)
    text = (await case.see())["texts"][0]["text"]
    body = {"redacted_on": "2023-04-12", "text": text, "wording": "Removed."}
    redacted = await case.do("redactions", body)
    assert [one["words"] for one in redacted["texts"]] == [None, "Removed."]
