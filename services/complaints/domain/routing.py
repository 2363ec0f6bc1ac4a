"""Where a contact goes: decided at the outset, with a reason, and locked once Stage 1 starts.

The statutory procedure takes a complaint that passes two tests: is the complainant eligible, and
is the subject within scope (2023-09 paper L889-892). Once it is initiated, all its stages are to
be completed (L939). Stage 1 counts from the day received, on whatever day the route is decided.
"""

from dataclasses import replace

from services.complaints.domain import refusals
from services.complaints.domain.case_clocks import STAGE_1_CLOCKS, cancelled, started
from services.complaints.domain.commands import DecideRoute
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import RouteDecided
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, Contact, Received, Redirected
from services.complaints.domain.standing import on_the_way
from services.complaints.domain.terms import ROUTE_REASONS, Eligibility, Route, Subject
from services.complaints.domain.timescales import ACKNOWLEDGEMENT, INFORMAL_RESOLUTION
from shared.casework.dates import check_follows, check_past_instant
from shared.casework.refusals import BeforeReceived, NothingToChange
from shared.deadlines import Clock, ClockState, reopen, stop


def may_decide_route(complaint: Complaint, here: Here) -> Received | Redirected:
    """Raises RouteLocked, or says why the case is not open."""
    del here
    place = on_the_way(complaint)
    if not isinstance(place, Received | Redirected):
        raise refusals.RouteLocked
    return place


def decide_route(
    command: DecideRoute, complaint: Complaint, here: Here
) -> tuple[RouteDecided, ...]:
    """Send the contact one way, and start Stage 1 if that is the statutory one.

    Raises, beside those of `may_decide_route`: InTheFuture, BeforeReceived, BeforePresentStep,
    NothingToChange, ReasonDoesNotFitRoute, EligibilityNotAsked, ComplainantNotEligible,
    SubjectNotStated, SubjectOutOfScope, InstantMissing or InstantNotKept.
    """
    place = may_decide_route(complaint, here)
    check_happened(command.decided_on, place.contact, here, "decided_on")
    if isinstance(place, Redirected):
        check_follows(command.decided_on, place.decision.decided_on, "decided_on")
        if (command.route, command.reason) == (place.decision.route, place.decision.reason):
            raise NothingToChange("route", route=str(command.route))
    if command.reason not in ROUTE_REASONS[command.route]:
        raise refusals.ReasonDoesNotFitRoute("reason", route=str(command.route))
    eligibility = command.eligibility or place.contact.complainant.eligibility
    if command.route is Route.STATUTORY:
        _check_both_tests(eligibility, command.subject)
    return (
        RouteDecided(
            occurred_on=command.decided_on,
            route=command.route,
            reason=command.reason,
            eligibility=eligibility,
            subject=command.subject,
            explanation=command.explanation,
            clocks=_clocks(command, place.contact, here),
        ),
    )


def _check_both_tests(eligibility: Eligibility | None, subject: Subject | None) -> None:
    if eligibility is None:
        raise refusals.EligibilityNotAsked("eligibility")
    if eligibility is Eligibility.NOT_ELIGIBLE:
        raise refusals.ComplainantNotEligible("eligibility")
    if subject is None:
        raise refusals.SubjectNotStated("subject")
    if subject is not Subject.IN_SCOPE:
        raise refusals.SubjectOutOfScope("subject", subject=str(subject))


def _clocks(command: DecideRoute, contact: Contact, here: Here) -> tuple[Clock, ...]:
    stage_1 = STAGE_1_CLOCKS if command.route is Route.STATUTORY else ()
    return (
        *_acknowledgement(command, contact, here),
        *_informal_resolution(command, contact, here),
        *(started(timescale, contact.received_on, here) for timescale in stage_1),
    )


def _acknowledgement(command: DecideRoute, contact: Contact, here: Here) -> tuple[Clock, ...]:
    """What is put right informally is not formally a complaint, and needs no acknowledgement."""
    clock = contact.clock(ACKNOWLEDGEMENT)
    if clock is None:
        return ()
    if command.route is Route.INFORMAL:
        return cancelled((clock,), cause="put-right-informally")
    if clock.state is ClockState.CANCELLED:
        return (reopen(clock, calendar=here.calendar, cause="route-decided"),)
    return ()


def _informal_resolution(command: DecideRoute, contact: Contact, here: Here) -> tuple[Clock, ...]:
    """The 24 hours end with every other route, and count again where it was put right after all."""
    clock, at = contact.clock(INFORMAL_RESOLUTION), command.resolved_at
    if clock is None or clock.state is ClockState.STOPPED or command.route is not Route.INFORMAL:
        if at is not None:
            raise refusals.InstantNotKept("resolved_at")
        return () if clock is None else cancelled((clock,), cause="route-decided")
    if at is None:
        if clock.is_open:
            raise refusals.InstantMissing("resolved_at")
        return ()
    check_past_instant(at, here, "resolved_at")
    if contact.received_at is not None and at < contact.received_at:
        raise BeforeReceived("resolved_at", received_on=contact.received_on)
    if clock.is_open:
        return (stop(clock, at=at, calendar=here.calendar),)
    again = reopen(clock, calendar=here.calendar, cause="route-decided")
    put_right = stop(again, at=at, calendar=here.calendar, cause="route-decided")
    return (replace(put_right, revision=again.revision),)
