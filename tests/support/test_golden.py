"""The guard of the golden files is guarded: it fails on what is missing, changed or unreadable."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import pytest

from shared.event_store.codec import UnreadableEvent
from tests.shared.event_store.letters import (
    Channel,
    LetterDateCorrected,
    LetterEvent,
    LetterReceived,
    Person,
    letters,
)
from tests.shared.messages.samples import document
from tests.support.golden import WRITE, check_published, check_stored

LETTER: Final = LetterReceived(
    occurred_on=date(2022, 4, 11),
    channel=Channel.POST,
    sender=Person(person=UUID(int=1), name="Anne"),
    paragraphs=("Dear all",),
)
SAMPLES: Final[dict[str, LetterEvent]] = {
    "letter-received": LETTER,
    "letter-received.by-telephone": replace(LETTER, channel=Channel.TELEPHONE),
    "letter-date-corrected": LetterDateCorrected(
        occurred_at=datetime(2022, 4, 12, tzinfo=UTC), received_on=date(2022, 4, 10)
    ),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Golden files as they were written once, and the asking over."""
    monkeypatch.setenv(WRITE, "1")
    check_stored(tmp_path, letters(), SAMPLES)
    monkeypatch.delenv(WRITE)
    return tmp_path


def rewrite(file: Path, change: Callable[[Any], None]) -> None:
    said = json.loads(file.read_text())
    change(said)
    file.write_text(json.dumps(said))


def test_what_is_written_once_passes_ever_after(folder: Path) -> None:
    check_stored(folder, letters(), SAMPLES)
    assert len(list(folder.glob("*.json"))) == 3
    assert "Anne" not in (folder / "letter-received.v1.json").read_text()


def test_a_missing_file_fails_and_is_not_written_unasked(folder: Path) -> None:
    (folder / "letter-received.v1.json").unlink()
    with pytest.raises(AssertionError, match="missing"):
        check_stored(folder, letters(), SAMPLES)
    assert not (folder / "letter-received.v1.json").exists()


def test_a_type_without_a_sample_fails(folder: Path) -> None:
    with pytest.raises(AssertionError):
        check_stored(folder, letters(), {"letter-received": LETTER})


def test_asking_never_overwrites(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(WRITE, "1")
    changed = SAMPLES | {"letter-received": replace(LETTER, pages=2)}
    with pytest.raises(AssertionError, match="read differently"):
        check_stored(folder, letters(), changed)


def test_a_file_that_reads_the_same_but_is_written_otherwise_fails(folder: Path) -> None:
    rewrite(folder / "letter-received.v1.json", lambda said: said["payload"].pop("pages"))
    with pytest.raises(AssertionError, match="new version"):
        check_stored(folder, letters(), SAMPLES)


def test_an_old_file_that_no_longer_reads_fails(folder: Path) -> None:
    old = json.loads((folder / "letter-received.v1.json").read_text())
    old["payload"]["weight"] = 3
    (folder / "letter-received.older.v1.json").write_text(json.dumps(old))
    with pytest.raises(UnreadableEvent):
        check_stored(folder, letters(), SAMPLES)


def test_a_published_message_is_held_to_the_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(AssertionError, match="missing"):
        check_published(tmp_path, {"complaint-received.v1": document()})
    monkeypatch.setenv(WRITE, "1")
    check_published(tmp_path, {"complaint-received.v1": document()})
    with pytest.raises(AssertionError, match="differently"):
        check_published(tmp_path, {"complaint-received.v1": document(authority="other")})
