"""One case: its history folded, and what each new event on it tells the world."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from shared.event_sourcing import Decider
from shared.event_store.codec import Codec
from shared.event_store.list_values import PersonalValue
from shared.event_store.store import ListRow, StoredEvent
from shared.messages import (
    NOTHING_STATED,
    CaseInMessage,
    Fact,
    PersonInMessage,
    Restatement,
    Statement,
    Statements,
    restate,
)

CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
CircumstancesT = TypeVar("CircumstancesT")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKind(Generic[CommandT, StateT, EventT, CircumstancesT]):
    """What a service says of one kind of case: its rules, its stored forms, what it publishes.

    `header`, `facts` and `people` describe the case after an event, for its message. An age in
    `people` is of a day that the case itself gives, never of the day of the event. `list_row` is
    how the case shows in the service's list, without its display names: those are `names`, sealed
    apart.
    """

    service: str
    kind: str
    decider: Decider[CommandT, StateT, EventT, CircumstancesT]
    codec: Codec[EventT]
    header: Callable[[StateT], CaseInMessage]
    facts: Callable[[StateT], Sequence[Fact]]
    people: Callable[[StateT], Sequence[PersonInMessage]]
    list_row: Callable[[StateT], ListRow]
    names: Callable[[StateT], dict[str, PersonalValue]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded(Generic[EventT]):
    """An event with where, when and by whom it was recorded."""

    event: EventT
    stored: StoredEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Generic[StateT, EventT]):
    """A case at `version` (0: nothing happened yet), with its history."""

    stream: UUID
    kind: str
    state: StateT
    version: int = 0
    recorded: tuple[Recorded[EventT], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Generic[StateT, EventT]):
    """One event taken: state and version after it, and the facts that it changed."""

    event: EventT
    state: StateT
    version: int
    changes: tuple[Statement, ...]


def steps_from(
    kind: CaseKind[CommandT, StateT, EventT, CircumstancesT],
    case: Case[StateT, EventT],
    events: Iterable[EventT],
) -> tuple[Step[StateT, EventT], ...]:
    """Each event taken in turn. Pure: the same history always states the same facts."""
    steps: list[Step[StateT, EventT]] = []
    state = case.state
    facts: Sequence[Fact] = kind.facts(state) if case.version else ()
    stated: Statements | None = None
    for version, event in enumerate(events, start=case.version + 1):
        state, before = kind.decider.evolve(state, event), facts
        facts = kind.facts(state)
        changes: tuple[Statement, ...] = ()
        # What was said before is asked only by an event that changes a fact: most change none.
        if facts != before:
            if stated is None:
                stated = stated_by(kind, [one.event for one in case.recorded])
            restated = _restated(kind, stated, facts, event)
            stated, changes = restated.statements, restated.changes
        steps.append(Step(event=event, state=state, version=version, changes=changes))
    return tuple(steps)


def stated_by(
    kind: CaseKind[CommandT, StateT, EventT, CircumstancesT], events: Iterable[EventT]
) -> Statements:
    """The facts as stated by a history from its beginning, withdrawn ones included."""
    state, stated = kind.decider.initial, NOTHING_STATED
    for event in events:
        state = kind.decider.evolve(state, event)
        stated = _restated(kind, stated, kind.facts(state), event).statements
    return stated


def _restated(
    kind: CaseKind[CommandT, StateT, EventT, CircumstancesT],
    stated: Statements,
    facts: Sequence[Fact],
    event: EventT,
) -> Restatement:
    correction = corrected_type(event) is not None
    return restate(stated, facts, correction=correction, cause=kind.codec.type_of(event).name)


def nothing_yet(
    kind: CaseKind[CommandT, StateT, EventT, CircumstancesT], stream: UUID
) -> Case[StateT, EventT]:
    """The case before anything happened to it."""
    return Case(stream=stream, kind=kind.kind, state=kind.decider.initial)


def corrected_type(event: object) -> str | None:
    """The stored name of the event that this one corrects, where it corrects one."""
    named: str | None = getattr(event, "corrects", None)
    return named


def corrected_event(recorded: Sequence[Recorded[EventT]], event: EventT) -> UUID | None:
    """The id of the latest event of the type that `event` corrects, or of its latest correction.

    Where a case has several of the type (placements, visits), `corrects_by` of the event's class
    names the fields that say which one: equal on both, or the `number` of the earlier event.
    """
    named = corrected_type(event)
    if named is None:
        return None
    by: tuple[str, ...] = getattr(event, "corrects_by", ())
    for earlier in reversed(recorded):
        is_named = named in {earlier.stored.type, corrected_type(earlier.event)}
        if is_named and all(_numbered(earlier.event, name) == getattr(event, name) for name in by):
            return earlier.stored.event_id
    raise LookupError(f"nothing of type {named} to correct on this case")


def _numbered(event: object, name: str) -> object:
    """The field that says which of several the event is, under its own name or as `number`."""
    return getattr(event, name, getattr(event, "number", None))
