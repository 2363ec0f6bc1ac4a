"""Who decides on an older view of a case is told so; who did not say is tried again."""

import asyncio

import pytest

from tests.complaints.api.asking import ACKNOWLEDGED, NOTE, STATUTORY, received, refused
from tests.support.api import Api

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_the_version_that_was_read_is_accepted(county: Api) -> None:
    complaint = await received(county)
    seen = await county.get(complaint.path)
    answer = await complaint.ask("decision", STATUTORY, if_match=seen.headers["ETag"])
    assert answer.status_code == 200, answer.text
    assert answer.headers["ETag"] == f'"{answer.json()["version"]}"' == '"2"'


async def test_an_older_version_is_refused_and_changes_nothing(county: Api) -> None:
    complaint = await received(county)
    await complaint.do("notes", NOTE)
    problem = refused(
        await complaint.ask("decision", STATUTORY, if_match='"1"'), 412, "case-changed", "If-Match"
    )
    assert problem["facts"] == {"version": 2}
    assert (await complaint.see())["version"] == 2


async def test_a_version_that_is_still_to_come_is_refused(county: Api) -> None:
    complaint = await received(county)
    answer = await complaint.ask("notes", NOTE, if_match='"9"')
    refused(answer, 412, "case-changed", "If-Match")


@pytest.mark.parametrize("tag", ["*", 'W/"1"'])
async def test_any_version_or_a_weakened_tag_will_do(county: Api, tag: str) -> None:
    complaint = await received(county)
    await complaint.do("notes", NOTE, if_match=tag)


@pytest.mark.parametrize("tag", ["1", '"one"', '"1", "2"', ""])
async def test_a_tag_of_another_form_is_refused(county: Api, tag: str) -> None:
    complaint = await received(county)
    answer = await complaint.ask("notes", NOTE, if_match=tag)
    refused(answer, 422, "if-match-invalid", "If-Match")


async def test_of_two_with_the_same_version_one_wins(county: Api) -> None:
    complaint = await received(county)
    answers = await asyncio.gather(
        complaint.ask("notes", NOTE, if_match='"1"'),
        complaint.ask("acknowledgement", ACKNOWLEDGED, if_match='"1"'),
    )
    [lost] = [answer for answer in answers if answer.status_code not in {200, 201}]
    refused(lost, 412, "case-changed", "If-Match")
    assert (await complaint.see())["version"] == 2


async def test_a_repeated_command_is_recognised_before_its_version_is_looked_at(
    county: Api,
) -> None:
    complaint = await received(county)
    first = await complaint.ask("notes", NOTE, if_match='"1"', key="note")
    again = await complaint.ask("notes", NOTE, if_match='"1"', key="note")
    assert again.json() == first.json()


async def test_notes_at_the_same_moment_are_all_kept(county: Api) -> None:
    complaint = await received(county)
    answers = await asyncio.gather(
        *(complaint.ask("notes", NOTE | {"text": f"Note {number}."}) for number in range(8))
    )
    assert [answer.status_code for answer in answers] == [201] * 8
    texts = [text["words"] for text in (await complaint.see())["texts"]]
    assert sorted(texts) == [f"Note {number}." for number in range(8)]
    assert {answer.json()["version"] for answer in answers} == set(range(2, 10))
