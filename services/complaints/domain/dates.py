"""When an act on a complaint may be dated: once it is received, and not while it is withdrawn."""

from datetime import date

from services.complaints.domain.local import Here
from services.complaints.domain.places import Contact
from shared.casework import refusals
from shared.casework.dates import check_follows, check_past


def check_happened(day: date, contact: Contact, here: Here, field: str) -> None:
    """A day on which something can have been done on the case.

    Raises InTheFuture or BeforeReceived.
    """
    check_past(day, here, field)
    if day < contact.received_on:
        raise refusals.BeforeReceived(field, received_on=contact.received_on)


def check_not_withdrawn(day: date, contact: Contact, field: str) -> None:
    """Nothing is answered while it is withdrawn: from that day until the case is reopened.

    Raises BeforePresentStep.
    """
    for spell in contact.withdrawals:
        if spell.undone_on is not None and spell.on <= day:
            check_follows(day, spell.undone_on, field)
