"""Referrals as an erasure sees them: who is linked to whom, and whether texts exist."""

from collections.abc import Iterator

from services.referrals.application.cases import ReferralDesk
from services.referrals.domain.commands import ReferralCommand
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.local import Here
from services.referrals.domain.places import NothingOpened, Referral
from shared.casework.beside.happenings import AskRedaction
from shared.casework.erasure.people_on_cases import PeopleOnCases
from shared.event_store.erasing import Link


def people_on_referrals(
    desk: ReferralDesk,
) -> PeopleOnCases[ReferralCommand, Referral, ReferralEvent, Here]:
    return PeopleOnCases(
        cases=desk.cases,
        links=_links,
        has_text=_has_text,
        ask=lambda on, person: AskRedaction(asked_on=on, person=person),
    )


def _links(referral: Referral) -> Iterator[Link]:
    if not isinstance(referral, NothingOpened):
        for link in referral.contact.links:
            yield (link.person, link.known_as)


def _has_text(referral: Referral) -> bool:
    return not isinstance(referral, NothingOpened) and referral.contact.texts > 0
