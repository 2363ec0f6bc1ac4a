"""Golden files: each stored and published shape as it once was, which must read for ever.

Nothing changes a golden file. With `CANDOUR_WRITE_GOLDEN=1` missing ones are written, to be looked
at and committed; without it a missing one fails, as does one that today's code reads or writes
differently. A new version of an event adds a file beside the old one.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar
from uuid import NAMESPACE_URL, UUID, uuid5

import orjson

from shared.event_store.codec import Codec
from shared.event_store.key_names import KeyName, Keys
from shared.event_store.sealing import is_sealed
from shared.messages import Message

WRITE: Final = "CANDOUR_WRITE_GOLDEN"
STREAM: Final = uuid5(NAMESPACE_URL, "golden stream")

EventT = TypeVar("EventT")


@dataclass(frozen=True, slots=True)
class GoldenEvent:
    """A stored event as a file keeps it."""

    event_id: UUID
    type: str
    schema_version: int
    payload: bytes

    @classmethod
    def read(cls, file: Path) -> "GoldenEvent":
        said = json.loads(file.read_text(encoding="utf-8"))
        return cls(
            event_id=UUID(said["event_id"]),
            type=said["type"],
            schema_version=said["schema_version"],
            payload=orjson.dumps(said["payload"]),
        )


def golden_id(stem: str) -> UUID:
    """The event id of a golden sample."""
    return uuid5(NAMESPACE_URL, stem)


def golden_keys(names: Iterable[KeyName]) -> Keys:
    """Keys that anybody can make again from the name: for golden files only."""
    return Keys(
        live={
            name: hashlib.sha256(f"golden {name.kind}/{name.owner}".encode()).digest()
            for name in names
        }
    )


def check_stored(folder: Path, codec: Codec[EventT], samples: Mapping[str, EventT]) -> None:
    """Every event type has a sample; each sample is written as its file says, and reads back.

    `samples` are by file stem: `complaint-received`, or `complaint-received.by-a-child` for a
    second one. Files of older versions must exist and read too.
    """
    sampled = {codec.type_of(event).name for event in samples.values()}
    assert sampled == {event_type.name for event_type in codec.event_types}
    for stem, event in samples.items():
        _check_sample(folder, codec, stem, event)
    for event_type in codec.event_types:
        for version in range(1, event_type.version + 1):
            assert list(folder.glob(f"{event_type.name}*.v{version}.json")), (
                f"no golden file of {event_type.name} version {version}"
            )
    for file in sorted(folder.glob("*.json")):
        assert type(_decoded(codec, GoldenEvent.read(file))) in {
            event_type.cls for event_type in codec.event_types
        }


def check_published(folder: Path, documents: Mapping[str, bytes]) -> None:
    """Each whole message is byte for byte what its file says, and a reader can read it."""
    for stem, document in documents.items():
        file = folder / f"{stem}.json"
        _write_if_asked(file, document)
        assert file.exists(), f"{file.name} is missing: write it with {WRITE}=1"
        assert document == file.read_bytes(), f"{file.name} would be published differently today"
    for file in sorted(folder.glob("*.json")):
        assert Message.parse(file.read_bytes()).version >= 1


def _check_sample(folder: Path, codec: Codec[EventT], stem: str, event: EventT) -> None:
    event_id = golden_id(stem)
    wanted = codec.keys_for(event, event_id=event_id, stream=STREAM)
    keys = golden_keys(want.name for want in wanted)
    encoded = codec.encode(event, event_id=event_id, keys=keys)
    assert stem == encoded.type or stem.startswith(f"{encoded.type}."), f"{stem} is misnamed"
    file = folder / f"{stem}.v{encoded.schema_version}.json"
    said = {
        "event_id": str(event_id),
        "type": encoded.type,
        "schema_version": encoded.schema_version,
        "payload": json.loads(encoded.payload),
    }
    _write_if_asked(file, json.dumps(said, indent=2, ensure_ascii=False).encode() + b"\n")
    assert file.exists(), f"{file.name} is missing: write it with {WRITE}=1"
    golden = GoldenEvent.read(file)
    assert _decoded(codec, golden) == event, f"{file.name} is read differently today"
    assert _without_ciphers(json.loads(golden.payload)) == _without_ciphers(said["payload"]), (
        f"{file.name} would be stored differently today: this needs a new version"
    )


def _decoded(codec: Codec[EventT], golden: GoldenEvent) -> EventT:
    scanned = codec.scan(golden)
    return codec.decode(scanned, golden_keys(name for _, name in scanned.sealed))


def _write_if_asked(file: Path, content: bytes) -> None:
    if os.environ.get(WRITE) == "1" and not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _without_ciphers(document: Any) -> Any:  # noqa: ANN401 - a JSON document
    """What does not change from one encryption to the next: who a value is sealed for."""
    if isinstance(document, dict):
        kept = {"enc", "key"} if is_sealed(document) else document.keys()
        return {name: _without_ciphers(document[name]) for name in kept}
    if isinstance(document, list):
        return [_without_ciphers(item) for item in document]
    return document
