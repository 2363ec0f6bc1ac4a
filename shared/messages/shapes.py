"""The shape of a message as it leaves and as it arrives: the contract, in Pydantic.

The JSON Schemas are made from these models, what leaves is validated by them, and a reader gets
them back. Unknown members are ignored on reading, so that a message may gain an optional one.
"""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, model_validator

from shared.deadlines import ClockChange, ClockState, Unit
from shared.messages.facts import FactChange

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/+-]*$", max_length=100)]
Label = Annotated[str, StringConstraints(min_length=1, max_length=200)]
YearAndMonth = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]


class Shape(BaseModel):
    model_config = ConfigDict(
        frozen=True, extra="ignore", populate_by_name=True, hide_input_in_errors=True
    )


class CaseShape(Shape):
    """The case the event happened on, as it stands after it."""

    kind: Code
    reference: Code
    team: Label | None = None
    worker: Label | None = None
    service_area: Code | None = None
    restricted: bool = False
    allow: tuple[Label, ...] = ()
    deny: tuple[Label, ...] = ()


class ActorShape(Shape):
    """Who recorded it, in what role, from which team."""

    worker: Label | None = None
    role: Code
    team: Label | None = None


class PersonShape(Shape):
    """A person on the case, by pseudonym, with what the figures need."""

    person: UUID
    part: Code
    age: Annotated[int, Field(ge=0, le=130)] | None = None
    sex: Code | None = None
    ethnicity: Code | None = None
    disability: Code | None = None
    sexual_orientation: Code | None = None
    born: YearAndMonth | None = None


class PauseShape(Shape):
    """A stretch in which the clock stood still; open while `resumed_on` is null."""

    paused_on: date
    resumed_on: date | None = None
    reason: Code | None = None


class ClockShape(Shape):
    """The full present state of a clock the event touched.

    Clocks counted in days carry dates; clocks of elapsed hours carry instants instead.
    """

    clock: UUID
    timescale: Code
    title: Label
    unit: Unit
    limit: int
    rule: Annotated[str, StringConstraints(max_length=500)]
    starts_from: date | None = Field(default=None, alias="from")
    due: date | None = None
    original_due: date | None = None
    stopped: date | None = None
    starts_from_at: AwareDatetime | None = Field(default=None, alias="from_at")
    due_at: AwareDatetime | None = None
    original_due_at: AwareDatetime | None = None
    stopped_at: AwareDatetime | None = None
    calendar: Code
    state: ClockState
    taken: int | None = None
    pauses: tuple[PauseShape, ...] = ()
    revision: Annotated[int, Field(ge=1)]
    change: ClockChange
    cause: Code | None = None

    @model_validator(mode="after")
    def _counts_in_days_or_hours(self) -> Self:
        if (self.starts_from is None) == (self.starts_from_at is None):
            raise ValueError("a clock starts from a date or from an instant")
        return self


class FactShape(Shape):
    """What happened, on what date, with which codes."""

    fact: UUID
    kind: Code
    on: date | None = None
    at: AwareDatetime | None = None
    codes: dict[Code, Code | tuple[Code, ...]] = Field(default_factory=dict)
    numbers: dict[Code, int | float] = Field(default_factory=dict)
    revision: Annotated[int, Field(ge=1)]
    change: FactChange
    cause: Code | None = None

    @model_validator(mode="after")
    def _happened_once(self) -> Self:
        if (self.on is None) == (self.at is None):
            raise ValueError("a fact has a date or an instant")
        return self


class DataShape(Shape):
    """The event, told to the world."""

    case: CaseShape
    occurred_on: date | None = None
    occurred_at: AwareDatetime | None = None
    actor: ActorShape
    corrects: UUID | None = None
    known_from: date | None = None
    import_source: Code | None = None
    people: tuple[PersonShape, ...] = ()
    clocks: tuple[ClockShape, ...] = ()
    facts: tuple[FactShape, ...] = ()

    @model_validator(mode="after")
    def _occurred_once(self) -> Self:
        if (self.occurred_on is None) == (self.occurred_at is None):
            raise ValueError("an event has a date or an instant")
        return self


class MessageShape(Shape):
    """One CloudEvents 1.0 document in structured JSON mode."""

    specversion: Annotated[str, StringConstraints(pattern=r"^1\.0$")]
    id: UUID
    source: Annotated[str, StringConstraints(pattern=r"^/[a-z-]+/[0-9a-f-]{36}$")]
    type: Annotated[str, StringConstraints(pattern=r"^candour\.[a-z0-9.-]+\.v[0-9]+$")]
    stream: UUID = Field(alias="subject")
    partition_key: UUID = Field(alias="partitionkey")
    authority: Code
    case_version: Annotated[int, Field(ge=1, alias="caseversion")]
    correlation_id: Annotated[str, Field(alias="correlationid", min_length=1, max_length=200)]
    causation_id: Annotated[str, Field(min_length=1, max_length=200)] | None = Field(
        default=None, alias="causationid"
    )
    dataschema: str
    data: DataShape
    time: AwareDatetime
    position: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*$")]
