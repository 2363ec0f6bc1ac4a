"""How a case ends, and how it goes on after all.

A complaint is withdrawn before it is answered; it is closed after a response, a withdrawal, or
another route than the statutory one. Reopening returns it to the place it had before: clocks that
withdrawing or closing cancelled run again from their old start, as if they had never ended. An
answer stays an answer (indicators count the Stage 1 response "whatever follows"), so a case that
was closed after it is reopened as resolved, with its clocks stopped.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, assert_never

from services.complaints.domain import refusals
from services.complaints.domain.case_clocks import STAGE_1_CLOCKS, cancelled
from services.complaints.domain.commands import Close, Reopen, Withdraw
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import ComplaintClosed, ComplaintReopened, ComplaintWithdrawn
from services.complaints.domain.local import Here
from services.complaints.domain.places import (
    AtStage1,
    Closed,
    Complaint,
    Contact,
    Received,
    Redirected,
    Resolved,
    Withdrawn,
    underlying,
)
from services.complaints.domain.standing import is_paused, known, on_the_way
from services.complaints.domain.terms import ClosingReason, Route
from services.complaints.domain.timescales import ACKNOWLEDGEMENT, INFORMAL_RESOLUTION
from shared.casework.dates import check_follows
from shared.casework.refusals import CaseClosed
from shared.deadlines import ClockState, reopen

CLOSING_REASONS: Final[Mapping[type, frozenset[ClosingReason]]] = {
    Redirected: frozenset({ClosingReason.HANDLED_ELSEWHERE}),
    Resolved: frozenset({ClosingReason.NO_FURTHER_REQUEST, ClosingReason.SATISFIED}),
    Withdrawn: frozenset({ClosingReason.WITHDRAWN}),
}


def may_withdraw(complaint: Complaint, here: Here) -> Received | Redirected | AtStage1:
    """Raises AlreadyResponded or Stage1IsPaused, or says why the case is not open."""
    del here
    place = on_the_way(complaint)
    if isinstance(place, Resolved):
        raise refusals.AlreadyResponded
    if is_paused(place):
        raise refusals.Stage1IsPaused
    return place


def withdraw(command: Withdraw, complaint: Complaint, here: Here) -> tuple[ComplaintWithdrawn, ...]:
    """The complainant withdraws: no duty is left, so every open clock is cancelled.

    Raises InTheFuture, BeforeReceived or BeforePresentStep, or as `may_withdraw`.
    """
    contact = may_withdraw(complaint, here).contact
    check_happened(command.withdrawn_on, contact, here, "withdrawn_on")
    check_follows(command.withdrawn_on, _reopened_on(contact), "withdrawn_on")
    return (
        ComplaintWithdrawn(
            occurred_on=command.withdrawn_on,
            reason=command.reason,
            clocks=cancelled(contact.clocks, cause="withdrawn"),
        ),
    )


def may_close(complaint: Complaint, here: Here) -> Redirected | Resolved | Withdrawn:
    """Raises NotReadyToClose, CaseClosed or NotReceived."""
    del here
    match known(complaint):
        case Redirected() | Resolved() | Withdrawn() as place:
            return place
        case Received() | AtStage1():
            raise refusals.NotReadyToClose
        case Closed():
            raise CaseClosed


def close(command: Close, complaint: Complaint, here: Here) -> tuple[ComplaintClosed, ...]:
    """Nothing is left to be done. What nobody acknowledged by now need not be.

    Raises InTheFuture, BeforeReceived, BeforePresentStep or ReasonDoesNotFitPlace, or as
    `may_close`.
    """
    place = may_close(complaint, here)
    check_happened(command.closed_on, place.contact, here, "closed_on")
    check_follows(command.closed_on, _step_before(place), "closed_on")
    check_follows(command.closed_on, _reopened_on(place.contact), "closed_on")
    if command.reason not in CLOSING_REASONS[type(place)]:
        raise refusals.ReasonDoesNotFitPlace("reason", reason=str(command.reason))
    return (
        ComplaintClosed(
            occurred_on=command.closed_on,
            reason=command.reason,
            clocks=cancelled(place.contact.clocks, cause="closed"),
        ),
    )


def may_reopen(complaint: Complaint, here: Here) -> Withdrawn | Closed:
    """Raises NotWithdrawnOrClosed or NotReceived."""
    del here
    place = known(complaint)
    if not isinstance(place, Withdrawn | Closed):
        raise refusals.NotWithdrawnOrClosed
    return place


def reopen_case(command: Reopen, complaint: Complaint, here: Here) -> tuple[ComplaintReopened, ...]:
    """The case goes on where it stood.

    Raises InTheFuture, BeforeReceived or BeforePresentStep, or as `may_reopen`.
    """
    place = may_reopen(complaint, here)
    contact = place.contact
    check_happened(command.reopened_on, contact, here, "reopened_on")
    ended_on = contact.closings[-1].on if isinstance(place, Closed) else contact.withdrawals[-1].on
    check_follows(command.reopened_on, ended_on, "reopened_on")
    again = frozenset(_duties(underlying(place)))
    return (
        ComplaintReopened(
            occurred_on=command.reopened_on,
            reason=command.reason,
            clocks=tuple(
                reopen(clock, calendar=here.calendar, cause="reopened")
                for clock in contact.clocks
                if clock.state is ClockState.CANCELLED and clock.timescale in again
            ),
        ),
    )


def _duties(place: Received | Redirected | AtStage1 | Resolved) -> Iterator[str]:
    """The timescales of which an undone duty is a duty again where the case stands at `place`."""
    match place:
        case Received():
            yield from (ACKNOWLEDGEMENT, INFORMAL_RESOLUTION)
        case Redirected():
            if place.decision.route is not Route.INFORMAL:
                yield ACKNOWLEDGEMENT
        case AtStage1():
            yield from (ACKNOWLEDGEMENT, *STAGE_1_CLOCKS)
        case Resolved():
            return
        case _:
            assert_never(place)


def _step_before(place: Redirected | Resolved | Withdrawn) -> date:
    match place:
        case Redirected():
            return place.decision.decided_on
        case Resolved():
            return place.answer.responded_on
        case Withdrawn():
            return place.contact.withdrawals[-1].on


def _reopened_on(contact: Contact) -> date | None:
    return contact.reopenings[-1].on if contact.reopenings else None
