"""Where an erasure stands. Every reference here is a pseudonym."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NoErasure:
    """Nobody asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedErasure:
    """Asked for; some keys may be destroyed already."""

    person: UUID
    asked_on: date
    people: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    redactions: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmedErasure:
    """Every key is destroyed."""

    person: UUID
    asked_on: date
    confirmed_on: date
    people: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    redactions: tuple[UUID, ...]


Erasure = NoErasure | AskedErasure | ConfirmedErasure
