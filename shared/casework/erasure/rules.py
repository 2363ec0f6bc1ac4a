"""The rules of an erasure: asked for once, confirmed once its keys are destroyed."""

from typing import Final, assert_never

from shared.casework import refusals
from shared.casework.dates import check_past
from shared.casework.erasure.happenings import (
    AskErasure,
    ConfirmDestruction,
    DestructionConfirmed,
    ErasureAsked,
    ErasureCommand,
    ErasureEvent,
)
from shared.casework.erasure.state import AskedErasure, ConfirmedErasure, Erasure, NoErasure
from shared.casework.here import AnyHere
from shared.casework.impossible import ImpossibleHistory
from shared.event_sourcing import Decider, Refusal

ASK_ERASURE: Final = "ask-erasure"
CONFIRM_DESTRUCTION: Final = "confirm-destruction"


def decide(command: ErasureCommand, erasure: Erasure, here: AnyHere) -> tuple[ErasureEvent, ...]:
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


def allowed(erasure: Erasure, here: AnyHere) -> dict[str, Refusal | None]:
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


ERASURES: Final[Decider[ErasureCommand, Erasure, ErasureEvent, AnyHere]] = Decider(
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
