"""Where a case stands, checked the same way by the rule itself and by the list of actions."""

from datetime import date

from services.referrals.domain import refusals
from services.referrals.domain.exploitation_state import Exploitation
from services.referrals.domain.local import Here
from services.referrals.domain.places import (
    Answered,
    Closed,
    Contact,
    InSocialWork,
    Known,
    NothingOpened,
    OnTheWay,
    Referral,
    Undecided,
)
from shared.casework.dates import check_past
from shared.casework.refusals import BeforeReceived, CaseClosed, NotReceived


def known(referral: Referral) -> Known:
    """A case that exists. Raises NotReceived."""
    if isinstance(referral, NothingOpened):
        raise NotReceived
    return referral


def on_the_way(referral: Referral) -> OnTheWay:
    """A case that is not closed. Raises NotReceived or CaseClosed."""
    place = known(referral)
    if isinstance(place, Closed):
        raise CaseClosed
    return place


def decided(referral: Referral) -> Answered | InSocialWork:
    """An open case whose response is decided. Raises NotDecided, or as `on_the_way`."""
    place = on_the_way(referral)
    if isinstance(place, Undecided):
        raise refusals.NotDecided
    return place


def in_social_work(referral: Referral) -> InSocialWork:
    """An open referral. Raises NotInSocialWork, or as `decided`."""
    place = decided(referral)
    if isinstance(place, Answered):
        raise refusals.NotInSocialWork
    return place


def exploited(referral: Referral) -> tuple[OnTheWay, Exploitation]:
    """An open case with open exploitation. Raises NoExploitation, or as `on_the_way`."""
    place = on_the_way(referral)
    exploitation = place.contact.exploitation
    if exploitation is None or not exploitation.is_open:
        raise refusals.NoExploitation
    return place, exploitation


def check_happened(day: date, contact: Contact, here: Here, field: str) -> None:
    """A day on which something can have been done on the case.

    Raises InTheFuture or BeforeReceived.
    """
    check_past(day, here, field)
    if day < contact.received_on:
        raise BeforeReceived(field, received_on=contact.received_on)


def reopened_on(contact: Contact) -> date | None:
    """When the case was reopened last; nothing new is done on it before that."""
    return contact.reopenings[-1].on if contact.reopenings else None
