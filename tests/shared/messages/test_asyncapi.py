"""The AsyncAPI document holds together: each reference leads somewhere, each message is there."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from jsonschema import Draft202012Validator

from shared.messages.asyncapi import asyncapi_document
from tests.shared.messages.samples import RECEIVED, document

ANSWERED: Final = replace(RECEIVED, event_type="stage-1-answered", title="Stage 1 was answered.")
described: Final = asyncapi_document(
    service="complaints", title="Complaints", version="0.1.0", messages=[RECEIVED, ANSWERED]
)


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def at(reference: str) -> Any:  # noqa: ANN401 - a place in a JSON document
    found: Any = described
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def test_the_document_has_what_asyncapi_3_wants() -> None:
    assert described["asyncapi"] == "3.0.0"
    assert described["info"].keys() >= {"title", "version"}
    (channel,) = described["channels"].values()
    assert channel["address"] == "candour.complaints.v1"
    (operation,) = described["operations"].values()
    assert operation["action"] == "send"
    assert at(operation["channel"]["$ref"]) is channel


def test_every_reference_leads_somewhere() -> None:
    found = list(references(described))
    assert len(found) > 10
    assert all(reference.startswith("#/") for reference in found)
    assert all(isinstance(at(reference), dict) for reference in found)


def test_every_message_is_on_the_channel_and_in_the_operation() -> None:
    names = {RECEIVED.name, ANSWERED.name, "watermark"}
    (channel,) = described["channels"].values()
    (operation,) = described["operations"].values()
    assert channel["messages"].keys() == names
    assert described["components"]["messages"].keys() == names
    assert [at(said["$ref"]) for said in operation["messages"]] == list(
        channel["messages"].values()
    )


def test_a_payload_schema_accepts_its_own_message_and_no_other() -> None:
    whole = json.loads(document())
    for message, fits in ((RECEIVED, True), (ANSWERED, False)):
        said = described["components"]["messages"][message.name]["payload"]
        schema = said["schema"] | {"components": described["components"]}
        assert Draft202012Validator(schema).is_valid(whole) is fits


def test_the_document_is_json() -> None:
    assert json.loads(json.dumps(described)) == described
