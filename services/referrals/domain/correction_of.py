"""The events that turn a case into itself put right: one for each thing corrected."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from services.referrals.domain import correction_events as happened
from services.referrals.domain.correction_events import CorrectionEvent
from services.referrals.domain.exploitation_state import Exploitation
from services.referrals.domain.places import (
    Assessment,
    Contact,
    Known,
    assessments_of,
    decision_of,
)
from shared.casework.terms import CorrectionReason
from shared.deadlines import Clock

Dated = (
    happened.ReceivedCorrected
    | happened.DecisionCorrected
    | happened.AcknowledgementCorrected
    | happened.OutcomeToldCorrected
    | happened.AllocationCorrected
    | happened.AssessmentCorrected
    | happened.ClosingCorrected
    | happened.ReopeningCorrected
    | happened.ExploitationCorrected
    | happened.ExploitationReopeningCorrected
)


def differences(
    before: Known, after: Known, clocks: tuple[Clock, ...], *, reason: CorrectionReason, today: date
) -> Iterator[CorrectionEvent]:
    """What differs, in the order of the procedure; the first event holds all `clocks`."""
    for event in _differences(before, after, reason, today):
        yield replace(event, clocks=clocks)
        clocks = ()


def _differences(
    before: Known, after: Known, reason: CorrectionReason, today: date
) -> Iterator[Dated]:
    was, now = before.contact, after.contact
    if (was.received_on, was.received_at) != (now.received_on, now.received_at):
        yield happened.ReceivedCorrected(
            occurred_on=today,
            received_on=now.received_on,
            received_at=now.received_at,
            reason=reason,
            policy_edition=now.policy_edition,
            clocks=(),
        )
    decision = decision_of(after)
    if decision is not None and decision != decision_of(before):
        yield happened.DecisionCorrected(
            occurred_on=today,
            decided_on=decision.decided_on,
            response=decision.response,
            decision_reason=decision.reason,
            re_referral=decision.re_referral,
            reason=reason,
            clocks=(),
        )
    yield from _of_contact(was, now, reason, today)
    for former, later in zip(assessments_of(before), assessments_of(after), strict=True):
        if former != later:
            yield _assessment(later, reason, today)
    yield from _of_endings(was, now, reason, today)
    if now.exploitation is not None and was.exploitation is not None:
        yield from _of_exploitation(was.exploitation, now.exploitation, reason, today)


def _of_contact(
    was: Contact, now: Contact, reason: CorrectionReason, today: date
) -> Iterator[Dated]:
    if now.acknowledged_on is not None and now.acknowledged_on != was.acknowledged_on:
        yield happened.AcknowledgementCorrected(
            occurred_on=today, acknowledged_on=now.acknowledged_on, reason=reason, clocks=()
        )
    if now.told_on is not None and now.told_on != was.told_on:
        yield happened.OutcomeToldCorrected(
            occurred_on=today, told_on=now.told_on, reason=reason, clocks=()
        )
    if now.allocated_on != was.allocated_on:
        yield happened.AllocationCorrected(
            occurred_on=today, allocated_on=now.allocated_on[-1], reason=reason, clocks=()
        )


def _of_endings(
    was: Contact, now: Contact, reason: CorrectionReason, today: date
) -> Iterator[Dated]:
    if now.closings != was.closings:
        yield happened.ClosingCorrected(
            occurred_on=today, closed_on=now.closings[-1].on, reason=reason, clocks=()
        )
    if now.reopenings != was.reopenings:
        yield happened.ReopeningCorrected(
            occurred_on=today, reopened_on=now.reopenings[-1].on, reason=reason, clocks=()
        )


def _assessment(later: Assessment, reason: CorrectionReason, today: date) -> Dated:
    done = later.authorisation
    looked_after = None if done is None else done.looked_after
    return happened.AssessmentCorrected(
        occurred_on=today,
        number=later.number,
        started_on=later.started_on,
        authorised_on=None if done is None else done.authorised_on,
        over_reason=None if done is None else done.over_reason,
        days_from_start=None if done is None else done.days_from_start,
        days_from_referral=None if done is None else done.days_from_referral,
        looked_after_on=None if looked_after is None else looked_after.on,
        reason=reason,
        clocks=(),
    )


def _of_exploitation(
    was: Exploitation, now: Exploitation, reason: CorrectionReason, today: date
) -> Iterator[Dated]:
    if replace(now, reopenings=was.reopenings) != was:
        yield _exploitation(now, reason, today)
    if now.reopenings != was.reopenings:
        yield happened.ExploitationReopeningCorrected(
            occurred_on=today, reopened_on=now.reopenings[-1], reason=reason, clocks=()
        )


def _exploitation(now: Exploitation, reason: CorrectionReason, today: date) -> Dated:
    return happened.ExploitationCorrected(
        occurred_on=today,
        recorded_on=now.recorded_on,
        allocated_on=now.allocations[-1].allocated_on if now.allocations else None,
        decided_on=None if now.decided is None else now.decided.decided_on,
        closed_on=now.closings[-1].closed_on if now.closings else None,
        risks=tuple(found.assessed_on for found in now.risks),
        reason=reason,
        clocks=(),
    )
