"""Each event this service stores, and each message it publishes, as it was when first released."""

import json
from functools import partial
from pathlib import Path
from typing import Final

from jsonschema import Draft202012Validator

from services.complaints.application import kinds
from services.complaints.domain import policy
from services.complaints.published import MESSAGE_TYPES
from services.complaints.store.event_types import (
    complaint_codec,
    compliment_codec,
    every_stored_shape,
)
from shared.casework.erasure.kind import erasure_kind
from shared.casework.policy.kind import policy_kind
from shared.casework.register.kind import register_kind
from shared.messages import Message
from shared.messages.schema import message_schema
from tests.complaints.histories import (
    ANSWERED_AND_CLOSED,
    COMPLIMENT,
    ERASURE,
    POLICY,
    REGISTER,
    WITHDRAWN,
)
from tests.complaints.people_and_clocks import CASE
from tests.support import golden_messages
from tests.support.golden import check_published, check_stored

THE_REGISTER: Final = register_kind(kinds.SERVICE)
THE_POLICY: Final = policy_kind(kinds.SERVICE, policy.POLICY, policy.STORED)
THE_ERASURE: Final = erasure_kind(kinds.SERVICE)
GOLDEN: Final = Path(__file__).parent / "golden"
STORED: Final = GOLDEN / "stored"
PUBLISHED: Final = GOLDEN / "published"

PERSONAL: Final = (
    b"Mira",
    b"Ashdown",
    b"Rill",
    b"example.org",
    b"7946",
    b"1984-02-29",
    b"2012-04-11",
    b"1985-02-28",
    b"2014-06-03",
    b"Hollis",
    b"Kerr",
    b"kerr.test",
    b"rang",
    b"Rang",
    b"sorry",
    b"hospital",
    b"records/8831",
    b"Consent of",
    b"tests are met",
    b"Thank you",
)

published: Final = partial(
    golden_messages.published, stream=CASE, role="complaints-officer", team="complaints"
)


async def every_message() -> dict[str, bytes]:
    complaint = kinds.complaint_kind(complaint_codec())
    return {
        **await published(complaint, ANSWERED_AND_CLOSED),
        **await published(complaint, WITHDRAWN),
        **await published(kinds.compliment_kind(compliment_codec()), COMPLIMENT),
        **await published(THE_REGISTER, REGISTER),
        **await published(THE_POLICY, POLICY),
        **await published(THE_ERASURE, ERASURE),
    }


def test_every_stored_shape_reads_and_is_written_as_it_was_released() -> None:
    check_stored(STORED / "complaint", complaint_codec(), ANSWERED_AND_CLOSED | WITHDRAWN)
    check_stored(STORED / "compliment", compliment_codec(), COMPLIMENT)
    check_stored(STORED / "register", THE_REGISTER.codec, REGISTER)
    check_stored(STORED / "policy", THE_POLICY.codec, POLICY)
    check_stored(STORED / "erasure", THE_ERASURE.codec, ERASURE)


async def test_every_message_is_published_as_it_was_released() -> None:
    check_published(PUBLISHED, await every_message())


async def test_every_stored_event_has_its_message_and_schema() -> None:
    """Each message is valid by the schema that was released for its type."""
    stored = {shape.name for shape in every_stored_shape()}
    assert stored == {message.event_type for message in MESSAGE_TYPES}
    schemas = {message.name: message_schema(message) for message in MESSAGE_TYPES}
    seen = set()
    for document in (await every_message()).values():
        said = json.loads(document)
        Draft202012Validator(schemas[said["type"]]).validate(said)
        seen.add(Message.parse(document).event_type)
    assert seen == stored


async def test_nothing_that_names_a_person_is_published() -> None:
    documents = await every_message()
    for stem, document in documents.items():
        for personal in PERSONAL:
            assert personal not in document, f"{personal!r} in the message of {stem}"
    for file in STORED.glob("*/*.json"):
        for personal in PERSONAL:
            assert personal not in file.read_bytes(), f"{personal!r} in {file.name}"
