"""Each event of submissions and people, and each of their messages, as when first released."""

import json
from pathlib import Path
from typing import Final

from jsonschema import Draft202012Validator

from services.referrals.application.kinds import SERVICE
from services.referrals.application.people.blind_index import BlindIndex
from services.referrals.application.people.kind import person_kind
from services.referrals.application.submissions.kind import submission_kind
from services.referrals.published import MESSAGE_TYPES
from services.referrals.store.event_types import person_codec, submission_codec
from shared.event_store.master_key import MasterKey
from shared.messages import Message
from shared.messages.schema import message_schema
from tests.referrals.door_histories import (
    INDEXED,
    PERSON,
    PERSONAL,
    SUBMISSION_STREAM,
    SUBMITTED,
)
from tests.support.golden import check_published, check_stored
from tests.support.golden_messages import published

GOLDEN: Final = Path(__file__).parent / "golden"
STORED: Final = GOLDEN / "stored"
PUBLISHED: Final = GOLDEN / "published"


async def every_message() -> dict[str, dict[str, bytes]]:
    index = BlindIndex.under(MasterKey.of(b"k" * 32))
    submissions = submission_kind(SERVICE, submission_codec())
    people = person_kind(SERVICE, person_codec(), index)
    said = {"role": "social-worker", "team": "north"}
    return {
        "submission": await published(submissions, SUBMITTED, stream=SUBMISSION_STREAM, **said),
        "person": await published(people, INDEXED, stream=PERSON, **said),
    }


def test_every_stored_shape_reads_and_is_written_as_it_was_released() -> None:
    check_stored(STORED / "submission", submission_codec(), SUBMITTED)
    check_stored(STORED / "person", person_codec(), INDEXED)


async def test_every_message_is_published_as_it_was_released() -> None:
    for kind, documents in (await every_message()).items():
        check_published(PUBLISHED / kind, documents)


async def test_every_event_has_a_message_that_fits_its_schema() -> None:
    schemas = {message.name: message_schema(message) for message in MESSAGE_TYPES}
    seen = set()
    for documents in (await every_message()).values():
        for document in documents.values():
            said = json.loads(document)
            Draft202012Validator(schemas[said["type"]]).validate(said)
            seen.add(Message.parse(document).event_type)
    assert seen == SUBMITTED.keys() | INDEXED.keys()


async def test_nothing_that_names_a_person_is_stored_or_published() -> None:
    for documents in (await every_message()).values():
        for stem, document in documents.items():
            assert [word for word in PERSONAL if word in document] == [], stem
    for kind in ("submission", "person"):
        for file in (STORED / kind).glob("*.json"):
            assert [word for word in PERSONAL if word in file.read_bytes()] == [], file.name
