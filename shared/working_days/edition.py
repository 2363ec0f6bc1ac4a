"""Editions on file: which exist, that they are whole, and the one that new clocks take."""

import json
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final, TypedDict

from shared.working_days.calendar import WorkingDayCalendar

CURRENT_EDITION: Final = "england-2026.1"


class NoSuchEdition(LookupError):
    """No committed file holds a calendar of that name."""


class DamagedEdition(ValueError):
    """The file is not what was committed: its content and its hash differ, or its name does."""


class Holiday(TypedDict):
    day: str
    name: str


class EditionContent(TypedDict):
    """What an edition's file says, all of it under the hash."""

    edition: str
    first_day: str
    last_day: str
    holidays: list[Holiday]
    note: str


class EditionFile(EditionContent):
    sha256: str


def content_hash(content: EditionContent) -> str:
    """SHA-256 over the content as JSON: keys sorted, no spaces, UTF-8; in lower-case hex."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()


def read_edition(document: str, *, expected: str) -> WorkingDayCalendar:
    """The calendar in a file's text; DamagedEdition unless hash and name are as `expected`."""
    file: EditionFile = json.loads(document)
    content = EditionContent(
        edition=file["edition"],
        first_day=file["first_day"],
        last_day=file["last_day"],
        holidays=file["holidays"],
        note=file["note"],
    )
    if content_hash(content) != file["sha256"]:
        raise DamagedEdition(f"the content of {expected} does not have the hash it states")
    if content["edition"] != expected:
        raise DamagedEdition(f"the file of {expected} holds {content['edition']}")
    return WorkingDayCalendar(
        edition=content["edition"],
        holidays={date.fromisoformat(h["day"]): h["name"] for h in content["holidays"]},
        first_day=date.fromisoformat(content["first_day"]),
        last_day=date.fromisoformat(content["last_day"]),
    )


@cache
def load_edition(edition: str) -> WorkingDayCalendar:
    """The committed calendar of that name. Raises NoSuchEdition or DamagedEdition."""
    folder = files("shared.working_days.editions")
    known = {entry.name.removesuffix(".json"): entry for entry in folder.iterdir()}
    if edition not in known or not known[edition].name.endswith(".json"):
        raise NoSuchEdition(edition)
    return read_edition(known[edition].read_text(encoding="utf-8"), expected=edition)


def current_edition() -> WorkingDayCalendar:
    """The calendar that clocks take from now on. Older ones keep theirs until they change."""
    return load_edition(CURRENT_EDITION)
