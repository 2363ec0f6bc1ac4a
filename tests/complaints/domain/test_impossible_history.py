"""A history that cannot have happened is a defect, and is never folded in silence."""

import pytest

from services.complaints.domain.complaint import evolve
from services.complaints.domain.compliments import COMPLIMENTS, ComplimentAllocated
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.places import Complaint, NothingReceived
from services.complaints.domain.terms import ClosingReason
from shared.casework.erasure.happenings import DestructionConfirmed
from shared.casework.erasure.rules import ERASURES
from shared.casework.impossible import ImpossibleHistory
from tests.complaints.builders import (
    DAY_3,
    acknowledge,
    at_stage_1,
    close,
    closed,
    correct,
    extend,
    received,
    redirected,
    reopen,
    resolved,
    respond,
    statutory,
    withdraw,
    withdrawn,
)

(RECEIVED_EVENT,) = received.history
(ROUTED,) = received.when(statutory()).events
(EXTENDED,) = at_stage_1.when(extend()).events
(RESPONDED,) = at_stage_1.when(respond()).events
(WITHDRAWN,) = at_stage_1.when(withdraw()).events
(CLOSED,) = resolved.when(close(ClosingReason.SATISFIED)).events
(REOPENED,) = closed.when(reopen()).events
(ACKNOWLEDGED,) = received.when(acknowledge()).events
(CORRECTED,) = resolved.when(correct(responded_on=DAY_3)).events


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (NothingReceived(), ACKNOWLEDGED),
        (NothingReceived(), CORRECTED),
        (received.state, RECEIVED_EVENT),
        (received.state, RESPONDED),
        (received.state, EXTENDED),
        (received.state, CLOSED),
        (received.state, REOPENED),
        (received.state, CORRECTED),
        (redirected.state, RESPONDED),
        (at_stage_1.state, ROUTED),
        (at_stage_1.state, CLOSED),
        (at_stage_1.state, CORRECTED),
        (resolved.state, RESPONDED),
        (resolved.state, EXTENDED),
        (resolved.state, WITHDRAWN),
        (withdrawn.state, WITHDRAWN),
        (withdrawn.state, ROUTED),
        (closed.state, CLOSED),
        (closed.state, EXTENDED),
    ],
)
def test_an_event_out_of_place_is_a_defect(state: Complaint, event: ComplaintEvent) -> None:
    with pytest.raises(ImpossibleHistory) as impossible:
        evolve(state, event)
    assert type(event).__name__ in str(impossible.value) or "never given" in str(impossible.value)


def test_the_other_deciders_know_their_order_too() -> None:
    confirmed = DestructionConfirmed(occurred_on=DAY_3, people=(), cases=(), redactions=())
    with pytest.raises(ImpossibleHistory):
        ERASURES.evolve(ERASURES.initial, confirmed)
    moved = ComplimentAllocated(occurred_on=DAY_3, team="north", worker=None)
    with pytest.raises(ImpossibleHistory):
        COMPLIMENTS.evolve(COMPLIMENTS.initial, moved)
