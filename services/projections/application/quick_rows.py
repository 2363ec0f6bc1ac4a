"""The parts of a message as rows: its case, the people of it, its clocks and facts."""

import re
from datetime import date
from typing import Final

from asyncpg.pgproto.pgproto import UUID

from services.projections.application.quick_values import (
    CODE,
    LONGEST_LABEL,
    NO_LIST,
    Json,
    Unusual,
    amount_of,
    code_of,
    code_or_none,
    codes_of,
    day_of,
    day_or_none,
    instant_of,
    label_of,
    labels_of,
    number_of,
    text_of,
    uuid_of,
)
from services.projections.read_models.rows import CaseValues, ClockValues, FactValues, PersonValues
from shared.clock.london import london_date
from shared.deadlines import ClockChange, ClockState, Unit
from shared.messages.facts import FactChange

BORN: Final = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
BY_OTHER_NAMES: Final = frozenset({"starts_from", "starts_from_at"})
"""The schema takes members of a clock by these names too; nobody writes them."""
UNITS: Final = frozenset(unit.value for unit in Unit)
STATES: Final = frozenset(state.value for state in ClockState)
CLOCK_CHANGES: Final = frozenset(change.value for change in ClockChange)
FACT_CHANGES: Final = frozenset(change.value for change in FactChange)
LONGEST_RULE: Final = 500
OLDEST: Final = 130
NOTHING: Final[Json] = {}


def case_row(
    source: str, stream: UUID, authority: str, case: Json, effective_on: date
) -> CaseValues:
    restricted = case.get("restricted", False)
    reference = case["reference"]
    if type(restricted) is not bool or CODE.fullmatch(reference) is None:
        raise Unusual
    return CaseValues(
        source,
        stream,
        authority,
        code_of(case["kind"]),
        reference,
        label_of(case.get("team")),
        label_of(case.get("worker")),
        code_or_none(case.get("service_area")),
        restricted,
        labels_of(case, "allow"),
        labels_of(case, "deny"),
        effective_on,
    )


def person_row(source: str, stream: UUID, person: Json) -> PersonValues:
    age, born = person.get("age"), person.get("born")
    if age is not None and number_of(age, 0) > OLDEST:
        raise Unusual
    if born is not None and BORN.fullmatch(born) is None:
        raise Unusual
    return PersonValues(
        source,
        stream,
        uuid_of(person["person"]),
        code_of(person["part"]),
        age,
        code_or_none(person.get("sex")),
        code_or_none(person.get("ethnicity")),
        code_or_none(person.get("disability")),
        code_or_none(person.get("sexual_orientation")),
        born,
    )


def clock_row(
    source: str, stream: UUID, authority: str, clock: Json, effective_on: date
) -> ClockValues:
    """A clock of days that never paused; the others are seldom, and the schema's."""
    if clock.get("pauses", NO_LIST) != NO_LIST or not BY_OTHER_NAMES.isdisjoint(clock):
        raise Unusual
    if clock.get("from_at") is not None or clock.get("due_at") is not None:
        raise Unusual
    if clock.get("original_due_at") is not None or clock.get("stopped_at") is not None:
        raise Unusual
    limit, taken, state = clock["limit"], clock.get("taken"), clock["state"]
    unit, change = clock["unit"], clock["change"]
    if taken is not None:
        number_of(taken, None)
    if unit not in UNITS or state not in STATES or change not in CLOCK_CHANGES:
        raise Unusual
    return ClockValues(
        source,
        stream,
        authority,
        uuid_of(clock["clock"]),
        number_of(clock["revision"], 1),
        code_of(clock["timescale"]),
        text_of(clock["title"], 1, LONGEST_LABEL),
        unit,
        number_of(limit, None),
        text_of(clock["rule"], 0, LONGEST_RULE),
        day_of(clock["from"]),
        day_or_none(clock.get("due")),
        day_or_none(clock.get("original_due")),
        day_or_none(clock.get("stopped")),
        None,
        None,
        None,
        None,
        code_of(clock["calendar"]),
        state,
        taken,
        [],
        change,
        code_or_none(clock.get("cause")),
        effective_on,
    )


def fact_row(source: str, stream: UUID, authority: str, fact: Json) -> FactValues:
    on, at, change = fact.get("on"), fact.get("at"), fact["change"]
    if (on is None) == (at is None) or change not in FACT_CHANGES:
        raise Unusual
    occurred_at = None if at is None else instant_of(at)
    return FactValues(
        source,
        stream,
        authority,
        uuid_of(fact["fact"]),
        code_of(fact["kind"]),
        day_of(on) if occurred_at is None else london_date(occurred_at),
        occurred_at,
        {code_of(name): codes_of(said) for name, said in fact.get("codes", NOTHING).items()},
        {code_of(name): amount_of(said) for name, said in fact.get("numbers", NOTHING).items()},
        number_of(fact["revision"], 1),
        change,
        code_or_none(fact.get("cause")),
    )
