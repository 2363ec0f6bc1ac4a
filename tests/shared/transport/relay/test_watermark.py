from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

import orjson
import pytest
from jsonschema import Draft202012Validator

from shared.messages.asyncapi import asyncapi_document
from shared.messages.reading import UnreadableMessage
from shared.transport.watermark import Watermark, is_watermark

WATERMARK: Final = Watermark(
    service="complaints",
    log_id=UUID(int=7),
    partition=3,
    position=2**40,
    event_id=UUID(int=9),
    count=12,
    epoch=4,
)


@dataclass(frozen=True)
class Keyed:
    key: bytes | None


@pytest.mark.parametrize("event_id", [UUID(int=9), None])
def test_a_watermark_reads_as_it_was_written(event_id: UUID | None) -> None:
    watermark = replace(WATERMARK, event_id=event_id)
    assert Watermark.of(watermark.to_bytes()) == watermark


def test_a_watermark_is_a_cloud_event_whose_position_survives_32_bits() -> None:
    document = orjson.loads(WATERMARK.to_bytes())
    assert document["specversion"] == "1.0"
    assert document["type"] == "candour.watermark.v1"
    assert document["source"] == f"/complaints/{UUID(int=7)}"
    assert document["data"]["position"] == str(2**40)


def test_what_has_a_key_is_a_message() -> None:
    assert is_watermark(Keyed(None))
    assert not is_watermark(Keyed(b"0192"))


@pytest.mark.parametrize(
    "value",
    [
        None,
        b"",
        b"[]",
        b"null",
        b"{}",
        WATERMARK.to_bytes().replace(b"candour.watermark.v1", b"candour.watermark.v2"),
        WATERMARK.to_bytes().replace(b"/complaints/", b"/complaints/x/"),
        WATERMARK.to_bytes().replace(b'"count":12', b'"count":null'),
    ],
)
def test_what_is_no_watermark_is_refused(value: bytes | None) -> None:
    with pytest.raises(UnreadableMessage):
        Watermark.of(value)


def test_a_watermark_is_as_the_asyncapi_document_says() -> None:
    described = asyncapi_document(service="complaints", title="", version="", messages=[])
    schema = described["components"]["messages"]["watermark"]["payload"]["schema"]
    Draft202012Validator(schema).validate(orjson.loads(WATERMARK.to_bytes()))
    assert "watermark" in described["channels"]["complaints-cases"]["messages"]
