"""The values of the read models' rows, in the order of the tables' columns.

Named tuples, because the database's COPY takes tuples: thousands of them a second.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID


class ClockValues(NamedTuple):
    """The full state of one clock. Days for every clock: those of hours have London days too.

    `effective_on` is the day on which the change happened; date.min for a correction, which says
    what was true all along.
    """

    source: str
    stream_id: UUID
    authority: str
    clock: UUID
    revision: int
    timescale: str
    title: str
    unit: str
    units: int
    rule: str
    starts_on: date
    due_on: date | None
    original_due_on: date | None
    stopped_on: date | None
    starts_at: datetime | None
    due_at: datetime | None
    original_due_at: datetime | None
    stopped_at: datetime | None
    calendar: str
    state: str
    taken: int | None
    pauses: list[dict[str, str | None]]
    change: str
    cause: str | None
    effective_on: date


class FactValues(NamedTuple):
    """One fact of a case, as last stated; a withdrawn one keeps its last content."""

    source: str
    stream_id: UUID
    authority: str
    fact: UUID
    kind: str
    occurred_on: date
    occurred_at: datetime | None
    codes: Mapping[str, str | tuple[str, ...]]
    numbers: Mapping[str, float]
    revision: int
    change: str
    cause: str | None


class CaseValues(NamedTuple):
    """The heading of a case: whose it is and who may see it. `effective_on` as for a clock."""

    source: str
    stream_id: UUID
    authority: str
    kind: str
    reference: str
    team: str | None
    worker: str | None
    service_area: str | None
    restricted: bool
    allow: list[str]
    deny: list[str]
    effective_on: date


class PersonValues(NamedTuple):
    """One person in one part of a case, by pseudonym."""

    source: str
    stream_id: UUID
    person: UUID
    part: str
    age: int | None
    sex: str | None
    ethnicity: str | None
    disability: str | None
    sexual_orientation: str | None
    born: str | None


class RecordingRow(NamedTuple):
    """That something was recorded: for delays of recording and for corrections."""

    source: str
    position: int
    stream_id: UUID
    version: int
    event_id: UUID
    authority: str
    event_type: str
    case_kind: str
    occurred_on: date
    recorded_on: date
    recorded_at: datetime
    corrects: UUID | None
    known_from: date | None
    import_source: str | None
    team: str | None


PersonKey = tuple[UUID, UUID, str]
"""Case, person, part."""
