"""How a case ends, and how it goes on after all.

A case is closed once it is decided, no assessment is going on, and no exploitation is worked on.
The manager says why in words (2023-09 paper L2300). The clock of a first assessment that nobody
made is cancelled; those of the acknowledgement and of telling the outcome run on, since closing a
case releases nobody from answering the referrer. Reopening sets the cancelled clock going again
from its old start, as if it had never ended.
"""

from collections.abc import Iterator
from datetime import date

from services.referrals.domain import refusals
from services.referrals.domain.case_clocks import clock_id
from services.referrals.domain.commands import Close, Reopen
from services.referrals.domain.events import ReferralClosed, ReferralReopened
from services.referrals.domain.local import Here
from services.referrals.domain.places import (
    Answered,
    Closed,
    Contact,
    InSocialWork,
    Referral,
    assessments_of,
)
from services.referrals.domain.standing import check_happened, decided, known, reopened_on
from services.referrals.domain.timescales import FROM_REFERRAL
from shared.casework.dates import check_follows
from shared.deadlines import Clock, ClockState, cancel, reopen


def may_close(referral: Referral, here: Here) -> Answered | InSocialWork:
    """Raises AssessmentGoingOn or ExploitationOpen, or says why the case is not decided or open."""
    del here
    place = decided(referral)
    if isinstance(place, InSocialWork) and place.assessing is not None:
        raise refusals.AssessmentGoingOn
    exploitation = place.contact.exploitation
    if exploitation is not None and exploitation.is_open:
        raise refusals.ExploitationOpen
    return place


def close(command: Close, referral: Referral, here: Here) -> tuple[ReferralClosed, ...]:
    """Nothing is left to be done for the child here.

    Raises InTheFuture, BeforeReceived or BeforePresentStep, or as `may_close`.
    """
    place = may_close(referral, here)
    check_happened(command.closed_on, place.contact, here, "closed_on")
    for day in steps_before_closing(place):
        check_follows(command.closed_on, day, "closed_on")
    return (
        ReferralClosed(
            occurred_on=command.closed_on,
            reason=command.reason,
            rationale=command.rationale,
            clocks=tuple(
                cancel(clock, cause="closed")
                for clock in _assessment_due(place.contact, here)
                if clock.is_open
            ),
        ),
    )


def steps_before_closing(place: Answered | InSocialWork) -> Iterator[date]:
    """The days that a closing of the case as it stands is not before."""
    yield place.decision.decided_on
    for assessment in assessments_of(place):
        if assessment.authorisation is not None:
            yield assessment.authorisation.authorised_on
    yield from place.contact.allocated_on
    exploitation = place.contact.exploitation
    if exploitation is not None and exploitation.closings:
        yield exploitation.closings[-1].closed_on
    again = reopened_on(place.contact)
    if again is not None:
        yield again


def may_reopen(referral: Referral, here: Here) -> Closed:
    """Raises NotClosed or NotReceived."""
    del here
    place = known(referral)
    if not isinstance(place, Closed):
        raise refusals.NotClosed
    return place


def reopen_case(command: Reopen, referral: Referral, here: Here) -> tuple[ReferralReopened, ...]:
    """The case goes on where it stood. Raises a date's refusals, or as `may_reopen`."""
    place = may_reopen(referral, here)
    contact, due = place.contact, isinstance(place.before, InSocialWork)
    check_happened(command.reopened_on, contact, here, "reopened_on")
    check_follows(command.reopened_on, contact.closings[-1].on, "reopened_on")
    return (
        ReferralReopened(
            occurred_on=command.reopened_on,
            reason=command.reason,
            clocks=tuple(
                reopen(clock, calendar=here.calendar, cause="reopened")
                for clock in _assessment_due(contact, here)
                if due and clock.state is ClockState.CANCELLED
            ),
        ),
    )


def _assessment_due(contact: Contact, here: Here) -> tuple[Clock, ...]:
    clock = contact.clock(clock_id(FROM_REFERRAL, here))
    return () if clock is None else (clock,)
