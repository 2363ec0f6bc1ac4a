"""A page of messages folded into rows. Knows clocks, facts, cases and people; no procedure.

The same rows come out however a log is cut into pages: that is a property test.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
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
from shared.clock.london import london_date
from shared.messages.reading import Message
from shared.messages.shapes import ClockShape, FactShape

ALL_ALONG: Final = date.min
"""A correction holds from the beginning. The database keeps it as minus infinity."""


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


def fold(source: str, messages: Iterable[Message], known: Known) -> PageRows:
    """The rows of new messages, each case's in the order of its versions."""
    rows = PageRows()
    cases = dict(known.cases)
    people = dict(known.people)
    for message in messages:
        when = Recording(message.time, message.number)
        rows.heads[message.stream] = message.case_version
        rows.recordings.append(_recording(source, message))
        _fold_case(rows, cases, _case(source, message), when)
        _fold_people(rows, people, message, _people(source, message), when)
        for clock in message.data.clocks:
            first = clock.revision == 1
            rows.clocks.state(clock.clock, _clock(source, message, clock), when, first=first)
        for fact in message.data.facts:
            first = fact.revision == 1
            rows.facts.state(fact.fact, _fact(source, message, fact), when, first=first)
    return rows


def _fold_case(
    rows: PageRows, cases: dict[UUID, CaseValues], now: CaseValues, when: Recording
) -> None:
    """A heading is kept again only when it changed."""
    before = cases.get(now.stream_id)
    if before is not None and before == now._replace(effective_on=before.effective_on):
        return
    cases[now.stream_id] = now
    rows.cases.state(now.stream_id, now, when, first=before is None)


def _fold_people(
    rows: PageRows,
    people: dict[UUID, frozenset[PersonValues]],
    message: Message,
    now: frozenset[PersonValues],
    when: Recording,
) -> None:
    """A list of people is the whole list; an empty one says nothing of them."""
    before = people.get(message.stream, frozenset())
    known = {_key(person): person for person in before}
    now = frozenset(_with_known_age(person, known.get(_key(person))) for person in now)
    if not now or now == before:
        return
    people[message.stream] = now
    staying = {_key(person) for person in now}
    had = {_key(person) for person in before}
    for key in sorted(had - staying, key=str):
        rows.people.withdraw(key, when)
    for person in sorted(now - before, key=lambda one: str(_key(one))):
        rows.people.state(_key(person), person, when, first=_key(person) not in had)


def _with_known_age(person: PersonValues, before: PersonValues | None) -> PersonValues:
    """Whoever was erased has no age in later messages: the figures keep what they were told."""
    if before is None or person.age is not None:
        return person
    return person._replace(age=before.age, born=person.born or before.born)


def _key(person: PersonValues) -> PersonKey:
    return person.stream_id, person.person, person.part


def _recording(source: str, message: Message) -> RecordingRow:
    data = message.data
    return RecordingRow(
        source=source,
        position=message.number,
        stream_id=message.stream,
        version=message.case_version,
        event_id=message.id,
        authority=message.authority,
        event_type=message.event_type,
        case_kind=data.case.kind,
        occurred_on=message.occurred_on,
        recorded_on=london_date(message.time),
        recorded_at=message.time,
        corrects=data.corrects,
        known_from=data.known_from,
        import_source=data.import_source,
        team=data.actor.team or data.case.team,
    )


def _case(source: str, message: Message) -> CaseValues:
    case = message.data.case
    return CaseValues(
        source=source,
        stream_id=message.stream,
        authority=message.authority,
        kind=case.kind,
        reference=case.reference,
        team=case.team,
        worker=case.worker,
        service_area=case.service_area,
        restricted=case.restricted,
        allow=list(case.allow),
        deny=list(case.deny),
        effective_on=_effective_on(message),
    )


def _people(source: str, message: Message) -> frozenset[PersonValues]:
    return frozenset(
        PersonValues(
            source=source,
            stream_id=message.stream,
            person=one.person,
            part=one.part,
            age=one.age,
            sex=one.sex,
            ethnicity=one.ethnicity,
            disability=one.disability,
            sexual_orientation=one.sexual_orientation,
            born=one.born,
        )
        for one in message.data.people
    )


def _clock(source: str, message: Message, clock: ClockShape) -> ClockValues:
    starts_on = clock.starts_from or _day(clock.starts_from_at)
    assert starts_on is not None
    return ClockValues(
        source=source,
        stream_id=message.stream,
        authority=message.authority,
        clock=clock.clock,
        revision=clock.revision,
        timescale=clock.timescale,
        title=clock.title,
        unit=clock.unit,
        units=clock.limit,
        rule=clock.rule,
        starts_on=starts_on,
        due_on=clock.due or _day(clock.due_at),
        original_due_on=clock.original_due or _day(clock.original_due_at),
        stopped_on=clock.stopped or _day(clock.stopped_at),
        starts_at=clock.starts_from_at,
        due_at=clock.due_at,
        original_due_at=clock.original_due_at,
        stopped_at=clock.stopped_at,
        calendar=clock.calendar,
        state=clock.state.value,
        taken=clock.taken,
        pauses=[pause.model_dump(mode="json") for pause in clock.pauses],
        change=clock.change.value,
        cause=clock.cause,
        effective_on=_effective_on(message),
    )


def _fact(source: str, message: Message, fact: FactShape) -> FactValues:
    occurred_on = fact.on or _day(fact.at)
    assert occurred_on is not None
    return FactValues(
        source=source,
        stream_id=message.stream,
        authority=message.authority,
        fact=fact.fact,
        kind=fact.kind,
        occurred_on=occurred_on,
        occurred_at=fact.at,
        codes=fact.codes,
        numbers=fact.numbers,
        revision=fact.revision,
        change=fact.change.value,
        cause=fact.cause,
    )


def _effective_on(message: Message) -> date:
    return ALL_ALONG if message.data.corrects is not None else message.occurred_on


def _day(instant: datetime | None) -> date | None:
    return london_date(instant) if instant is not None else None
