"""JSON read so that nothing that was said is lost, and written in ASCII so that all can be stored.

A number that no floating-point number equals is kept as its digits. A member that is given twice
is kept under another name beside the first. What is deeper than any reader goes is unreadable.
"""

import json
from decimal import Decimal
from typing import Final

from shared.problem_details import BodyUnreadable

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
JsonObject = dict[str, Json]

LONGEST_NUMBER: Final = 18
DEEPEST: Final = 60
"""Levels of nesting: many more than any form has, and far from what could exhaust a reader."""


def read_json(body: bytes) -> Json:
    """The document. Raises BodyUnreadable."""
    try:
        read: Json = json.loads(
            body,
            object_pairs_hook=_every_member,
            parse_float=_exact,
            parse_int=_whole,
            parse_constant=_refused,
        )
    except (ValueError, RecursionError):
        raise BodyUnreadable from None
    if _deeper_than(DEEPEST, read):
        raise BodyUnreadable
    return read


def write_json(said: Json) -> str:
    """Always the same text for the same content, whatever its order was."""
    return json.dumps(said, ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def is_unicode(text: str) -> bool:
    """Whether it holds no half of a pair of surrogates, which JSON can escape and nothing show."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def shown_text(text: str) -> str:
    """The text with such halves spelled out."""
    return text.encode(errors="backslashreplace").decode()


def showable(said: Json) -> Json:
    """The same document with the halves in every text spelled out, for an answer in JSON."""
    match said:
        case str():
            return shown_text(said)
        case list():
            return [showable(inner) for inner in said]
        case dict():
            return {shown_text(name): showable(inner) for name, inner in said.items()}
        case _:
            return said


def _every_member(pairs: list[tuple[str, Json]]) -> JsonObject:
    members: JsonObject = {}
    times: dict[str, int] = {}
    for name, value in pairs:
        kept = name
        while kept in members:
            # Counting goes on where it ended: else a name given n times costs n * n steps.
            times[name] = times.get(name, 1) + 1
            kept = f"{name} ({times[name]})"
        members[kept] = value
    return members


def _exact(digits: str) -> float | str:
    number = float(digits)
    same = number - number == 0 and Decimal(repr(number)) == Decimal(digits)
    return number if same else digits


def _whole(digits: str) -> int | str:
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


def _refused(constant: str) -> Json:
    raise ValueError(constant)


def _deeper_than(levels: int, read: Json) -> bool:
    level = [read]
    for _ in range(levels):
        inner: list[Json] = []
        for value in level:
            if isinstance(value, dict):
                inner += value.values()
            elif isinstance(value, list):
                inner += value
        level = inner
    return bool(level)
