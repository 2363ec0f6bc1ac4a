"""A page of messages folded into rows. Knows clocks, facts, cases and people; no procedure.

The same rows come out however a log is cut into pages: that is a property test.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from services.projections.read_models.rows import (
    CaseValues,
    ClockValues,
    FactValues,
    PersonKey,
    PersonValues,
    RecordingRow,
)
from services.projections.read_models.stretches import Recording, Timeline
from services.projections.read_models.told import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What earlier pages left standing of the cases of this page."""

    cases: Mapping[UUID, CaseValues] = field(default_factory=dict)
    people: Mapping[UUID, frozenset[PersonValues]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRows:
    """Everything a page adds to the read models, and how far it takes each case."""

    clocks: Timeline[UUID, ClockValues] = field(default_factory=Timeline)
    facts: Timeline[UUID, FactValues] = field(default_factory=Timeline)
    cases: Timeline[UUID, CaseValues] = field(default_factory=Timeline)
    people: Timeline[PersonKey, PersonValues] = field(default_factory=Timeline)
    recordings: list[RecordingRow] = field(default_factory=list)
    heads: dict[UUID, int] = field(default_factory=dict)


def fold(messages: Iterable[Told], known: Known) -> PageRows:
    """The rows of new messages, each case's in the order of its versions."""
    rows = PageRows()
    cases = dict(known.cases)
    people = dict(known.people)
    for one in messages:
        when = Recording(one.recorded_at, one.position)
        rows.heads[one.stream_id] = one.version
        rows.recordings.append(one.recording)
        _fold_case(rows, cases, one.case, when)
        if one.people:
            _fold_people(rows, people, one.stream_id, one.people, when)
        for clock in one.clocks:
            rows.clocks.state(clock.clock, clock, when, first=clock.revision == 1)
        for fact in one.facts:
            rows.facts.state(fact.fact, fact, when, first=fact.revision == 1)
    return rows


def _fold_case(
    rows: PageRows, cases: dict[UUID, CaseValues], now: CaseValues, when: Recording
) -> None:
    """A heading is kept again only when it changed, apart from the day it is effective from."""
    before = cases.get(now.stream_id)
    if before is not None and before[:-1] == now[:-1]:
        return
    cases[now.stream_id] = now
    rows.cases.state(now.stream_id, now, when, first=before is None)


def _fold_people(
    rows: PageRows,
    people: dict[UUID, frozenset[PersonValues]],
    stream_id: UUID,
    told: tuple[PersonValues, ...],
    when: Recording,
) -> None:
    """A list of people is the whole list; an empty one says nothing of them."""
    before = people.get(stream_id, frozenset())
    known = {_key(person): person for person in before}
    now = frozenset(_with_known_age(person, known.get(_key(person))) for person in told)
    if now == before:
        return
    people[stream_id] = now
    staying = {_key(person) for person in now}
    for key in sorted(known.keys() - staying, key=str):
        rows.people.withdraw(key, when)
    for person in sorted(now - before, key=lambda one: str(_key(one))):
        rows.people.state(_key(person), person, when, first=_key(person) not in known)


def _with_known_age(person: PersonValues, before: PersonValues | None) -> PersonValues:
    """Whoever was erased has no age in later messages: the figures keep what they were told."""
    if before is None or person.age is not None:
        return person
    return person._replace(age=before.age, born=person.born or before.born)


def _key(person: PersonValues) -> PersonKey:
    return person.stream_id, person.person, person.part
