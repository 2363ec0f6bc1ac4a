"""What is done about a contact: decided, acknowledged, and told to the referrer.

One working day to decide and to acknowledge, from the day received; what became of it is told by
local policy, from the decision. Each is a clock of its own. Only social work makes the contact a
referral; that starts the 45 working days of its first assessment, from the day received. The
referrer may still be told when the case is closed: closing it releases nobody from that. Where
nobody said who they were, nobody is acknowledged or told, and no clock runs for it.
"""

from collections.abc import Mapping
from typing import Final

from services.referrals.domain import refusals
from services.referrals.domain.case_clocks import outcome_clock, started, stopped
from services.referrals.domain.commands import Acknowledge, Decide, TellOutcome
from services.referrals.domain.events import ContactAcknowledged, ContactDecided, OutcomeTold
from services.referrals.domain.local import Here
from services.referrals.domain.places import (
    Closed,
    Contact,
    Known,
    Referral,
    Undecided,
    decision_of,
)
from services.referrals.domain.re_referral import re_referral
from services.referrals.domain.standing import check_happened, known
from services.referrals.domain.terms import DecisionReason, Response
from services.referrals.domain.timescales import (
    ACKNOWLEDGEMENT,
    DECISION,
    FROM_REFERRAL,
    OUTCOME_TOLD,
)
from shared.casework.dates import check_follows
from shared.casework.refusals import CaseClosed

DECISION_REASONS: Final[Mapping[Response, frozenset[DecisionReason]]] = {
    Response.INFORMATION: frozenset(
        {
            DecisionReason.ADVICE_GIVEN,
            DecisionReason.ALREADY_OPEN,
            DecisionReason.FOR_ANOTHER_AUTHORITY,
            DecisionReason.OTHER,
        }
    ),
    Response.EARLY_HELP: frozenset({DecisionReason.NEEDS_BELOW_THRESHOLD, DecisionReason.OTHER}),
    Response.SOCIAL_WORK: frozenset(
        {DecisionReason.SIGNIFICANT_HARM, DecisionReason.IN_NEED, DecisionReason.OTHER}
    ),
    Response.NO_FURTHER_ACTION: frozenset(
        {
            DecisionReason.NOTHING_SUBSTANTIATED,
            DecisionReason.ALREADY_OPEN,
            DecisionReason.CONSENT_REFUSED,
            DecisionReason.FOR_ANOTHER_AUTHORITY,
            DecisionReason.OTHER,
        }
    ),
}


def may_decide(referral: Referral, here: Here) -> Undecided:
    """Raises AlreadyDecided, CaseClosed or NotReceived."""
    del here
    match known(referral):
        case Undecided() as place:
            return place
        case Closed():
            raise CaseClosed
        case _:
            raise refusals.AlreadyDecided


def decide_response(command: Decide, referral: Referral, here: Here) -> tuple[ContactDecided, ...]:
    """The response, in time or late; on social work also whether it is a re-referral.

    Raises InTheFuture, BeforeReceived, ReasonDoesNotFitResponse or EarlierNotBefore, or as
    `may_decide`.
    """
    contact = may_decide(referral, here).contact
    decided_on = command.decided_on
    check_happened(decided_on, contact, here, "decided_on")
    if command.reason not in DECISION_REASONS[command.response]:
        raise refusals.ReasonDoesNotFitResponse("reason", reason=str(command.reason))
    if command.former is not None and command.former.received_on >= contact.received_on:
        raise refusals.EarlierNotBefore("former", received_on=contact.received_on)
    social_work = command.response is Response.SOCIAL_WORK
    clocks = [stopped(contact, DECISION, decided_on, here)]
    if contact.has_referrer:
        clocks.append(outcome_clock(decided_on, contact.received_on, here))
    if social_work:
        clocks.append(started(FROM_REFERRAL, contact.received_on, here))
    return (
        ContactDecided(
            occurred_on=decided_on,
            response=command.response,
            reason=command.reason,
            explanation=command.explanation,
            re_referral=(
                re_referral(contact.received_on, command.earlier, command.former, here)
                if social_work
                else None
            ),
            former=command.former,
            clocks=tuple(clocks),
        ),
    )


def may_acknowledge(referral: Referral, here: Here) -> Known:
    """Raises NobodyToTell, AlreadyAcknowledged or NotReceived."""
    del here
    place = _answerable(referral)
    if place.contact.acknowledged_on is not None:
        raise refusals.AlreadyAcknowledged(acknowledged_on=place.contact.acknowledged_on)
    return place


def acknowledge(
    command: Acknowledge, referral: Referral, here: Here
) -> tuple[ContactAcknowledged, ...]:
    """A person acknowledged it, in time or late. Raises as `may_acknowledge`, or by the date."""
    contact: Contact = may_acknowledge(referral, here).contact
    on = command.acknowledged_on
    check_happened(on, contact, here, "acknowledged_on")
    clock = stopped(contact, ACKNOWLEDGEMENT, on, here)
    return (ContactAcknowledged(occurred_on=on, clocks=(clock,)),)


def may_tell(referral: Referral, here: Here) -> Known:
    """Raises NobodyToTell, NotDecided, AlreadyTold or NotReceived."""
    del here
    place = _answerable(referral)
    if decision_of(place) is None:
        raise refusals.NotDecided
    if place.contact.told_on is not None:
        raise refusals.AlreadyTold(told_on=place.contact.told_on)
    return place


def tell_outcome(command: TellOutcome, referral: Referral, here: Here) -> tuple[OutcomeTold, ...]:
    """The referrer was told. Raises InTheFuture or BeforePresentStep, or as `may_tell`."""
    place = may_tell(referral, here)
    decision = decision_of(place)
    check_happened(command.told_on, place.contact, here, "told_on")
    check_follows(command.told_on, None if decision is None else decision.decided_on, "told_on")
    clock = stopped(place.contact, OUTCOME_TOLD, command.told_on, here)
    return (OutcomeTold(occurred_on=command.told_on, clocks=(clock,)),)


def _answerable(referral: Referral) -> Known:
    place = known(referral)
    if not place.contact.has_referrer:
        raise refusals.NobodyToTell
    return place
