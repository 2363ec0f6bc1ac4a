"""Any object with a message id is a receipt or a clear problem, is kept, and is answered alike."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.referrals.http import Api, referrals_api_over
from tests.referrals.submissions.anything import DOCUMENTS, OBJECTS
from tests.referrals.submissions.sending import AT
from tests.support.postgres import Databases, Postgres

REFUSED = frozenset(
    {"says-nothing", "message-id-missing", "too-many-children-sent", "message-id-reused"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """The front door, asked from outside of any event loop."""

    api: Api
    runner: asyncio.Runner

    def send(self, document: dict[str, Any]) -> httpx.Response:
        headers = self.api.headers("partner-agency", agency="police", **{"Candour-Time": AT})
        body = json.dumps(document).encode()
        return self.runner.run(self.api.client.post("/submissions", content=body, headers=headers))

    def content(self, reference: str) -> dict[str, Any]:
        answer = self.runner.run(self.api.get(f"/submissions/{reference}/content", at=AT))
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


@pytest.fixture(scope="module")
def door(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    databases, stack = Databases(postgres), AsyncExitStack()
    with asyncio.Runner() as runner:
        folder = tmp_path_factory.mktemp("door")
        api = runner.run(stack.enter_async_context(referrals_api_over(databases, folder)))
        yield Door(api=api, runner=runner)
        runner.run(stack.aclose())
        runner.run(databases.drop_all())


@settings(
    max_examples=60,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(OBJECTS, DOCUMENTS)
def test_it_is_a_receipt_or_a_clear_problem(door: Door, said: dict[str, Any], sent_id: Any) -> None:  # noqa: ANN401 - a JSON document
    document = {key: value for key, value in said.items() if key != "agency"}
    document["message_id"] = sent_id
    answer = door.send(document)

    if answer.is_success:
        again = door.send(document)
        assert (again.status_code, again.json()) == (200, answer.json())
        _check_kept(document, door.content(answer.json()["reference"]))
    else:
        assert answer.status_code == 422, answer.text
        assert answer.json()["code"] in REFUSED


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=60))
def test_any_bytes_are_answered(door: Door, body: bytes) -> None:
    headers = door.api.headers("partner-agency", agency="police", **{"Candour-Time": AT})
    answer = door.runner.run(door.api.client.post("/submissions", content=body, headers=headers))
    assert answer.status_code in {400, 422}, answer.text


def test_a_megabyte_and_more_is_turned_away(door: Door) -> None:
    taken = door.send({"message_id": "large-1", "concerns": "x" * 900_000})
    assert taken.status_code == 201, taken.text
    refused = door.send({"message_id": "large-2", "concerns": "x" * 1_000_001})
    assert (refused.status_code, refused.json()["code"]) == (413, "body-too-large")


def test_lone_surrogates_and_nul_are_kept_as_they_were_said(door: Door) -> None:
    said = {"message_id": "odd-\ud800", "concerns": "\ud800 \u0000", "\udfff": ["\u0000"]}
    answer = door.send(said)
    assert answer.status_code == 201, answer.text
    reference = answer.json()["reference"]
    shown = door.runner.run(door.api.get(f"/submissions/{reference}/content", at=AT))
    assert shown.json()["rest"]["concerns"] == "\\ud800 \u0000"
    assert shown.json()["rest"]["\\udfff"] == ["\u0000"]


def _check_kept(document: dict[str, Any], content: dict[str, Any]) -> None:
    """Every member is there, of whomever it is said."""
    whole = dict(content["rest"])
    by_part: dict[str, list[Any]] = {"child": [], "referrer": [], "around": []}
    for one in content["people"]:
        by_part[one["part"]].append(one["as_said"])
    for name, part in (("children", "child"), ("people_around", "around")):
        sent = document.get(name)
        if isinstance(sent, list) and sent:
            assert by_part[part] == sent
        elif isinstance(sent, dict) and sent and name == "children":
            assert by_part[part] == [sent]
    apart = {"children", "people_around", "referrer"} - whole.keys()
    assert whole.keys() | apart >= document.keys()
