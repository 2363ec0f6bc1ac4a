"""Events to stored JSON and back: nothing lost, nothing personal in the open, nothing guessed."""

import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.deadlines import Clock, ClockChange, ClockState, Unit
from shared.event_sourcing import Erased, FreeText
from shared.event_store.codec import (
    Codec,
    EventType,
    UnknownStoredType,
    UnreadableEvent,
    decode_all,
    decode_closed,
)
from shared.event_store.key_names import KeyKind, KeyLost, KeyName, Keys, PersonErased
from shared.event_store.sealing import BrokenSeal
from shared.event_store.upcasting import Upcaster
from tests.shared.event_store.keyring import key_ring, person
from tests.shared.event_store.letters import (
    EVENT,
    STREAM,
    TYPES,
    Address,
    Channel,
    LetterDateCorrected,
    LetterEvent,
    LetterReceived,
    Organisation,
    Person,
    Stored,
    keys_of,
    letters,
    scanned,
    stored,
)
from tests.support.postgres import Databases

ANNE: Final = UUID(int=1)
BEN: Final = UUID(int=2)
codec: Final = letters()

words = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
personal = words | st.builds(Erased)
addresses = st.builds(Address, line=personal, postcode=st.none() | personal)
people = st.builds(
    Person,
    person=st.uuids(),
    name=personal,
    born=st.none() | st.dates() | st.builds(Erased),
    address=st.none() | addresses,
    remarks=st.none() | personal,
    aliases=st.lists(personal, max_size=3).map(tuple),
)
clocks = st.builds(
    Clock,
    clock=st.uuids(),
    timescale=st.just("letter.answer"),
    title=words,
    unit=st.sampled_from(Unit),
    limit=st.integers(0, 100),
    original_limit=st.integers(0, 100),
    starts=words,
    rule=words,
    starts_from=st.none() | st.dates(),
    due=st.none() | st.dates(),
    due_at=st.none() | st.datetimes(timezones=st.just(UTC)),
    calendar=st.just("england-2026.1"),
    state=st.sampled_from(ClockState),
    revision=st.integers(1, 9),
    change=st.sampled_from(ClockChange),
    cause=st.none() | words,
)
received = st.builds(
    LetterReceived,
    occurred_on=st.dates(),
    channel=st.sampled_from(Channel),
    sender=people | st.builds(Organisation, code=words),
    others=st.lists(people, max_size=2).map(tuple),
    paragraphs=st.lists(personal, max_size=3).map(tuple),
    remarks=st.dictionaries(words, personal, max_size=2),
    pages=st.integers(0, 10**12),
    clocks=st.lists(clocks, max_size=2).map(tuple),
)
corrected = st.builds(
    LetterDateCorrected,
    occurred_at=st.datetimes(timezones=st.just(UTC)),
    received_on=st.dates(),
    reason=st.none() | personal,
)

letter = LetterReceived(
    occurred_on=date(2022, 4, 11),
    channel=Channel.POST,
    sender=Person(person=ANNE, name="Anne Archer", born=date(1990, 1, 1)),
    others=(Person(person=BEN, name="Ben Baker"),),
    paragraphs=("Please call Ben Baker",),
)


@settings(deadline=None)
@given(received | corrected)
def test_what_is_written_is_read(event: LetterEvent) -> None:
    keys = keys_of(codec, event)
    encoded = codec.encode(event, event_id=EVENT, keys=keys)
    assert codec.decode(scanned(codec, encoded), keys) == event


@settings(deadline=None)
@given(received)
def test_without_their_keys_personal_values_are_erased_and_all_else_stays(
    event: LetterReceived,
) -> None:
    keys = keys_of(codec, event)
    encoded = codec.encode(event, event_id=EVENT, keys=keys)
    read = codec.decode(scanned(codec, encoded), Keys(destroyed=frozenset(keys.live)))
    assert isinstance(read, LetterReceived)
    assert all(isinstance(paragraph, Erased) for paragraph in read.paragraphs)
    assert all(isinstance(other.name, Erased) for other in read.others)
    assert [other.born is None for other in read.others] == [
        other.born is None for other in event.others
    ]
    assert (read.occurred_on, read.channel, read.pages, read.clocks) == (
        event.occurred_on,
        event.channel,
        event.pages,
        event.clocks,
    )


def test_no_personal_value_is_stored_in_the_open() -> None:
    payload = codec.encode(letter, event_id=EVENT, keys=keys_of(codec, letter)).payload
    for value in (b"Anne", b"Archer", b"Ben", b"1990", b"Please"):
        assert value not in payload
    assert json.loads(payload)["channel"] == "post"


def test_one_erased_person_leaves_the_other_readable() -> None:
    keys = keys_of(codec, letter)
    encoded = codec.encode(letter, event_id=EVENT, keys=keys)
    without_anne = Keys(
        live={name: key for name, key in keys.live.items() if name != person(ANNE)},
        destroyed=frozenset({person(ANNE)}),
    )
    read = codec.decode(scanned(codec, encoded), without_anne)
    assert read == replace(letter, sender=Person(person=ANNE, name=Erased(), born=Erased()))


def test_the_same_value_never_looks_the_same_twice() -> None:
    keys = keys_of(codec, letter)
    payloads = {codec.encode(letter, event_id=EVENT, keys=keys).payload for _ in range(5)}
    assert len(payloads) == 5


@pytest.mark.parametrize("member", ["n", "c", "key", "enc"])
def test_an_altered_ciphertext_is_a_fault_that_tells_nothing(member: str) -> None:
    keys = keys_of(codec, letter)
    encoded = codec.encode(letter, event_id=EVENT, keys=keys)
    document = json.loads(encoded.payload)
    sealed = document["others"][0]["name"]
    sealed[member] = {
        "n": document["sender"]["name"]["n"],
        "c": document["sender"]["name"]["c"],
        "key": str(ANNE),
        "enc": "nonsense",
    }[member]
    altered = replace(encoded, payload=json.dumps(document).encode())
    with pytest.raises(BrokenSeal) as broken:
        codec.decode(scanned(codec, altered), keys)
    assert "Ben" not in str(broken.value)


def test_a_ciphertext_moved_to_another_field_or_event_does_not_open() -> None:
    event = replace(letter, others=(), paragraphs=())
    keys = keys_of(codec, event)
    encoded = codec.encode(event, event_id=EVENT, keys=keys)
    with pytest.raises(BrokenSeal):
        codec.decode(codec.scan(replace(stored(encoded), event_id=UUID(int=9))), keys)
    document = json.loads(encoded.payload)
    document["sender"]["born"] = document["sender"]["name"]
    moved = replace(encoded, payload=json.dumps(document).encode())
    with pytest.raises(BrokenSeal):
        codec.decode(scanned(codec, moved), keys)


@pytest.mark.parametrize("damage", ["!", "AAAA", ""])
def test_a_truncated_ciphertext_is_a_fault(damage: str) -> None:
    keys = keys_of(codec, letter)
    document = json.loads(codec.encode(letter, event_id=EVENT, keys=keys).payload)
    document["sender"]["name"]["c"] = damage
    payload = json.dumps(document).encode()
    with pytest.raises(BrokenSeal):
        codec.decode(codec.scan(Stored(type="letter-received", payload=payload)), keys)


def test_events_can_be_read_without_any_key() -> None:
    encoded = codec.encode(letter, event_id=EVENT, keys=keys_of(codec, letter))
    (read,) = decode_closed(codec, [stored(encoded)])
    assert read == replace(
        letter,
        sender=Person(person=ANNE, name=Erased(), born=Erased()),
        others=(Person(person=BEN, name=Erased()),),
        paragraphs=(Erased(),),
    )


def test_a_lost_key_is_a_fault_not_an_erasure() -> None:
    encoded = codec.encode(letter, event_id=EVENT, keys=keys_of(codec, letter))
    with pytest.raises(KeyLost):
        codec.decode(scanned(codec, encoded), Keys())


def test_nothing_is_written_about_an_erased_person() -> None:
    keys = keys_of(codec, letter)
    gone = Keys(live=keys.live, destroyed=frozenset({person(BEN)}))
    with pytest.raises(PersonErased):
        codec.encode(letter, event_id=EVENT, keys=gone)


@pytest.mark.parametrize(("name", "version"), [("letter-lost", 1), ("letter-received", 2)])
def test_a_stored_type_or_version_that_is_unknown_is_never_skipped(name: str, version: int) -> None:
    with pytest.raises(UnknownStoredType):
        codec.scan(Stored(type=name, schema_version=version, payload=b"{}"))


PLAIN: Final = {"occurred_on": "2022-04-11", "channel": "post", "sender": {"code": "city"}}


@pytest.mark.parametrize(
    "change",
    [
        {"channel": "pigeon"},
        {"unknown": 1},
        {"pages": "1"},
        {"occurred_on": None},
        {"sender": {"code": "city", "extra": "x"}},
        {"occurred_on": "2022-04-31"},
    ],
)
def test_a_stored_event_of_another_shape_is_refused_without_its_values(
    change: dict[str, object],
) -> None:
    payload = json.dumps(PLAIN | change).encode()
    with pytest.raises(UnreadableEvent) as refused:
        codec.decode(codec.scan(Stored(type="letter-received", payload=payload)), Keys())
    assert "pigeon" not in str(refused.value)


def test_a_member_added_with_a_default_needs_no_new_version() -> None:
    event = codec.decode(
        codec.scan(Stored(type="letter-received", payload=json.dumps(PLAIN).encode())), Keys()
    )
    assert event == LetterReceived(
        occurred_on=date(2022, 4, 11), channel=Channel.POST, sender=Organisation(code="city")
    )


def test_decryption_comes_before_upcasting() -> None:
    def first_paragraph_only(stored: dict[str, Any]) -> dict[str, Any]:
        text = stored.pop("text")
        return stored | {"paragraphs": [text]}

    first, second = (
        replace(TYPES[0], version=2),
        TYPES[1],
    )
    newer: Codec[LetterEvent] = Codec(
        (first, second),
        [Upcaster(type="letter-received", from_version=1, change=first_paragraph_only)],
    )

    @dataclass(frozen=True, slots=True, kw_only=True)
    class OldLetter:
        occurred_on: date
        channel: Channel
        sender: Organisation
        text: FreeText

    older = Codec([EventType(name="letter-received", version=1, cls=OldLetter)])
    old = OldLetter(
        occurred_on=date(2022, 4, 11),
        channel=Channel.POST,
        sender=Organisation(code="city"),
        text="Dear all",
    )
    (want,) = older.keys_for(old, event_id=EVENT, stream=STREAM)
    keys = Keys(live={want.name: b"k" * 32})
    encoded = older.encode(old, event_id=EVENT, keys=keys)
    read = newer.decode(newer.scan(stored(encoded)), keys)
    assert isinstance(read, LetterReceived)
    assert read.paragraphs == ("Dear all",)
    erased = newer.decode(newer.scan(stored(encoded)), Keys(destroyed=frozenset({want.name})))
    assert isinstance(erased, LetterReceived)
    assert erased.paragraphs == (Erased(),)


def test_an_event_names_its_main_person() -> None:
    assert codec.main_person(letter) == ANNE
    assert codec.main_person(replace(letter, sender=Organisation(code="city"))) is None
    undated = LetterDateCorrected(
        occurred_at=datetime(2022, 4, 11, tzinfo=UTC), received_on=date(2022, 4, 10)
    )
    assert codec.main_person(undated) is None


async def test_a_history_goes_through_the_key_database_and_back(databases: Databases) -> None:
    database = await databases.fresh("complaints_keys")
    history: list[tuple[UUID, LetterEvent]] = [
        (UUID(int=1), letter),
        (
            UUID(int=2),
            LetterDateCorrected(
                occurred_at=datetime(2022, 4, 12, tzinfo=UTC) + timedelta(microseconds=1),
                received_on=date(2022, 4, 10),
                reason="The stamp says so",
            ),
        ),
    ]
    async with key_ring(database.service_dsn) as ring:
        keys = await ring.ensure(
            want
            for event_id, event in history
            for want in codec.keys_for(event, event_id=event_id, stream=STREAM)
        )
        encoded = [codec.encode(event, event_id=event_id, keys=keys) for event_id, event in history]
        kept = [
            replace(stored(event), event_id=event_id)
            for (event_id, _), event in zip(history, encoded, strict=True)
        ]
        assert await decode_all(codec, ring, kept) == tuple(event for _, event in history)
        await ring.destroy([KeyName(KeyKind.CASE, STREAM)])
        read = await decode_all(codec, ring, kept)
    first, second = read
    assert isinstance(first, LetterReceived)
    assert isinstance(second, LetterDateCorrected)
    assert first == replace(letter, paragraphs=(Erased(),))
    assert second.reason == Erased()
