"""Assessments of a referral, each from its actual start to its authorisation by a manager.

Two clocks of 45 working days, which never pause: from the referral, for its first assessment; from
the assessment's start, for every assessment (timescales R2). A late assessment is recorded and
counted as late, with the reason, never refused.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from services.referrals.domain import refusals
from services.referrals.domain.case_clocks import started, stopped
from services.referrals.domain.commands import AuthoriseAssessment, LookedAfter, StartAssessment
from services.referrals.domain.events import AssessmentAuthorised, AssessmentStarted
from services.referrals.domain.local import Here
from services.referrals.domain.places import Assessment, InSocialWork, Referral
from services.referrals.domain.standing import check_happened, in_social_work, reopened_on
from services.referrals.domain.terms import AssessmentOutcome, OverReason
from services.referrals.domain.timescales import FROM_REFERRAL, FROM_START
from shared.casework.dates import check_countable, check_follows
from shared.deadlines import Clock

FIRST: Final = 1


def may_start_assessment(referral: Referral, here: Here) -> InSocialWork:
    """Raises AssessmentGoingOn, or says why the case is no open referral."""
    del here
    place = in_social_work(referral)
    if place.assessing is not None:
        raise refusals.AssessmentGoingOn
    return place


def start_assessment(
    command: StartAssessment, referral: Referral, here: Here
) -> tuple[AssessmentStarted, ...]:
    """The assessment actually began; after another on the open case it is a reassessment.

    Raises InTheFuture, BeforeReceived, BeforePresentStep or OutsideCalendar, or as
    `may_start_assessment`.
    """
    place = may_start_assessment(referral, here)
    on = command.started_on
    check_happened(on, place.contact, here, "started_on")
    check_follows(on, place.decision.decided_on, "started_on")
    check_follows(on, _authorised_on(place.assessments), "started_on")
    check_follows(on, reopened_on(place.contact), "started_on")
    check_countable(on, here, "started_on")
    number = len(place.assessments) + 1
    clock = started(FROM_START, on, here, ordinal=number)
    return (AssessmentStarted(occurred_on=on, number=number, clocks=(clock,)),)


def may_authorise(referral: Referral, here: Here) -> tuple[InSocialWork, Assessment]:
    """Raises NoAssessmentGoingOn, or says why the case is no open referral."""
    del here
    place = in_social_work(referral)
    if place.assessing is None:
        raise refusals.NoAssessmentGoingOn
    return place, place.assessing


def authorise_assessment(
    command: AuthoriseAssessment, referral: Referral, here: Here
) -> tuple[AssessmentAuthorised, ...]:
    """A manager authorised it: its outcome, and why it took more than 45 working days if it did.

    Raises WrongAssessment, InTheFuture, BeforePresentStep, OverReasonMissing, OverReasonNotNeeded,
    LookedAfterMissing or LookedAfterNotOutcome, or as `may_authorise`.
    """
    place, assessment = may_authorise(referral, here)
    contact, on = place.contact, command.authorised_on
    if command.number != assessment.number:
        raise refusals.WrongAssessment("number", going_on=assessment.number)
    check_happened(on, contact, here, "authorised_on")
    check_follows(on, assessment.started_on, "authorised_on")
    looked_after = command.looked_after
    _check_looked_after(command.outcome, looked_after)
    if looked_after is not None:
        check_happened(looked_after.on, contact, here, "looked_after")
    clocks = [stopped(contact, FROM_START, on, here, assessment.number)]
    if assessment.number == FIRST:
        clocks.append(stopped(contact, FROM_REFERRAL, on, here))
    days = [taken(clock) for clock in clocks]
    check_over_reason(command.over_reason, clocks)
    return (
        AssessmentAuthorised(
            occurred_on=on,
            number=assessment.number,
            outcome=command.outcome,
            over_reason=command.over_reason,
            days_from_start=days[0],
            days_from_referral=days[1] if len(days) > 1 else None,
            looked_after_on=None if looked_after is None else looked_after.on,
            legal_status=None if looked_after is None else looked_after.legal_status,
            clocks=tuple(clocks),
        ),
    )


def check_over_reason(reason: OverReason | None, clocks: Sequence[Clock]) -> None:
    """The reason is there exactly where a clock is over, and so late.

    Raises OverReasonMissing or OverReasonNotNeeded.
    """
    over = any(is_over(clock) for clock in clocks)
    if over and reason is None:
        raise refusals.OverReasonMissing("over_reason")
    if reason is not None and not over:
        raise refusals.OverReasonNotNeeded("over_reason")


def is_over(clock: Clock) -> bool:
    """Whether the duty was done after its due date."""
    return clock.stopped is not None and clock.due is not None and clock.stopped > clock.due


def taken(clock: Clock) -> int:
    """How many working days it took; ValueError of one that is not stopped."""
    if clock.taken is None:
        raise ValueError("the clock is not stopped")
    return clock.taken


def _check_looked_after(outcome: AssessmentOutcome, looked_after: LookedAfter | None) -> None:
    becomes = outcome is AssessmentOutcome.BECOMES_LOOKED_AFTER
    if becomes and looked_after is None:
        raise refusals.LookedAfterMissing("looked_after")
    if looked_after is not None and not becomes:
        raise refusals.LookedAfterNotOutcome("looked_after")


def _authorised_on(assessments: Sequence[Assessment]) -> date | None:
    if not assessments or assessments[-1].authorisation is None:
        return None
    return assessments[-1].authorisation.authorised_on
