"""A referral after each correction. Nothing is computed here: the correction says it."""

from dataclasses import replace
from datetime import date
from typing import assert_never

from services.referrals.domain import correction_events as happened
from services.referrals.domain.contact import with_clocks, with_contact
from services.referrals.domain.correction_events import CorrectionEvent
from services.referrals.domain.exploitation_state import Exploitation
from services.referrals.domain.places import (
    Answered,
    Assessment,
    Closed,
    Contact,
    InSocialWork,
    Known,
    LookedAfterFrom,
    Undecided,
)
from services.referrals.domain.terms import Response
from shared.casework.impossible import ImpossibleHistory

OfContact = (
    happened.ReceivedCorrected
    | happened.AcknowledgementCorrected
    | happened.OutcomeToldCorrected
    | happened.AllocationCorrected
    | happened.ClosingCorrected
    | happened.ReopeningCorrected
    | happened.ExploitationCorrected
    | happened.ExploitationReopeningCorrected
)


def corrected(referral: Known, event: CorrectionEvent) -> Known:
    """The case after `event`. Raises ImpossibleHistory."""
    match event:
        case happened.ChildCorrected():
            return with_contact(referral, replace(referral.contact, child=event.child))
        case happened.DecisionCorrected():
            return _with_decision(with_clocks(referral, event.clocks), event)
        case happened.AssessmentCorrected():
            return _with_assessment(with_clocks(referral, event.clocks), event)
        case _:
            moved = with_clocks(referral, event.clocks)
            return with_contact(moved, _contact(moved.contact, event))


def _contact(  # noqa: PLR0911 -- one line for each date
    contact: Contact, event: OfContact
) -> Contact:
    match event:
        case happened.ReceivedCorrected():
            return replace(
                contact,
                received_on=event.received_on,
                received_at=event.received_at,
                policy_edition=event.policy_edition,
            )
        case happened.AcknowledgementCorrected():
            return replace(contact, acknowledged_on=event.acknowledged_on)
        case happened.OutcomeToldCorrected():
            return replace(contact, told_on=event.told_on)
        case happened.AllocationCorrected():
            days = (*contact.allocated_on[:-1], event.allocated_on)
            return replace(contact, allocated_on=days)
        case happened.ClosingCorrected():
            last = replace(contact.closings[-1], on=event.closed_on)
            return replace(contact, closings=(*contact.closings[:-1], last))
        case happened.ReopeningCorrected():
            again = replace(contact.reopenings[-1], on=event.reopened_on)
            return replace(contact, reopenings=(*contact.reopenings[:-1], again))
        case happened.ExploitationCorrected():
            if contact.exploitation is None:
                raise ImpossibleHistory("exploitation is corrected that was never recorded")
            exploitation = exploitation_put_right(
                contact.exploitation,
                recorded_on=event.recorded_on,
                allocated_on=event.allocated_on,
                decided_on=event.decided_on,
                closed_on=event.closed_on,
                risks=event.risks,
            )
            return replace(contact, exploitation=exploitation)
        case happened.ExploitationReopeningCorrected():
            return replace(contact, exploitation=_reopened(contact.exploitation, event.reopened_on))
        case _:
            assert_never(event)


def _reopened(before: Exploitation | None, day: date) -> Exploitation:
    if before is None:
        raise ImpossibleHistory("a reopening of exploitation is corrected that never was")
    return replace(before, reopenings=(*before.reopenings[:-1], day))


def exploitation_put_right(
    before: Exploitation,
    *,
    recorded_on: date | None,
    allocated_on: date | None,
    decided_on: date | None,
    closed_on: date | None,
    risks: tuple[date, ...],
) -> Exploitation:
    """The exploitation with these dates; None leaves the latest of its kind as it was."""
    allocations, closings, decided = before.allocations, before.closings, before.decided
    if allocations and allocated_on is not None:
        allocations = (*allocations[:-1], replace(allocations[-1], allocated_on=allocated_on))
    if closings and closed_on is not None:
        closings = (*closings[:-1], replace(closings[-1], closed_on=closed_on))
    if decided is not None and decided_on is not None:
        decided = replace(decided, decided_on=decided_on)
    dated = zip(before.risks, risks, strict=True)
    return replace(
        before,
        recorded_on=recorded_on,
        allocations=allocations,
        closings=closings,
        decided=decided,
        risks=tuple(replace(found, assessed_on=day) for found, day in dated),
    )


def _with_decision(referral: Known, event: happened.DecisionCorrected) -> Known:
    match referral:
        case Undecided():
            raise ImpossibleHistory("a decision is corrected that was never made")
        case Closed():
            before = _with_decision(referral.before, event)
            if isinstance(before, Undecided | Closed):
                raise ImpossibleHistory("a closed case stands on one that is decided")
            return replace(referral, before=before)
        case Answered() | InSocialWork():
            decision = replace(
                referral.decision,
                decided_on=event.decided_on,
                response=event.response,
                reason=event.decision_reason,
                re_referral=event.re_referral,
            )
            if event.response is not Response.SOCIAL_WORK:
                return Answered(contact=referral.contact, decision=decision)
            assessments = referral.assessments if isinstance(referral, InSocialWork) else ()
            return InSocialWork(
                contact=referral.contact, decision=decision, assessments=assessments
            )


def _with_assessment(referral: Known, event: happened.AssessmentCorrected) -> Known:
    match referral:
        case Closed(before=InSocialWork() as before):
            return replace(referral, before=_assessment_of(before, event))
        case InSocialWork():
            return _assessment_of(referral, event)
        case _:
            raise ImpossibleHistory("an assessment is corrected that was never started")


def _assessment_of(place: InSocialWork, event: happened.AssessmentCorrected) -> InSocialWork:
    changed = tuple(
        _assessment(one, event) if one.number == event.number else one for one in place.assessments
    )
    return replace(place, assessments=changed)


def _assessment(before: Assessment, event: happened.AssessmentCorrected) -> Assessment:
    done = before.authorisation
    if done is None or event.authorised_on is None or event.days_from_start is None:
        return replace(before, started_on=event.started_on)
    looked_after = done.looked_after
    if looked_after is not None and event.looked_after_on is not None:
        looked_after = LookedAfterFrom(
            on=event.looked_after_on, legal_status=looked_after.legal_status
        )
    return replace(
        before,
        started_on=event.started_on,
        authorisation=replace(
            done,
            authorised_on=event.authorised_on,
            over_reason=event.over_reason,
            days_from_start=event.days_from_start,
            days_from_referral=event.days_from_referral,
            looked_after=looked_after,
        ),
    )
