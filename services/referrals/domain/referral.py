"""The referral after each event. Nothing is refused and no date computed here: events say it."""

from dataclasses import replace

from services.referrals.domain import events as happened
from services.referrals.domain.contact import as_opened, noted, with_clocks, with_contact
from services.referrals.domain.correction_events import CorrectionEvent
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.exploitation_events import ExploitationEvent
from services.referrals.domain.exploited import exploitation_after
from services.referrals.domain.places import (
    Answered,
    Assessment,
    Authorisation,
    Closed,
    Closing,
    Decision,
    InSocialWork,
    Known,
    LookedAfterFrom,
    NothingOpened,
    Referral,
    Reopening,
    Undecided,
)
from services.referrals.domain.put_right import corrected
from services.referrals.domain.terms import Response
from shared.casework.impossible import ImpossibleHistory

Moved = (
    happened.ContactDecided
    | happened.AssessmentStarted
    | happened.AssessmentAuthorised
    | happened.ReferralClosed
    | happened.ReferralReopened
)


def evolve(referral: Referral, event: ReferralEvent) -> Referral:
    """The referral after `event`. Raises ImpossibleHistory."""
    match referral, event:
        case NothingOpened(), happened.ContactOpened():
            return Undecided(contact=as_opened(event))
        case (NothingOpened(), _) | (_, happened.ContactOpened()):
            raise _impossible(referral, event)
        case _:
            return _after(referral, event)


def _after(referral: Known, event: ReferralEvent) -> Known:
    if isinstance(event, CorrectionEvent):
        return corrected(referral, event)
    if isinstance(event, ExploitationEvent):
        contact = referral.contact
        exploitation = exploitation_after(contact.exploitation, event)
        return with_contact(referral, replace(contact, exploitation=exploitation))
    if isinstance(event, Moved):
        return _moved(with_clocks(referral, event.clocks), event)
    if isinstance(event, happened.ContactOpened):
        raise _impossible(referral, event)
    return with_contact(referral, noted(referral.contact, event))


def _moved(referral: Known, event: Moved) -> Known:
    match referral, event:
        case Undecided(), happened.ContactDecided():
            return _decided(referral, event)
        case InSocialWork(), happened.AssessmentStarted():
            begun = Assessment(
                number=event.number,
                started_on=event.occurred_on,
                after_reopenings=len(referral.contact.reopenings),
            )
            return replace(referral, assessments=(*referral.assessments, begun))
        case InSocialWork(), happened.AssessmentAuthorised():
            return _authorised(referral, event)
        case ((Answered() | InSocialWork()), happened.ReferralClosed()):
            contact = referral.contact
            closing = Closing(on=event.occurred_on, reason=event.reason)
            contact = replace(
                contact, closings=(*contact.closings, closing), texts=contact.texts + 1
            )
            return Closed(before=with_contact(referral, contact))
        case Closed(), happened.ReferralReopened():
            contact = referral.contact
            again = Reopening(on=event.occurred_on, reason=event.reason)
            contact = replace(contact, reopenings=(*contact.reopenings, again))
            return with_contact(referral.before, contact)
        case _:
            raise _impossible(referral, event)


def _decided(referral: Undecided, event: happened.ContactDecided) -> Answered | InSocialWork:
    contact = referral.contact
    contact = replace(contact, texts=contact.texts + (event.explanation is not None))
    decision = Decision(
        decided_on=event.occurred_on,
        response=event.response,
        reason=event.reason,
        re_referral=event.re_referral,
        former=event.former,
    )
    if event.response is Response.SOCIAL_WORK:
        return InSocialWork(contact=contact, decision=decision)
    return Answered(contact=contact, decision=decision)


def _authorised(referral: InSocialWork, event: happened.AssessmentAuthorised) -> InSocialWork:
    looked_after = None
    if event.looked_after_on is not None and event.legal_status is not None:
        looked_after = LookedAfterFrom(on=event.looked_after_on, legal_status=event.legal_status)
    done = Authorisation(
        authorised_on=event.occurred_on,
        outcome=event.outcome,
        over_reason=event.over_reason,
        days_from_start=event.days_from_start,
        days_from_referral=event.days_from_referral,
        looked_after=looked_after,
    )
    return replace(
        referral,
        assessments=tuple(
            replace(one, authorisation=done) if one.number == event.number else one
            for one in referral.assessments
        ),
    )


def _impossible(referral: Referral, event: ReferralEvent) -> ImpossibleHistory:
    return ImpossibleHistory(f"{type(event).__name__} after {type(referral).__name__}")
