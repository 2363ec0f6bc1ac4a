"""When an act may be dated: not in the future, not before what it follows, inside the calendar."""

from datetime import date, datetime, timedelta
from typing import Final

from services.complaints.domain import refusals
from services.complaints.domain.local import Here
from services.complaints.domain.people import PersonDetails
from services.complaints.domain.places import Contact

ROOM_FOR_CLOCKS: Final = timedelta(days=90)
"""How far the calendar must reach beyond a start, so that its longest limit can be counted."""
NO_ROOM: Final = timedelta(0)


def check_past(day: date, here: Here, field: str) -> None:
    """Raises InTheFuture."""
    if day > here.today:
        raise refusals.InTheFuture(field, today=here.today)


def check_past_instant(at: datetime, here: Here, field: str) -> None:
    """Raises InTheFuture."""
    if at > here.now:
        raise refusals.InTheFuture(field, today=here.today)


def check_born(details: PersonDetails | None, here: Here, field: str) -> None:
    """Nobody on a case was born in the future. Raises InTheFuture."""
    if details is not None and isinstance(details.date_of_birth, date):
        check_past(details.date_of_birth, here, field)


def check_happened(day: date, contact: Contact, here: Here, field: str) -> None:
    """A day on which something can have been done on the case.

    Raises InTheFuture or BeforeReceived.
    """
    check_past(day, here, field)
    if day < contact.received_on:
        raise refusals.BeforeReceived(field, received_on=contact.received_on)


def check_follows(day: date, former: date | None, field: str) -> None:
    """Raises BeforePresentStep where `day` is before the step it follows; None follows nothing."""
    if former is not None and day < former:
        raise refusals.BeforePresentStep(field, step_on=former)


def check_not_withdrawn(day: date, contact: Contact, field: str) -> None:
    """Nothing is answered while it is withdrawn: from that day until the case is reopened.

    Raises BeforePresentStep.
    """
    for spell in contact.withdrawals:
        if spell.undone_on is not None and spell.on <= day:
            check_follows(day, spell.undone_on, field)


def check_countable(day: date, here: Here, field: str) -> None:
    """Raises OutsideCalendar unless every limit that starts on `day` can be counted."""
    check_in_calendar(day, here, field, room=ROOM_FOR_CLOCKS)


def check_in_calendar(day: date, here: Here, field: str, *, room: timedelta = NO_ROOM) -> None:
    """Raises OutsideCalendar unless the calendar knows `day`, and `room` days beyond it."""
    calendar = here.calendar
    if not calendar.first_day <= day <= calendar.last_day - room:
        raise refusals.OutsideCalendar(
            field, first_day=calendar.first_day, last_day=calendar.last_day
        )
