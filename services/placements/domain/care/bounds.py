"""What cannot be true of a time in care, and is a slip of whoever keyed it."""

from datetime import date, timedelta
from typing import Final

from services.placements.domain.care import refusals
from services.placements.domain.care.child import Child
from services.placements.domain.care.state import TimeInCare
from shared.messages import age_on

TOO_OLD: Final = 21
"""Children Act 1989 s20(5): the last who can be accommodated are under twenty-one."""
LOOKED_FOR_AHEAD: Final = timedelta(days=365)
"""How long before the care a placement is looked for or planned. Nothing prescribes it: a planned
coming into care takes months, and a wrong year is caught."""


def check_age(child: Child, started_on: date, field: str) -> None:
    """Of a child whose date of birth is known. Raises BornAfterStart or TooOldForCare."""
    born = child.date_of_birth
    if not isinstance(born, date):
        return
    if born > started_on:
        raise refusals.BornAfterStart(field, started_on=started_on)
    age = age_on(started_on, born=born)
    if age >= TOO_OLD:
        raise refusals.TooOldForCare(field, age=age)


def check_not_long_before(day: date, time: TimeInCare, field: str) -> None:
    """Raises LongBeforeCare."""
    not_before = time.started_on - LOOKED_FOR_AHEAD
    if day < not_before:
        raise refusals.LongBeforeCare(field, not_before=not_before)
