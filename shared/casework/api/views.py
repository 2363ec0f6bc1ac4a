"""The parts of any case as clients see them: people, texts, clocks, actions."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from shared.casework.here import AnyHere
from shared.casework.people.details import PersonDetails
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.deadlines import Clock, StandingKind, standing
from shared.event_sourcing import Erased
from shared.working_days import WorkingDayCalendar


class View(BaseModel):
    model_config = ConfigDict(frozen=True)


class PersonView(View):
    """A person on the case. Once they are erased, `erased` is true and nothing names them."""

    person: UUID
    name: str | None
    date_of_birth: date | None
    contact: str | None
    sex: Sex | None
    ethnicity: Ethnicity | None
    disability: Disability | None
    sexual_orientation: SexualOrientation | None
    erased: bool

    @classmethod
    def of(cls, details: PersonDetails) -> Self:
        return cls(
            person=details.person,
            name=readable(details.name),
            date_of_birth=_date(details.date_of_birth),
            contact=readable(details.contact),
            sex=details.sex,
            ethnicity=details.ethnicity,
            disability=details.disability,
            sexual_orientation=details.sexual_orientation,
            erased=isinstance(details.name, Erased),
        )

    @classmethod
    def of_any(cls, details: PersonDetails | None) -> Self | None:
        return None if details is None else cls.of(details)


class TextView(View):
    """A free text of the case. One whose key was destroyed is null, and `erased`."""

    text: UUID = Field(description="The text's id, by which it can be redacted.")
    kind: str = Field(examples=["note"])
    on: date
    recorded_at: datetime
    actor: str
    words: str | None
    erased: bool


class PauseView(View):
    paused_on: date
    resumed_on: date | None
    reason: str


class ClockView(View):
    """A clock as it stands today; the link `explanation` says how it comes to its date.

    Clocks of whole days have dates; clocks of elapsed hours have instants, in the fields with
    `_at`. `units_left` and `units_over` are in the clock's own unit.
    """

    clock: UUID
    timescale: str
    title: str
    unit: str
    limit: int
    rule: str
    starts_from: date | None
    due: date | None
    original_due: date | None
    stopped: date | None
    starts_from_at: datetime | None
    due_at: datetime | None
    original_due_at: datetime | None
    stopped_at: datetime | None
    calendar: str
    state: str
    taken: int | None
    pauses: list[PauseView]
    standing: StandingKind
    units_left: int
    units_over: int
    explanation: str

    @classmethod
    def of(
        cls,
        clock: Clock,
        *,
        now: date | datetime,
        calendar: WorkingDayCalendar,
        due_soon: int,
        href: str,
    ) -> Self:
        stands = standing(clock, on=now, calendar=calendar, due_soon=due_soon)
        return cls(
            clock=clock.clock,
            timescale=clock.timescale,
            title=clock.title,
            unit=clock.unit.value,
            limit=clock.limit,
            rule=clock.rule,
            starts_from=clock.starts_from,
            due=clock.due,
            original_due=clock.original_due,
            stopped=clock.stopped,
            starts_from_at=clock.starts_from_at,
            due_at=clock.due_at,
            original_due_at=clock.original_due_at,
            stopped_at=clock.stopped_at,
            calendar=clock.calendar,
            state=clock.state.value,
            taken=clock.taken,
            pauses=[
                PauseView(paused_on=p.paused_on, resumed_on=p.resumed_on, reason=p.reason)
                for p in clock.pauses
            ],
            standing=stands.kind,
            units_left=stands.units_left,
            units_over=stands.units_over,
            explanation=f"{href}/clocks/{clock.clock}/explanation",
        )

    @classmethod
    def of_each(
        cls,
        clocks: Iterable[Clock],
        here: AnyHere,
        *,
        due_soon: Callable[[Clock], int],
        href: str,
    ) -> list[Self]:
        """The clocks of the case at `href` as they stand today, or now where they count hours.

        `due_soon` is how early a clock warns, in its own unit.
        """
        return [
            cls.of(
                clock,
                now=here.now if clock.unit.is_elapsed else here.today,
                calendar=here.calendar,
                due_soon=due_soon(clock),
                href=href,
            )
            for clock in clocks
        ]


class ActionView(View):
    """Something the caller may do now: some body sent there would be accepted.

    A part of `href` in braces is for the client to fill in, such as the code of a team.
    """

    action: str = Field(examples=["respond-stage-1"])
    method: Literal["POST"] = "POST"
    href: str = Field(examples=["/complaints/C-2022-00001/stage-1/response"])


class RefusedActionView(View):
    """Something the caller may not do now, and why not."""

    action: str
    code: str = Field(examples=["already-responded"])
    because: str


def readable(value: str | Erased | None) -> str | None:
    """The value, or None where there is none or it is erased."""
    return value if isinstance(value, str) else None


def _date(value: date | Erased | None) -> date | None:
    return value if isinstance(value, date) else None
