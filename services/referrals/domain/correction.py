"""Putting right what was recorded: every date of the case, and the response.

A correction re-decides every clock that hangs on a corrected date, the stopped ones too, whether an
assessment was over and why, and whether the referral is a further one, in the same append. It never
counts as activity. Dates that would be out of order are refused, unless both are corrected at once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from services.referrals.domain import refusals
from services.referrals.domain.assessing import FIRST, check_over_reason, is_over, taken
from services.referrals.domain.case_clocks import clock_id
from services.referrals.domain.chronology import orders
from services.referrals.domain.contact import with_clocks, with_contact
from services.referrals.domain.corrected_clocks import corrected_clocks
from services.referrals.domain.corrected_dates import given, with_dates
from services.referrals.domain.correction_command import Correct
from services.referrals.domain.correction_events import CorrectionEvent
from services.referrals.domain.correction_of import differences
from services.referrals.domain.deciding import DECISION_REASONS
from services.referrals.domain.local import Here
from services.referrals.domain.places import (
    Answered,
    Assessment,
    Closed,
    InSocialWork,
    Known,
    Referral,
    Undecided,
)
from services.referrals.domain.re_referral import re_referral
from services.referrals.domain.standing import known
from services.referrals.domain.terms import Response
from services.referrals.domain.timescales import FROM_REFERRAL, FROM_START
from shared.casework.refusals import NothingToChange, NotRecordedYet
from shared.deadlines import Clock


def may_correct(referral: Referral, here: Here) -> Known:
    """Raises NotReceived: what is closed can be put right too."""
    del here
    return known(referral)


def correct_case(command: Correct, referral: Referral, here: Here) -> tuple[CorrectionEvent, ...]:
    """One event for each thing corrected; the first holds every clock that moves.

    Raises NothingToChange, NotRecordedYet, GivenTwice, InTheFuture, OutsideCalendar,
    InstantOnAnotherDay, StepsOutOfOrder, ResponseLocked, ReasonDoesNotFitResponse,
    OverReasonMissing or OverReasonNotNeeded.
    """
    before = may_correct(referral, here)
    after = _under_policy(with_dates(command, before, here), before, here)
    after = _with_response(command, after)
    _check_order(command, after)
    after = _with_re_referral(command, before, after, here)
    clocks = corrected_clocks(before, after, _cause(command), here)
    after = _with_days(command, with_clocks(after, clocks), here)
    events = tuple(differences(before, after, clocks, reason=command.reason, today=here.today))
    if not events:
        raise NothingToChange("reason")
    return events


def _under_policy(after: Known, before: Known, here: Here) -> Known:
    """Only another day of receipt looks the policy up again."""
    contact = after.contact
    if contact.received_on == before.contact.received_on:
        return after
    edition = here.policy.policy.on(contact.received_on).number
    return with_contact(after, replace(contact, policy_edition=edition))


def _with_response(command: Correct, after: Known) -> Known:
    response, reason = command.response, command.decision_reason
    if response is None and reason is None:
        return after
    match after:
        case Undecided():
            raise NotRecordedYet("response")
        case Closed():
            raise refusals.ResponseLocked("response")
        case _:
            decision = replace(
                after.decision,
                response=response or after.decision.response,
                reason=reason or after.decision.reason,
            )
    if decision.reason not in DECISION_REASONS[decision.response]:
        raise refusals.ReasonDoesNotFitResponse("decision_reason", reason=str(decision.reason))
    if decision.response is Response.SOCIAL_WORK:
        assessments = after.assessments if isinstance(after, InSocialWork) else ()
        return InSocialWork(contact=after.contact, decision=decision, assessments=assessments)
    if isinstance(after, InSocialWork) and after.assessments:
        raise refusals.ResponseLocked("response")
    return Answered(contact=after.contact, decision=decision)


def _check_order(command: Correct, after: Known) -> None:
    fields = {field for field, _ in given(command)}
    for order in orders(after):
        if not order.holds:
            blamed = order.field if order.field in fields else order.follows
            raise refusals.StepsOutOfOrder(blamed, follows=order.former, day=order.day)


def _with_re_referral(command: Correct, before: Known, after: Known, here: Here) -> Known:
    if isinstance(after, Closed):
        inner_before = before.before if isinstance(before, Closed) else before
        inner = _with_re_referral(command, inner_before, after.before, here)
        assert isinstance(inner, Answered | InSocialWork)
        return replace(after, before=inner)
    match after:
        case Undecided():
            return after
        case Answered():
            return replace(after, decision=replace(after.decision, re_referral=None))
        case InSocialWork():
            same_day = after.contact.received_on == before.contact.received_on
            if same_day and isinstance(before, InSocialWork) and not command.earlier_again:
                return after
            decision = after.decision
            found = re_referral(after.contact.received_on, command.earlier, decision.former, here)
            return replace(after, decision=replace(decision, re_referral=found))


def _with_days(command: Correct, after: Known, here: Here) -> Known:
    """The assessments with their days and the reason for being over, as their clocks now say."""
    match after:
        case Closed(before=InSocialWork() as before):
            inner = _with_days(command, before, here)
            assert isinstance(inner, InSocialWork)
            return replace(after, before=inner)
        case InSocialWork():
            named = {one.number for one in command.assessments if one.over_reason is not None}
            return replace(
                after,
                assessments=tuple(
                    _assessment(one, _clocks_of(one, after, here), said=one.number in named)
                    for one in after.assessments
                ),
            )
        case _:
            return after


def _clocks_of(one: Assessment, after: InSocialWork, here: Here) -> Sequence[Clock]:
    def found() -> Iterator[Clock | None]:
        yield after.contact.clock(clock_id(FROM_START, here, one.number))
        if one.number == FIRST:
            yield after.contact.clock(clock_id(FROM_REFERRAL, here))

    return [clock for clock in found() if clock is not None]


def _assessment(one: Assessment, clocks: Sequence[Clock], *, said: bool) -> Assessment:
    """`said` is whether the correction itself gives the reason for being over."""
    done = one.authorisation
    if done is None:
        return one
    reason = done.over_reason
    if not said and not any(is_over(clock) for clock in clocks):
        reason = None
    try:
        check_over_reason(reason, clocks)
    except refusals.OverReasonMissing as missing:
        raise refusals.OverReasonMissing("assessments", number=one.number) from missing
    except refusals.OverReasonNotNeeded as needless:
        raise refusals.OverReasonNotNeeded("assessments", number=one.number) from needless
    days = [taken(clock) for clock in clocks]
    done = replace(
        done,
        over_reason=reason,
        days_from_start=days[0],
        days_from_referral=days[1] if len(days) > 1 else None,
    )
    return replace(one, authorisation=done)


def _cause(command: Correct) -> str:
    fields = [field for field, _ in given(command)]
    names = {
        "received_on": "received-corrected",
        "decided_on": "decision-corrected",
        "acknowledged_on": "acknowledgement-corrected",
        "told_on": "outcome-told-corrected",
        "assessments": "assessment-corrected",
    }
    return next((names[field] for field in fields if field in names), "decision-corrected")
