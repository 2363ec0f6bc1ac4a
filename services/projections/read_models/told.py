"""What one message tells the read models: its rows, before they have any past or future."""

from datetime import date, datetime
from typing import Final, NamedTuple
from uuid import UUID

from services.projections.read_models.rows import (
    CaseValues,
    ClockValues,
    FactValues,
    PersonValues,
    RecordingRow,
)
from shared.clock.london import london_date
from shared.messages.reading import Message
from shared.messages.shapes import ClockShape, FactShape

ALL_ALONG: Final = date.min
"""A correction holds from the beginning. The database keeps it as minus infinity."""


class Told(NamedTuple):
    """A message in rows. No people: it says nothing of them."""

    recorded_at: datetime
    position: int
    stream_id: UUID
    version: int
    recording: RecordingRow
    case: CaseValues
    people: tuple[PersonValues, ...]
    clocks: tuple[ClockValues, ...]
    facts: tuple[FactValues, ...]


def told(message: Message) -> Told:
    """The rows of a message that was read by the contract's schema."""
    source = message.service
    return Told(
        recorded_at=message.time,
        position=message.number,
        stream_id=message.stream,
        version=message.case_version,
        recording=_recording(source, message),
        case=_case(source, message),
        people=_people(source, message),
        clocks=tuple(_clock(source, message, clock) for clock in message.data.clocks),
        facts=tuple(_fact(source, message, fact) for fact in message.data.facts),
    )


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


def _people(source: str, message: Message) -> tuple[PersonValues, ...]:
    return tuple(
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
