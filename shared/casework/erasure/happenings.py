"""The erasure of a person: asked for, then, once their keys are destroyed, confirmed.

The event comes first, so that a destruction which was cut off can be resumed, and applied again
after the keys were restored from a backup. Every reference here is a pseudonym.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from shared.casework.stored import StoredAs
from shared.casework.terms import ErasureReason


@dataclass(frozen=True, slots=True, kw_only=True)
class AskErasure:
    """Erase `person`.

    `people` are all references of that person, `cases` the streams of their own cases, which lose
    every free text, and `redactions` the streams of other cases whose free texts may name them.
    """

    asked_on: date
    person: UUID
    reason: ErasureReason
    people: tuple[UUID, ...]
    cases: tuple[UUID, ...] = ()
    redactions: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmDestruction:
    """Every key is destroyed. The streams are the whole plan, with what joined it meanwhile."""

    confirmed_on: date
    people: tuple[UUID, ...]
    cases: tuple[UUID, ...] = ()
    redactions: tuple[UUID, ...] = ()


ErasureCommand = AskErasure | ConfirmDestruction


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureAsked:
    occurred_on: date
    person: UUID
    reason: ErasureReason
    people: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    redactions: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionConfirmed:
    occurred_on: date
    people: tuple[UUID, ...]
    cases: tuple[UUID, ...]
    redactions: tuple[UUID, ...]


ErasureEvent = ErasureAsked | DestructionConfirmed

STORED: Final = (
    StoredAs("erasure-asked", 1, ErasureAsked),
    StoredAs("destruction-confirmed", 1, DestructionConfirmed),
)
