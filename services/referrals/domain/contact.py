"""What every place of a referral knows, after each event that moves the case nowhere."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar, assert_never

from services.referrals.domain import events as happened
from services.referrals.domain.exploitation_state import Exploitation
from services.referrals.domain.places import (
    Answered,
    Closed,
    Contact,
    InSocialWork,
    Known,
    Undecided,
)
from shared.casework.beside import happenings as beside
from shared.casework.beside.rules import after_writing
from shared.casework.clocks import with_changed
from shared.deadlines import Clock

KnownT = TypeVar("KnownT", bound=Known)

Noted = (
    happened.ContactAcknowledged
    | happened.OutcomeTold
    | happened.ReferralAllocated
    | beside.BesideEvent
)


def as_opened(event: happened.ContactOpened) -> Contact:
    """The contact as it arrived."""
    exploitation = None
    if event.exploitation is not None:
        exploitation = Exploitation(
            recorded_on=None,
            particulars=event.exploitation,
            risks=() if event.risk is None else (event.risk,),
        )
    return Contact(
        reference=event.reference,
        received_on=event.occurred_on,
        received_at=event.received_at,
        source=event.source,
        agency=event.agency,
        kind=event.kind,
        category=event.category,
        child=event.child,
        referrer=event.referrer,
        came_from=event.came_from,
        concerns=event.concerns,
        policy_edition=event.policy_edition,
        team=event.team,
        exploitation=exploitation,
        clocks=event.clocks,
        texts=int(event.concerns is not None),
    )


def noted(contact: Contact, event: Noted) -> Contact:
    """The contact after an event that moves the case nowhere."""
    match event:
        case happened.ContactAcknowledged():
            return replace(
                contact,
                acknowledged_on=event.occurred_on,
                clocks=with_changed(contact.clocks, event.clocks),
            )
        case happened.OutcomeTold():
            return replace(
                contact,
                told_on=event.occurred_on,
                clocks=with_changed(contact.clocks, event.clocks),
            )
        case happened.ReferralAllocated():
            return replace(
                contact,
                team=event.team,
                worker=event.worker,
                allocated_on=(*contact.allocated_on, event.occurred_on),
            )
        case _:
            return after_writing(contact, event)


def with_contact(referral: KnownT, contact: Contact) -> KnownT:
    """The case with another contact, wherever it stands."""
    match referral:
        case Closed():
            return replace(referral, before=with_contact(referral.before, contact))
        case Undecided() | Answered() | InSocialWork():
            return replace(referral, contact=contact)
        case _:
            assert_never(referral)


def with_clocks(referral: KnownT, clocks: Sequence[Clock]) -> KnownT:
    """The case with the `clocks` that an event touched."""
    contact = referral.contact
    return with_contact(referral, replace(contact, clocks=with_changed(contact.clocks, clocks)))
