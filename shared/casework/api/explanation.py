"""How a clock comes to its date: as steps, and as sentences a layman can read."""

from collections.abc import Sequence
from typing import ClassVar, TypeVar
from uuid import UUID

from pydantic import Field

from shared.casework.api.views import View
from shared.deadlines import ClockRecord, explain
from shared.deadlines.steps import (
    ChangeStep,
    NotCountedStep,
    PauseStep,
    ResultStep,
    RuleStep,
    StartStep,
)
from shared.event_sourcing import Refusal
from shared.event_store.case import Recorded
from shared.working_days import load_edition

EventT = TypeVar("EventT")


class NoSuchClock(Refusal):
    code: ClassVar[str] = "no-such-clock"
    because: ClassVar[str] = "The case has no such clock."
    status: ClassVar[int] = 404


class ExplanationView(View):
    """The steps in the order in which a reader needs them; `sentences` say the same."""

    clock: UUID
    timescale: str = Field(examples=["complaint.stage-1"])
    steps: list[RuleStep | StartStep | NotCountedStep | PauseStep | ChangeStep | ResultStep]
    sentences: list[str]


def explained(recorded: Sequence[Recorded[EventT]], clock: UUID) -> ExplanationView:
    """From the `clocks` and the `reason` of each event that has them. Raises NoSuchClock."""
    records = [
        ClockRecord(
            clock=state,
            recorded_at=one.stored.recorded_at,
            reason=_reason(one.event),
        )
        for one in recorded
        for state in getattr(one.event, "clocks", ())
        if state.clock == clock
    ]
    if not records:
        raise NoSuchClock
    explanation = explain(records, load_edition(records[-1].clock.calendar))
    return ExplanationView(
        clock=explanation.clock,
        timescale=explanation.timescale,
        steps=list(explanation.steps),
        sentences=list(explanation.sentences),
    )


def _reason(event: object) -> str | None:
    """The label of the reason that was given, where the event has one."""
    label: str | None = getattr(getattr(event, "reason", None), "label", None)
    return label
