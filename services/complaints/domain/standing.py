"""Where a case stands, checked the same way by the rule itself and by the list of actions."""

from services.complaints.domain import refusals
from services.complaints.domain.places import (
    AtStage1,
    Closed,
    Complaint,
    Known,
    NothingReceived,
    OnTheWay,
    Resolved,
    Withdrawn,
)
from services.complaints.domain.timescales import STAGE_1
from shared.casework.refusals import CaseClosed, NotReceived
from shared.deadlines import ClockState


def known(complaint: Complaint) -> Known:
    """A case that exists. Raises NotReceived."""
    if isinstance(complaint, NothingReceived):
        raise NotReceived
    return complaint


def on_the_way(complaint: Complaint) -> OnTheWay:
    """A case that is neither withdrawn nor closed. Raises NotReceived, or says which it is."""
    match known(complaint):
        case Closed():
            raise CaseClosed
        case Withdrawn():
            raise refusals.CaseWithdrawn
        case place:
            return place


def at_stage_1(complaint: Complaint) -> AtStage1:
    """A case at Stage 1. Raises AlreadyResponded, NotAtStage1, or as `on_the_way`."""
    match on_the_way(complaint):
        case AtStage1() as place:
            return place
        case Resolved():
            raise refusals.AlreadyResponded
        case _:
            raise refusals.NotAtStage1


def is_paused(place: OnTheWay) -> bool:
    """Whether Stage 1 stands still while an advocate is found."""
    clock = place.contact.clock(STAGE_1)
    return clock is not None and clock.state is ClockState.PAUSED


def running_stage_1(complaint: Complaint) -> AtStage1:
    """A case at Stage 1 that is not paused. Raises Stage1IsPaused, or as `at_stage_1`."""
    place = at_stage_1(complaint)
    if is_paused(place):
        raise refusals.Stage1IsPaused
    return place
