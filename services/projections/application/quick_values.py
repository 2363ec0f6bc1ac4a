"""The values in a message, as our services spell them: codes, texts, numbers, days, identifiers.

Each function answers the value and raises Unusual for any other spelling, also for some that the
contract's schema would take: the schema then looks at the whole message.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from asyncpg.pgproto.pgproto import UUID

CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]{0,99}")
SOURCE: Final = re.compile(r"/([a-z-]+)/[0-9a-f-]{36}")
TYPE: Final = re.compile(r"candour\.[a-z0-9.-]+\.v[0-9]+")
INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z"
)
LONGEST_LABEL: Final = 200
EXACT: Final = 2**53
"""Beyond it, one of the two readers of JSON may round a number, and the other not."""

Json = Mapping[str, Any]
NO_LIST: Final[list[Any]] = []


class Unusual(Exception):
    """The schema must look at it."""


@lru_cache(maxsize=20_000)
def code_of(text: str) -> str:
    if CODE.fullmatch(text) is None:
        raise Unusual
    return text


def code_or_none(text: str | None) -> str | None:
    return None if text is None else code_of(text)


def codes_of(said: object) -> str | tuple[str, ...]:
    if type(said) is list:
        return tuple([code_of(one) for one in said])
    return code_of(said)


def text_of(text: object, shortest: int, longest: int | None) -> str:
    if type(text) is not str or len(text) < shortest:
        raise Unusual
    if longest is not None and len(text) > longest:
        raise Unusual
    return text


def label_of(text: object) -> str | None:
    return None if text is None else text_of(text, 1, LONGEST_LABEL)


def labels_of(case: Json, name: str) -> list[str]:
    return [text_of(one, 1, LONGEST_LABEL) for one in list_of(case, name)]


def list_of(told: Json, name: str) -> list[Any]:
    found = told.get(name, NO_LIST)
    if type(found) is not list:
        raise Unusual
    return found


def number_of(said: object, least: int | None) -> int:
    if type(said) is not int or (least is not None and said < least):
        raise Unusual
    return said


def amount_of(said: object) -> float:
    if type(said) is int:
        return said
    if type(said) is not float or not -EXACT < said < EXACT:
        raise Unusual
    return said


def position_of(said: str) -> int:
    if not (said.isascii() and said.isdecimal()) or said[0] == "0":
        raise Unusual
    return int(said)


def uuid_of(text: str) -> UUID:
    if len(text) != 36 or not text[8] == text[13] == text[18] == text[23] == "-":  # noqa: PLR2004
        raise Unusual
    return UUID(text)


@lru_cache(maxsize=20_000)
def day_of(text: str) -> date:
    if len(text) != 10 or not text[4] == text[7] == "-":  # noqa: PLR2004 - 2022-04-11
        raise Unusual
    return date.fromisoformat(text)


def day_or_none(text: str | None) -> date | None:
    return None if text is None else day_of(text)


def instant_of(text: str) -> datetime:
    if INSTANT.fullmatch(text) is None:
        raise Unusual
    return datetime.fromisoformat(text)


@lru_cache(maxsize=1_000)
def service_of(text: str) -> str:
    found = SOURCE.fullmatch(text)
    if found is None:
        raise Unusual
    return found[1]


@lru_cache(maxsize=5_000)
def event_type_of(text: str) -> str:
    if TYPE.fullmatch(text) is None:
        raise Unusual
    return text.rsplit(".", 2)[1]
