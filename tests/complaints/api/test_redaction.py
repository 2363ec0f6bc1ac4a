"""Texts of a case: kept under keys of their own, redacted one by one, gone for good."""

from typing import Final

import pytest

from tests.complaints.api.asking import (
    NOTE,
    RESPONDED,
    STATUTORY,
    Body,
    Complaint,
    at_stage_1,
    received,
    refused,
)
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")

REDACTED: Final = {"redacted_on": "2022-04-14", "wording": "A neighbour was named here."}


async def texts(complaint: Complaint) -> dict[str, Body]:
    return {text["kind"]: text for text in (await complaint.see())["texts"]}


async def test_every_free_text_of_a_case_is_shown_with_its_kind(county: Api) -> None:
    complaint = await received(county, statement="It took too long.", desired_outcome="A call.")
    await complaint.do("decision", STATUTORY | {"explanation": "Both tests."})
    await complaint.do(
        "stage-1/good-reason",
        {"recorded_on": "2022-04-20", "reason": "other", "explanation": "Away."},
    )
    await complaint.do("notes", NOTE)
    await complaint.do("stage-1/response", RESPONDED | {"summary": "We are sorry."})
    words = {kind: text["words"] for kind, text in (await texts(complaint)).items()}
    assert words == {
        "statement": "It took too long.",
        "desired-outcome": "A call.",
        "route-explanation": "Both tests.",
        "good-reason-explanation": "Away.",
        "note": NOTE["text"],
        "response-summary": "We are sorry.",
    }


async def test_a_redacted_text_is_replaced_by_its_wording(county: Api) -> None:
    complaint = await received(county, statement="The man next door drinks.")
    await complaint.do("notes", NOTE)
    text = (await texts(complaint))["statement"]["text"]
    answer = await complaint.ask("redactions", REDACTED | {"text": text})
    assert answer.status_code == 200, answer.text
    assert "drinks" not in answer.text
    shown = await texts(complaint)
    assert (shown["statement"]["words"], shown["statement"]["erased"]) == (None, True)
    assert shown["redacted-wording"]["words"] == REDACTED["wording"]
    assert shown["note"]["words"] == NOTE["text"]
    assert "drinks" not in str(await complaint.history())


async def test_a_text_is_redacted_once(county: Api) -> None:
    complaint = await received(county, statement="The man next door drinks.")
    text = (await texts(complaint))["statement"]["text"]
    await complaint.do("redactions", REDACTED | {"text": text})
    again = await complaint.ask("redactions", REDACTED | {"text": text})
    refused(again, 422, "no-such-text", "text")


async def test_a_wording_can_be_redacted_in_its_turn(county: Api) -> None:
    complaint = await received(county, statement="The man next door drinks.")
    first = (await texts(complaint))["statement"]["text"]
    await complaint.do("redactions", REDACTED | {"text": first})
    second = (await texts(complaint))["redacted-wording"]["text"]
    case = await complaint.do("redactions", REDACTED | {"text": second, "wording": "Removed."})
    assert [text["words"] for text in case["texts"]] == [None, None, "Removed."]


async def test_a_redaction_sent_again_is_answered_as_the_first_time(county: Api) -> None:
    complaint = await received(county, statement="The man next door drinks.")
    body = REDACTED | {"text": (await texts(complaint))["statement"]["text"]}
    first = await complaint.ask("redactions", body, key="redact")
    await complaint.do("notes", NOTE)
    again = await complaint.ask("redactions", body, key="redact")
    assert again.json() == first.json()
    assert again.headers["ETag"] == first.headers["ETag"]


async def test_a_text_of_another_case_is_not_redacted_from_here(county: Api) -> None:
    one = await received(county, statement="The man next door drinks.")
    other = await received(county, statement="It took too long.")
    text = (await texts(one))["statement"]["text"]
    answer = await other.ask("redactions", REDACTED | {"text": text})
    refused(answer, 422, "no-such-text", "text")
    assert (await texts(one))["statement"]["words"] == "The man next door drinks."


async def test_a_document_is_referenced_and_stays_where_it_is(county: Api) -> None:
    complaint = await at_stage_1(county)
    document = {
        "referenced_on": "2022-04-20",
        "kind": "response",
        "location": "records/2022/17",
        "title": "Letter of 20 April",
    }
    case = await complaint.do("documents", document)
    [shown] = case["documents"]
    shown.pop("recorded_at")
    assert shown == document
