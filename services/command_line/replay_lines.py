"""A replay file: JSON Lines, each one request to a service, made at a stated instant.

A line is {"id", "at", "service", "authority", "as", "method", "path", "body", "save", "refused"}.
`as` is a role; with `partner-agency`, `agency` is the code of the one that sends.
`save` is {name: JSON Pointer into the answer}; a later `{name}` in a path or in a string of a
body stands for what was saved. `refused` is the code of the refusal that the line must meet.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote

from services.command_line import json_pointer
from services.command_line.authority_code import is_authority
from services.command_line.which_services import PORT_OFFSETS
from shared.identity.claims import KNOWN_ROLES
from shared.web.fingerprint import LONGEST_KEY

KNOWN: Final = frozenset(
    {
        *("id", "at", "service", "authority", "as", "agency", "method", "path", "body", "save"),
        "refused",
    }
)
SERVICES: Final = frozenset(PORT_OFFSETS)
METHODS: Final = frozenset({"GET", "POST"})
NAME: Final = re.compile(r"\{([a-z][a-z0-9_-]*)\}")


class LineUnreadable(Exception):
    """A line is not what a replay line must be. Says which line and which part, never its text."""


class NameNotSaved(LookupError):
    """A line uses a name that no earlier line has saved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One request. `at` is an RFC 3339 instant; `role` is the role code under `as`; `number` is
    the line's place in its file, from 1.
    """

    key: str
    at: str
    service: str
    authority: str
    role: str
    agency: str | None = None
    method: str
    path: str
    body: object = None
    save: Mapping[str, str] = field(default_factory=dict)
    refused: str | None = None
    number: int = field(default=0, compare=False)


def rows_of(file: Path) -> Iterator[str]:
    """The rows of a file. Raises LineUnreadable at the first that is not UTF-8."""
    with file.open("rb") as rows:
        for number, row in enumerate(rows, start=1):
            try:
                yield row.decode("utf-8")
            except UnicodeDecodeError as other:
                raise LineUnreadable(f"line {number}: not UTF-8") from other


def read(rows: Iterable[str]) -> Iterator[Line]:
    """The lines of a file, blank ones left out. Raises LineUnreadable; no key may come twice."""
    keys: set[str] = set()
    for number, row in enumerate(rows, start=1):
        if not row.strip():
            continue
        line = _line(number, row)
        if line.key in keys:
            raise LineUnreadable(f"line {number}: its id has been used by an earlier line")
        keys.add(line.key)
        yield line


def names_in(line: Line) -> frozenset[str]:
    """The saved names that the line uses, in its path and its body."""
    return frozenset(NAME.findall(line.path)) | frozenset(_names_in(line.body))


def _names_in(body: object) -> Iterator[str]:
    match body:
        case str():
            yield from NAME.findall(body)
        case list():
            for part in body:
                yield from _names_in(part)
        case dict():
            for part in body.values():
                yield from _names_in(part)
        case _:
            return


def filled_path(path: str, saved: Mapping[str, str]) -> str:
    """The path with saved names put in, escaped. Raises NameNotSaved."""
    return NAME.sub(lambda found: quote(_saved(found[1], saved), safe=""), path)


def filled_body(body: object, saved: Mapping[str, str]) -> object:
    """The body with saved names put into its strings. Raises NameNotSaved."""
    match body:
        case str():
            return NAME.sub(lambda found: _saved(found[1], saved), body)
        case list():
            return [filled_body(part, saved) for part in body]
        case dict():
            return {name: filled_body(part, saved) for name, part in body.items()}
        case _:
            return body


def _saved(name: str, saved: Mapping[str, str]) -> str:
    if name not in saved:
        raise NameNotSaved(name)
    return saved[name]


def _line(number: int, row: str) -> Line:
    try:
        said = json.loads(row)
    except (ValueError, RecursionError) as unreadable:
        raise LineUnreadable(f"line {number}: not JSON") from unreadable
    try:
        json.dumps(said, ensure_ascii=False, allow_nan=False).encode()
    except ValueError as lost:
        raise LineUnreadable(f"line {number}: a number or character that no JSON holds") from lost
    if not isinstance(said, dict):
        raise LineUnreadable(f"line {number}: not a JSON object")
    if unknown := sorted(set(said) - KNOWN):
        raise LineUnreadable(f"line {number}: does not know {', '.join(unknown)}")
    method = _text(number, said, "method")
    if method not in METHODS:
        raise LineUnreadable(f"line {number}: method is GET or POST")
    refused = said.get("refused")
    if refused is not None and not isinstance(refused, str):
        raise LineUnreadable(f"line {number}: refused is the code of a refusal")
    service = _text(number, said, "service")
    if service not in SERVICES:
        raise LineUnreadable(f"line {number}: service is {' or '.join(sorted(SERVICES))}")
    authority, role = _text(number, said, "authority"), _text(number, said, "as")
    if not is_authority(authority):
        raise LineUnreadable(f"line {number}: authority is no code, such as county-2022")
    if role not in KNOWN_ROLES:
        raise LineUnreadable(f"line {number}: as is no role that there is")
    return Line(
        number=number,
        key=_key(number, said),
        at=_instant(number, said),
        service=service,
        authority=authority,
        role=role,
        agency=_agency(number, said),
        method=method,
        path=_path(number, said),
        body=said.get("body"),
        save=_save(number, said),
        refused=refused,
    )


def _agency(number: int, said: Mapping[str, object]) -> str | None:
    agency = said.get("agency")
    if agency is None or (isinstance(agency, str) and is_authority(agency)):
        return agency
    raise LineUnreadable(f"line {number}: agency is no code, such as police")


def _text(number: int, said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str) or not value:
        raise LineUnreadable(f"line {number}: {name} is missing or is no text")
    return value


def _key(number: int, said: Mapping[str, object]) -> str:
    key = _text(number, said, "id")
    if len(key) > LONGEST_KEY or not _is_plain(key) or key != key.strip():
        raise LineUnreadable(
            f"line {number}: id is at most {LONGEST_KEY} printable ASCII characters, "
            "no blank at either end"
        )
    return key


def _is_plain(text: str) -> bool:
    """Whether a header can carry it."""
    return text.isascii() and text.isprintable()


def _path(number: int, said: Mapping[str, object]) -> str:
    path = _text(number, said, "path")
    if not path.startswith("/") or not path.isprintable():
        raise LineUnreadable(f"line {number}: path begins with / and is printable")
    return path


def _instant(number: int, said: Mapping[str, object]) -> str:
    text = _text(number, said, "at")
    try:
        instant = datetime.fromisoformat(text)
    except ValueError as unreadable:
        raise LineUnreadable(f"line {number}: at is no instant") from unreadable
    if instant.tzinfo is None:
        raise LineUnreadable(f"line {number}: at has no zone")
    if not _is_plain(text):
        raise LineUnreadable(f"line {number}: at is no instant")
    return text


def _save(number: int, said: Mapping[str, object]) -> Mapping[str, str]:
    save = said.get("save") or {}
    if not isinstance(save, dict):
        raise LineUnreadable(f"line {number}: save is an object of names and JSON Pointers")
    for pointer in save.values():
        try:
            json_pointer.parts(pointer)
        except (json_pointer.PointerInvalid, AttributeError) as wrong:
            raise LineUnreadable(f"line {number}: save holds no JSON Pointer") from wrong
    return dict(save)
