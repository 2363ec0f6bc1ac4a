"""Facts: what happened on a case, on what date, with which codes, and how statements change.

A message states facts by difference: the facts after the event against those stated so far. So no
rule can forget to publish one, and a correction restates whatever hangs on what it corrected.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID, uuid5

FactKey = tuple[str, int | str]


class FactChange(StrEnum):
    STATED = "stated"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something true of the case. `ordinal` tells facts of one kind on one case apart.

    Exactly one of `on` (a London date) and `at` (an aware instant); ValueError otherwise.
    """

    kind: str
    ordinal: int | str = 1
    on: date | None = None
    at: datetime | None = None
    codes: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    numbers: Mapping[str, int | float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if (self.on is None) == (self.at is None):
            raise ValueError(f"fact {self.kind} needs a date or an instant, and not both")

    @property
    def key(self) -> FactKey:
        return self.kind, self.ordinal


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A fact as last stated: `revision` counts from 1, over corrections and withdrawals too.

    `cause` is a short code (the type of the event) for why it was stated.
    """

    fact: Fact
    revision: int
    change: FactChange
    cause: str | None

    @property
    def withdrawn(self) -> bool:
        return self.change is FactChange.WITHDRAWN


Statements = Mapping[FactKey, Statement]
NOTHING_STATED: Final[Statements] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Restatement:
    """What is stated from now on, and the part of it that this event changed."""

    statements: Statements
    changes: tuple[Statement, ...]


def fact_id(stream: UUID, key: FactKey) -> UUID:
    """The public id of a fact: the same for ever, whatever its revision."""
    kind, ordinal = key
    return uuid5(stream, f"{kind}/{ordinal}")


def restate(
    previous: Statements, current: Iterable[Fact], *, correction: bool, cause: str | None = None
) -> Restatement:
    """The statements that turn `previous` into `current`, the facts of the case after the event.

    A first statement is `stated`. A changed fact is `corrected` if the event corrects another, and
    otherwise `stated` again. A fact that is no longer true is `withdrawn` with its last content.
    ValueError if `current` holds two facts of one kind and ordinal.
    """
    statements = dict(previous)
    changes: list[Statement] = []
    seen: set[FactKey] = set()
    for fact in current:
        if fact.key in seen:
            raise ValueError(f"fact {fact.kind} is given twice with one ordinal")
        seen.add(fact.key)
        before = statements.get(fact.key)
        if before is not None and before.fact == fact and not before.withdrawn:
            continue
        again = FactChange.CORRECTED if before and correction else FactChange.STATED
        changes.append(_after(before, fact, again, cause))
    changes += [
        _after(before, before.fact, FactChange.WITHDRAWN, cause)
        for key, before in previous.items()
        if key not in seen and not before.withdrawn
    ]
    statements.update((statement.fact.key, statement) for statement in changes)
    return Restatement(statements=statements, changes=tuple(changes))


def _after(
    before: Statement | None, fact: Fact, change: FactChange, cause: str | None
) -> Statement:
    revision = before.revision + 1 if before else 1
    return Statement(fact=fact, revision=revision, change=change, cause=cause)
