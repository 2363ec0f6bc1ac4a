"""Each event this service stores, and each message it publishes, as it was when first released."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID, uuid5

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
from shared.event_store.case import CaseKind, nothing_yet, step
from shared.event_store.key_names import KeyName, Keys, KeyWanted
from shared.event_store.preparing import Preparing, with_history
from shared.event_store.store import Appended
from shared.messages import Message
from shared.messages.envelope import closed
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
from tests.support.golden import check_published, check_stored, golden_keys

THE_REGISTER: Final = register_kind(kinds.SERVICE)
THE_POLICY: Final = policy_kind(kinds.SERVICE, policy.POLICY, policy.STORED)
THE_ERASURE: Final = erasure_kind(kinds.SERVICE)
GOLDEN: Final = Path(__file__).parent / "golden"
STORED: Final = GOLDEN / "stored"
PUBLISHED: Final = GOLDEN / "published"
LOG: Final = UUID("00000000-0000-4000-8000-000000000001")
BEGUN: Final = datetime(2022, 7, 1, 9, tzinfo=UTC)
TODAY: Final = date(2022, 7, 1)

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

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldenSaid:
    """One officer, always the same, with one command for each history."""

    command_id: UUID
    authority: str = "demo"
    actor: str = "w-9"
    role: str = "complaints-officer"
    team: str | None = "complaints"
    worker: str | None = "w-9"
    fingerprint: bytes = b""
    decided_at: datetime = BEGUN
    today: date = TODAY
    simulated_at: datetime | None = None
    correlation_id: UUID = LOG
    if_match: int | None = None


class GoldenKeyStore:
    """Keys made from their names."""

    async def ensure(self, wanted: Iterable[KeyWanted]) -> Keys:
        return golden_keys(want.name for want in wanted)

    async def fetch(self, names: Iterable[KeyName]) -> Keys:
        return golden_keys(names)


async def published(
    kind: CaseKind[CommandT, StateT, EventT, CircumstancesT], history: Mapping[str, EventT]
) -> dict[str, bytes]:
    """The messages of a history, in order, on the way that every command takes."""
    preparing = Preparing(keys=GoldenKeyStore(), log_id=LOG)
    case = nothing_yet(kind, CASE)
    documents: dict[str, bytes] = {}
    for position, (stem, event) in enumerate(history.items(), start=1):
        said = GoldenSaid(command_id=uuid5(CASE, stem))
        steps = [step(kind, case, event)]
        prepared = await preparing.prepare(kind, case, steps, said)
        time = BEGUN + timedelta(minutes=position)
        (new,) = prepared.events
        documents[f"{stem}.v1"] = closed(new.message, time=time, position=position)
        stored = Appended(recorded_at=time, versions=(position,), positions=(position,))
        case = with_history(case, steps, prepared, said, stored)
    return documents


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
