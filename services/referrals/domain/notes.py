"""What is written down beside the procedure: notes, redactions, who is who.

All of it can still be written when the case is closed. A link to the index may show an earlier
referral of the same child; whether this one is a re-referral is then decided again.
"""

from collections.abc import Iterator
from typing import Final

from services.referrals.domain.commands import LinkPerson
from services.referrals.domain.correction_events import DecisionCorrected
from services.referrals.domain.local import Here
from services.referrals.domain.places import Contact, InSocialWork, Known, Referral, underlying
from services.referrals.domain.re_referral import re_referral
from services.referrals.domain.standing import check_happened, known
from shared.casework.beside import happenings
from shared.casework.beside.happenings import PersonLinked
from shared.casework.beside.writing import OnCase, Writing
from shared.casework.terms import CorrectionReason


def _people(contact: Contact) -> Iterator[OnCase]:
    yield contact.child
    if contact.referrer is not None:
        yield contact.referrer


BESIDE: Final[Writing[Referral, Known, Contact, Here]] = Writing(
    known=known,
    written=lambda place: place.contact,
    people=_people,
    check_happened=check_happened,
)


def link_person(
    command: LinkPerson, referral: Referral, here: Here
) -> tuple[PersonLinked | DecisionCorrected, ...]:
    """Join somebody on the case to the index of people; erasure follows the link.

    Raises InTheFuture, BeforeReceived, PersonNotOnCase or NothingToChange, or as `may_link`.
    """
    join = happenings.LinkPerson(
        linked_on=command.linked_on, person=command.person, known_as=command.known_as
    )
    linked = BESIDE.link(join, referral, here)
    return (linked, *_looked_at_again(command, known(referral), here))


def _looked_at_again(
    command: LinkPerson, place: Known, here: Here
) -> tuple[DecisionCorrected, ...]:
    at = underlying(place)
    if not isinstance(at, InSocialWork) or command.person != at.contact.child.person:
        return ()
    decision = at.decision
    found = re_referral(at.contact.received_on, command.earlier, decision.former, here)
    if found == decision.re_referral:
        return ()
    corrected = DecisionCorrected(
        occurred_on=here.today,
        decided_on=decision.decided_on,
        response=decision.response,
        decision_reason=decision.reason,
        re_referral=found,
        reason=CorrectionReason.LATE_NEWS,
        clocks=(),
    )
    return (corrected,)
