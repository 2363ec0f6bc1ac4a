"""Each event of a time in care, and each of its messages, as it was when first released."""

import json
from pathlib import Path
from typing import Final

from jsonschema import Draft202012Validator

from services.placements.application import kinds
from services.placements.domain.care import events
from services.placements.published import MESSAGE_TYPES
from services.placements.store.event_types import care_codec
from shared.messages import Message
from shared.messages.schema import message_schema
from tests.placements.care.a_child import STREAM
from tests.placements.care.histories import FOSTERED, PERSONAL, history
from tests.support.golden import check_published, check_stored
from tests.support.golden_messages import published

GOLDEN: Final = Path(__file__).parents[1] / "golden"
STORED: Final = GOLDEN / "stored" / "care"
PUBLISHED: Final = GOLDEN / "published" / "care"


async def every_message() -> dict[str, bytes]:
    kind = kinds.care_kind(care_codec())
    return await published(
        kind, history(FOSTERED), stream=STREAM, role="social-worker", team="north"
    )


def test_every_stored_shape_reads_and_is_written_as_it_was_released() -> None:
    check_stored(STORED, care_codec(), history(FOSTERED))


async def test_every_message_is_published_as_it_was_released() -> None:
    check_published(PUBLISHED, await every_message())


async def test_every_event_of_a_time_in_care_has_its_message_and_schema() -> None:
    schemas = {message.name: message_schema(message) for message in MESSAGE_TYPES}
    seen = set()
    for document in (await every_message()).values():
        said = json.loads(document)
        Draft202012Validator(schemas[said["type"]]).validate(said)
        seen.add(Message.parse(document).event_type)
    assert seen == {shape.name for shape in events.STORED}


async def test_nothing_that_names_a_child_or_their_home_is_published_or_stored_in_clear() -> None:
    for stem, document in (await every_message()).items():
        for personal in PERSONAL:
            assert personal not in document, f"{personal!r} in the message of {stem}"
    for file in STORED.glob("*.json"):
        for personal in PERSONAL:
            assert personal not in file.read_bytes(), f"{personal!r} in {file.name}"
