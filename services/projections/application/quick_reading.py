"""A message's rows without a model of it in between: what nearly every message is read by.

The contract's schema says what a message is, and this says nothing else: it takes what is spelt as
our services spell it, checks all that the schema checks, and leaves everything else to the schema
by answering None. What it does answer is what `told` makes of the schema's reading: that is a
property test.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

import orjson
from asyncpg.pgproto.pgproto import UUID

from services.projections.read_models.rows import (
    CaseValues,
    ClockValues,
    FactValues,
    PersonValues,
    RecordingRow,
)
from services.projections.read_models.told import ALL_ALONG, Told
from shared.clock.london import london_date
from shared.deadlines import ClockChange, ClockState, Unit
from shared.messages.facts import FactChange

CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]{0,99}")
BORN: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
SOURCE: Final = re.compile(r"/([a-z-]+)/[0-9a-f-]{36}")
TYPE: Final = re.compile(r"candour\.[a-z0-9.-]+\.v[0-9]+")
INSTANT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z"
)
BY_NAME: Final = frozenset(
    {"stream", "partition_key", "case_version", "correlation_id", "causation_id"}
)
"""The schema takes members by these names too; nobody writes them."""
BY_OTHER_NAMES: Final = frozenset({"starts_from", "starts_from_at"})
UNITS: Final = frozenset(unit.value for unit in Unit)
STATES: Final = frozenset(state.value for state in ClockState)
CLOCK_CHANGES: Final = frozenset(change.value for change in ClockChange)
FACT_CHANGES: Final = frozenset(change.value for change in FactChange)
LONGEST_LABEL: Final = 200
LONGEST_RULE: Final = 500
OLDEST: Final = 130
EXACT: Final = 2**53
"""Beyond it, one of the two readers of JSON may round a number, and the other not."""

Json = Mapping[str, Any]


class _Unusual(Exception):
    """The schema must look at it."""


def quickly_told(body: bytes) -> Told | None:
    """The message's rows; None where the schema must look at it, and may refuse it."""
    try:
        return _told(orjson.loads(body))
    except (_Unusual, KeyError, TypeError, ValueError, AttributeError):
        return None


def _told(document: Json) -> Told:
    if type(document) is not dict or not BY_NAME.isdisjoint(document):
        raise _Unusual
    source, event_type = _service(document["source"]), _event_type(document["type"])
    if document["specversion"] != "1.0":
        raise _Unusual
    _text(document["dataschema"], 0, None)
    _text(document["correlationid"], 1, LONGEST_LABEL)
    if document.get("causationid") is not None:
        _text(document["causationid"], 1, LONGEST_LABEL)
    _uuid(document["partitionkey"])
    stream, authority = _uuid(document["subject"]), _code(document["authority"])
    recorded_at, position = _instant(document["time"]), _position(document["position"])
    version, data = _number(document["caseversion"], 1), document["data"]
    happened_on, happened_at = data.get("occurred_on"), data.get("occurred_at")
    if (happened_on is None) == (happened_at is None):
        raise _Unusual
    occurred_on = london_date(_instant(happened_at)) if happened_on is None else _day(happened_on)
    corrects = data.get("corrects")
    corrects = None if corrects is None else _uuid(corrects)
    effective_on = ALL_ALONG if corrects is not None else occurred_on
    actor = data["actor"]
    _code(actor["role"])
    _label(actor.get("worker"))
    case = _case(source, stream, authority, data["case"], effective_on)
    return Told(
        recorded_at,
        position,
        stream,
        version,
        RecordingRow(
            source,
            position,
            stream,
            version,
            _uuid(document["id"]),
            authority,
            event_type,
            case.kind,
            occurred_on,
            london_date(recorded_at),
            recorded_at,
            corrects,
            _day_or_none(data.get("known_from")),
            _code_or_none(data.get("import_source")),
            _label(actor.get("team")) or case.team,
        ),
        case,
        tuple([_person(source, stream, one) for one in _list(data, "people")]),
        tuple(
            [_clock(source, stream, authority, one, effective_on) for one in _list(data, "clocks")]
        ),
        tuple([_fact(source, stream, authority, one) for one in _list(data, "facts")]),
    )


def _case(source: str, stream: UUID, authority: str, case: Json, effective_on: date) -> CaseValues:
    restricted = case.get("restricted", False)
    reference = case["reference"]
    if type(restricted) is not bool or CODE.fullmatch(reference) is None:
        raise _Unusual
    return CaseValues(
        source,
        stream,
        authority,
        _code(case["kind"]),
        reference,
        _label(case.get("team")),
        _label(case.get("worker")),
        _code_or_none(case.get("service_area")),
        restricted,
        _labels(case, "allow"),
        _labels(case, "deny"),
        effective_on,
    )


def _person(source: str, stream: UUID, person: Json) -> PersonValues:
    age, born = person.get("age"), person.get("born")
    if age is not None and _number(age, 0) > OLDEST:
        raise _Unusual
    if born is not None and BORN.fullmatch(born) is None:
        raise _Unusual
    return PersonValues(
        source,
        stream,
        _uuid(person["person"]),
        _code(person["part"]),
        age,
        _code_or_none(person.get("sex")),
        _code_or_none(person.get("ethnicity")),
        _code_or_none(person.get("disability")),
        _code_or_none(person.get("sexual_orientation")),
        born,
    )


def _clock(
    source: str, stream: UUID, authority: str, clock: Json, effective_on: date
) -> ClockValues:
    """A clock of days that never paused; the others are seldom, and the schema's."""
    if clock.get("pauses", NO_LIST) != NO_LIST or not BY_OTHER_NAMES.isdisjoint(clock):
        raise _Unusual
    if clock.get("from_at") is not None or clock.get("due_at") is not None:
        raise _Unusual
    if clock.get("original_due_at") is not None or clock.get("stopped_at") is not None:
        raise _Unusual
    limit, taken, state = clock["limit"], clock.get("taken"), clock["state"]
    unit, change = clock["unit"], clock["change"]
    if taken is not None:
        _number(taken, None)
    if unit not in UNITS or state not in STATES or change not in CLOCK_CHANGES:
        raise _Unusual
    return ClockValues(
        source,
        stream,
        authority,
        _uuid(clock["clock"]),
        _number(clock["revision"], 1),
        _code(clock["timescale"]),
        _text(clock["title"], 1, LONGEST_LABEL),
        unit,
        _number(limit, None),
        _text(clock["rule"], 0, LONGEST_RULE),
        _day(clock["from"]),
        _day_or_none(clock.get("due")),
        _day_or_none(clock.get("original_due")),
        _day_or_none(clock.get("stopped")),
        None,
        None,
        None,
        None,
        _code(clock["calendar"]),
        state,
        taken,
        [],
        change,
        _code_or_none(clock.get("cause")),
        effective_on,
    )


def _fact(source: str, stream: UUID, authority: str, fact: Json) -> FactValues:
    on, at, change = fact.get("on"), fact.get("at"), fact["change"]
    if (on is None) == (at is None) or change not in FACT_CHANGES:
        raise _Unusual
    occurred_at = None if at is None else _instant(at)
    return FactValues(
        source,
        stream,
        authority,
        _uuid(fact["fact"]),
        _code(fact["kind"]),
        _day(on) if occurred_at is None else london_date(occurred_at),
        occurred_at,
        {_code(name): _codes(said) for name, said in fact.get("codes", NOTHING).items()},
        {_code(name): _amount(said) for name, said in fact.get("numbers", NOTHING).items()},
        _number(fact["revision"], 1),
        change,
        _code_or_none(fact.get("cause")),
    )


NOTHING: Final[Json] = {}


@lru_cache(maxsize=20_000)
def _code(text: str) -> str:
    if CODE.fullmatch(text) is None:
        raise _Unusual
    return text


def _code_or_none(text: str | None) -> str | None:
    return None if text is None else _code(text)


def _codes(said: object) -> str | tuple[str, ...]:
    if type(said) is list:
        return tuple([_code(one) for one in said])
    return _code(said)


def _text(text: object, shortest: int, longest: int | None) -> str:
    if type(text) is not str or len(text) < shortest:
        raise _Unusual
    if longest is not None and len(text) > longest:
        raise _Unusual
    return text


def _label(text: object) -> str | None:
    return None if text is None else _text(text, 1, LONGEST_LABEL)


def _labels(case: Json, name: str) -> list[str]:
    return [_text(one, 1, LONGEST_LABEL) for one in _list(case, name)]


def _list(told: Json, name: str) -> list[Any]:
    found = told.get(name, NO_LIST)
    if type(found) is not list:
        raise _Unusual
    return found


NO_LIST: Final[list[Any]] = []


def _number(said: object, least: int | None) -> int:
    if type(said) is not int or (least is not None and said < least):
        raise _Unusual
    return said


def _amount(said: object) -> float:
    if type(said) is int:
        return said
    if type(said) is not float or not -EXACT < said < EXACT:
        raise _Unusual
    return said


def _position(said: str) -> int:
    if not (said.isascii() and said.isdecimal()) or said[0] == "0":
        raise _Unusual
    return int(said)


def _uuid(text: str) -> UUID:
    if len(text) != 36 or not text[8] == text[13] == text[18] == text[23] == "-":  # noqa: PLR2004
        raise _Unusual
    return UUID(text)


@lru_cache(maxsize=20_000)
def _day(text: str) -> date:
    if len(text) != 10 or not text[4] == text[7] == "-":  # noqa: PLR2004 - 2022-04-11
        raise _Unusual
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else _day(text)


def _instant(text: str) -> datetime:
    if INSTANT.fullmatch(text) is None:
        raise _Unusual
    return datetime.fromisoformat(text)


@lru_cache(maxsize=1_000)
def _service(text: str) -> str:
    found = SOURCE.fullmatch(text)
    if found is None:
        raise _Unusual
    return found[1]


@lru_cache(maxsize=5_000)
def _event_type(text: str) -> str:
    if TYPE.fullmatch(text) is None:
        raise _Unusual
    return text.rsplit(".", 2)[1]
