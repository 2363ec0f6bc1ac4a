"""A command that is sent again is done once, and answered as it was the first time."""

import asyncio
from typing import Final

import pytest

from tests.complaints.api.asking import (
    ACKNOWLEDGED,
    LATER,
    NOTE,
    RECEIVED,
    STATUTORY,
    at_stage_1,
    received,
    refused,
)
from tests.support.api import Api
from tests.support.service_api import another_process

pytestmark = pytest.mark.asyncio(loop_scope="session")

TWENTY: Final = 20


async def references(county: Api) -> list[str]:
    listed = (await county.get("/complaints", at=LATER)).json()
    return [item["reference"] for item in listed["items"]]


async def test_the_same_command_gives_the_same_case(county: Api) -> None:
    first = await county.post("/complaints", RECEIVED, at=LATER, key="letter-1")
    again = await county.post("/complaints", RECEIVED, at=LATER, key="letter-1")
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    assert again.headers["Location"] == first.headers["Location"]
    assert await references(county) == [first.json()["reference"]]


async def test_the_first_answer_comes_again_when_the_case_has_moved_on(county: Api) -> None:
    complaint = await received(county)
    first = await complaint.ask("acknowledgement", ACKNOWLEDGED, key="ack")
    await complaint.do("decision", STATUTORY)
    again = await complaint.ask("acknowledgement", ACKNOWLEDGED, key="ack")
    assert again.json() == first.json()
    assert again.headers["ETag"] == first.headers["ETag"] == '"2"'
    assert (await complaint.see())["version"] == 3


async def test_members_in_another_order_are_the_same_body(county: Api) -> None:
    complaint = await received(county)
    first = await complaint.ask("notes", NOTE, key="note")
    again = await complaint.ask("notes", dict(reversed(NOTE.items())), key="note")
    assert again.json() == first.json()


async def test_another_body_under_the_same_key_is_refused(county: Api) -> None:
    complaint = await received(county)
    await complaint.do("notes", NOTE, key="note")
    other = await complaint.ask("notes", NOTE | {"text": "Something else."}, key="note")
    refused(other, 422, "key-reused", "Idempotency-Key")
    assert len((await complaint.see())["texts"]) == 1


async def test_another_address_under_the_same_key_is_refused(county: Api) -> None:
    one, other = await received(county), await received(county)
    await one.do("notes", NOTE, key="note")
    refused(await other.ask("notes", NOTE, key="note"), 422, "key-reused", "Idempotency-Key")


async def test_a_key_belongs_to_whoever_used_it(county: Api) -> None:
    complaint = await received(county)
    await complaint.do("notes", NOTE, key="note")
    other = {"text": "By somebody else."}
    await complaint.do("notes", NOTE | other, key="note", role="complaints-officer")
    assert len((await complaint.see())["texts"]) == 2


async def test_a_refusal_is_not_remembered(county: Api) -> None:
    complaint = await received(county)
    extension = {"decided_on": "2022-04-26", "limit": 20, "reason": "complexity"}
    told = extension | {"told_on": "2022-04-26"}
    refused(await complaint.ask("stage-1/extension", told, key="more"), 409, "not-at-stage-1")
    await complaint.do("decision", STATUTORY)
    accepted = await complaint.ask("stage-1/extension", told, key="more")
    assert accepted.status_code == 200, accepted.text


async def test_twenty_at_once_make_one_case(county: Api) -> None:
    answers = await asyncio.gather(
        *(county.post("/complaints", RECEIVED, at=LATER, key="crowd") for _ in range(TWENTY))
    )
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert await references(county) == [answers[0].json()["reference"]]


async def test_a_caller_who_hung_up_may_ask_again(county: Api) -> None:
    complaint = await at_stage_1(county)
    for ticks in range(0, 40, 4):
        sent = asyncio.create_task(complaint.ask("notes", NOTE, key=f"cut-{ticks}"))
        for _ in range(ticks):
            await asyncio.sleep(0)
        sent.cancel()
        await asyncio.gather(sent, return_exceptions=True)
        again = await complaint.ask("notes", NOTE, key=f"cut-{ticks}")
        assert again.status_code == 201, again.text
    assert len((await complaint.see())["texts"]) == 10


@pytest.mark.parametrize("key", ["", "x" * 201, "tab\tin-it"])
async def test_a_key_is_printable_and_of_bounded_length(county: Api, key: str) -> None:
    answer = await county.post("/complaints", RECEIVED, key=key)
    refused(answer, 422, "idempotency-key-invalid", "Idempotency-Key")


async def test_when_too_many_wait_it_says_when_to_come_back(county: Api) -> None:
    async with another_process(county, append_queue=1) as busy:
        keys = [f"storm-{number}" for number in range(30)]
        answers = await asyncio.gather(
            *(busy.post("/complaints", RECEIVED, at=LATER, key=key) for key in keys)
        )
        turned_away = [answer for answer in answers if answer.status_code != 201]
        assert turned_away
        for answer in turned_away:
            refused(answer, 503, "queue-full")
            assert int(answer.headers["Retry-After"]) >= 1
        for key in keys:
            again = await busy.post("/complaints", RECEIVED, at=LATER, key=key)
            assert again.status_code == 201, again.text
    assert len(await references(county)) == len(keys)
