"""The erasure of a person: asked for, then, once their keys are destroyed, confirmed.

The event comes first, so that a destruction which was cut off can be resumed, and applied again
after the keys were restored from a backup. Every reference here is a pseudonym.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, assert_never
from uuid import UUID

from services.complaints.domain import refusals
from services.complaints.domain.complaint import ImpossibleHistory
from services.complaints.domain.dates import check_past
from services.complaints.domain.local import Here
from services.complaints.domain.stored import StoredAs
from services.complaints.domain.terms import ErasureReason
from shared.event_sourcing import Decider, Refusal

ASK_ERASURE: Final = "ask-erasure"
CONFIRM_DESTRUCTION: Final = "confirm-destruction"


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


def decide(command: ErasureCommand, erasure: Erasure, here: Here) -> tuple[ErasureEvent, ...]:
    """What follows from the command. Raises InTheFuture, BeforePresentStep, or as `allowed`."""
    match command:
        case AskErasure():
            _may_ask(erasure)
            check_past(command.asked_on, here, "asked_on")
            return (
                ErasureAsked(
                    occurred_on=command.asked_on,
                    person=command.person,
                    reason=command.reason,
                    people=command.people,
                    cases=command.cases,
                    redactions=command.redactions,
                ),
            )
        case ConfirmDestruction():
            asked = _may_confirm(erasure)
            check_past(command.confirmed_on, here, "confirmed_on")
            if command.confirmed_on < asked.asked_on:
                raise refusals.BeforePresentStep("confirmed_on", step_on=asked.asked_on)
            return (
                DestructionConfirmed(
                    occurred_on=command.confirmed_on,
                    people=command.people,
                    cases=command.cases,
                    redactions=command.redactions,
                ),
            )
        case _:
            assert_never(command)


def allowed(erasure: Erasure, here: Here) -> dict[str, Refusal | None]:
    """Each action with the refusal of standing against it, or None."""
    del here
    match erasure:
        case NoErasure():
            return {ASK_ERASURE: None, CONFIRM_DESTRUCTION: refusals.ErasureNotAsked()}
        case AskedErasure():
            return {ASK_ERASURE: refusals.ErasureAlreadyAsked(), CONFIRM_DESTRUCTION: None}
        case ConfirmedErasure():
            return {
                ASK_ERASURE: refusals.ErasureAlreadyAsked(),
                CONFIRM_DESTRUCTION: refusals.DestructionAlreadyConfirmed(),
            }


def evolve(erasure: Erasure, event: ErasureEvent) -> Erasure:
    """The erasure after `event`. Raises ImpossibleHistory."""
    match erasure, event:
        case NoErasure(), ErasureAsked():
            return AskedErasure(
                person=event.person,
                asked_on=event.occurred_on,
                people=event.people,
                cases=event.cases,
                redactions=event.redactions,
            )
        case AskedErasure(), DestructionConfirmed():
            return ConfirmedErasure(
                person=erasure.person,
                asked_on=erasure.asked_on,
                confirmed_on=event.occurred_on,
                people=event.people,
                cases=event.cases,
                redactions=event.redactions,
            )
        case _:
            raise ImpossibleHistory(f"{type(event).__name__} after {type(erasure).__name__}")


ERASURES: Final[Decider[ErasureCommand, Erasure, ErasureEvent, Here]] = Decider(
    decide=decide, evolve=evolve, initial=NoErasure()
)


def _may_ask(erasure: Erasure) -> None:
    if not isinstance(erasure, NoErasure):
        raise refusals.ErasureAlreadyAsked


def _may_confirm(erasure: Erasure) -> AskedErasure:
    match erasure:
        case AskedErasure():
            return erasure
        case NoErasure():
            raise refusals.ErasureNotAsked
        case ConfirmedErasure():
            raise refusals.DestructionAlreadyConfirmed
