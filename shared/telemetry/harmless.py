"""What a log line may hold: a short list of keys, and values that can only be codes or numbers.

A log is read by more people, and kept in more places, than any case. So nothing is written because
it looked harmless: a key is listed here or dropped, and a value is a number, a date, an identifier
or a code (no spaces, no long text) or is replaced by "refused".
"""

import re
from collections.abc import Mapping
from datetime import date
from enum import Enum
from types import TracebackType
from typing import Final
from uuid import UUID

LOGGABLE: Final = frozenset(
    {
        "attempt", "batch_bytes", "check", "code", "count", "epoch", "from_position", "jobs",
        "kind", "logger", "method", "milliseconds", "module", "offset", "parked", "partition",
        "position", "reason", "rebuild", "route", "seconds", "source", "status", "stream",
        "to_position", "topic",
    }
)  # fmt: skip
"""The keys that a log line may carry, beside those that every line has."""

LONGEST_VALUE: Final = 200
DEEPEST_FRAMES: Final = 8
_CODE = re.compile(r"[\w./:{}@,+\-\[\]]*", re.ASCII)
_EVENT = re.compile(r"[a-z][a-z0-9-]{0,63}")

Plain = str | int | float | bool | None


def harmless_event(event: object) -> str:
    """The event of a line: a kebab-case name of ours, never a sentence with values in it."""
    if isinstance(event, str) and _EVENT.fullmatch(event):
        return event
    return "unnamed"


def harmless_value(value: object) -> Plain:
    """`value` as it may be written; "refused" for whatever could hold personal data."""
    match value:
        case None | bool() | int() | float():
            return value
        case UUID() | date():
            return str(value)
        case Enum():
            return harmless_value(value.value)
        case str() if len(value) <= LONGEST_VALUE and _CODE.fullmatch(value):
            return value
        case _:
            return "refused"


def harmless_values(values: Mapping[str, object]) -> dict[str, Plain]:
    """The listed keys of `values`, each made harmless. Others are dropped."""
    return {key: harmless_value(value) for key, value in values.items() if key in LOGGABLE}


def described(error: BaseException) -> dict[str, object]:
    """An exception by type and place alone: messages and local variables may hold anything.

    `at` lists the innermost frames as "module:line", outermost first; `causes` the types of the
    exceptions that led to it.
    """
    description: dict[str, object] = {
        "type": _type_name(error),
        "at": _places(error.__traceback__),
    }
    causes: list[str] = []
    cause = error.__cause__ or error.__context__
    while cause is not None and len(causes) < DEEPEST_FRAMES:
        causes.append(_type_name(cause))
        cause = cause.__cause__ or cause.__context__
    if causes:
        description["causes"] = causes
    return description


def _type_name(error: BaseException) -> str:
    kind = type(error)
    return f"{kind.__module__}.{kind.__qualname__}"


def _places(traceback: TracebackType | None) -> list[str]:
    places: list[str] = []
    while traceback is not None:
        module = traceback.tb_frame.f_globals.get("__name__", "?")
        places.append(f"{module}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return places[-DEEPEST_FRAMES:]
