"""Each event a referral stores, and each message it publishes, as it was when first released."""

import json
from pathlib import Path
from typing import Final

from jsonschema import Draft202012Validator

from services.referrals.application import kinds
from services.referrals.domain import events, policy
from services.referrals.published import MESSAGE_TYPES
from services.referrals.store.event_types import every_stored_shape, referral_codec
from shared.casework.policy.kind import policy_kind
from shared.messages.schema import message_schema
from tests.referrals.histories import CASE, POLICY, REFERRAL
from tests.support.golden import check_published, check_stored
from tests.support.golden_messages import published

THE_POLICY: Final = policy_kind(kinds.SERVICE, policy.POLICY, policy.STORED)
GOLDEN: Final = Path(__file__).parent / "golden"
STORED: Final = GOLDEN / "stored"
PUBLISHED: Final = GOLDEN / "published"

PERSONAL: Final = (
    b"Zinnia",
    b"Quillf",
    b"Rill Lane",
    b"Pettigrew",
    b"7946",
    b"2011-05",
    b"2012-05",
    b"kitchen",
    b"worried",
    b"aunt rang",
    b"relative",
    b"Goes on",
)


async def every_message() -> dict[str, bytes]:
    said = {"role": "team-manager", "team": "first-response"}
    referral = kinds.referral_kind(referral_codec())
    return {
        **await published(referral, REFERRAL, stream=CASE, **said),
        **await published(THE_POLICY, POLICY, stream=CASE, **said),
    }


def test_every_stored_shape_reads_and_is_written_as_it_was_released() -> None:
    check_stored(STORED / "referral", referral_codec(), REFERRAL)
    check_stored(STORED / "policy", THE_POLICY.codec, POLICY)


async def test_every_message_is_published_as_it_was_released() -> None:
    check_published(PUBLISHED, await every_message())


async def test_every_message_of_a_referral_is_valid_by_the_schema_of_its_type() -> None:
    schemas = {message.name: message_schema(message) for message in MESSAGE_TYPES}
    for document in (await every_message()).values():
        said = json.loads(document)
        Draft202012Validator(schemas[said["type"]]).validate(said)


def test_every_stored_event_has_its_message() -> None:
    stored = [shape.name for shape in every_stored_shape()]
    assert sorted(stored) == sorted(message.event_type for message in MESSAGE_TYPES)
    assert {shape.name for shape in events.STORED} == set(REFERRAL)


async def test_nothing_that_names_a_person_is_published_or_stored_in_clear() -> None:
    for stem, document in (await every_message()).items():
        for personal in PERSONAL:
            assert personal not in document, f"{personal!r} in the message of {stem}"
    for file in STORED.glob("*/*.json"):
        for personal in PERSONAL:
            assert personal not in file.read_bytes(), f"{personal!r} in {file.name}"
