"""When an act may be dated: not in the future, not before what it follows, inside the calendar."""

from datetime import date, datetime, timedelta
from typing import Final

from shared.casework import refusals
from shared.casework.here import AnyHere
from shared.casework.people.details import PersonDetails

ROOM_FOR_CLOCKS: Final = timedelta(days=90)
"""How far the calendar must reach beyond a start, so that a limit of weeks can be counted."""
NO_ROOM: Final = timedelta(0)


def check_past(day: date, here: AnyHere, field: str) -> None:
    """Raises InTheFuture."""
    if day > here.today:
        raise refusals.InTheFuture(field, today=here.today)


def check_past_instant(at: datetime, here: AnyHere, field: str) -> None:
    """Raises InTheFuture."""
    if at > here.now:
        raise refusals.InTheFuture(field, today=here.today)


def check_born(details: PersonDetails | None, here: AnyHere, field: str) -> None:
    """Nobody on a case was born in the future. Raises InTheFuture."""
    if details is not None and isinstance(details.date_of_birth, date):
        check_past(details.date_of_birth, here, field)


def check_follows(day: date, former: date | None, field: str) -> None:
    """Raises BeforePresentStep where `day` is before the step it follows; None follows nothing."""
    if former is not None and day < former:
        raise refusals.BeforePresentStep(field, step_on=former)


def check_countable(
    day: date, here: AnyHere, field: str, *, room: timedelta = ROOM_FOR_CLOCKS
) -> None:
    """Raises OutsideCalendar unless every limit that starts on `day` can be counted.

    A service with limits of months gives `room` for its longest.
    """
    check_in_calendar(day, here, field, room=room)


def check_in_calendar(day: date, here: AnyHere, field: str, *, room: timedelta = NO_ROOM) -> None:
    """Raises OutsideCalendar unless the calendar knows `day`, and `room` days beyond it."""
    calendar = here.calendar
    if not calendar.first_day <= day <= calendar.last_day - room:
        raise refusals.OutsideCalendar(
            field, first_day=calendar.first_day, last_day=calendar.last_day
        )
