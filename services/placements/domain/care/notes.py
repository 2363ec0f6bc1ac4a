"""What is written beside the care: notes, redactions, and who the child is.

All of it can still be written when the child has left care.
"""

from datetime import date
from typing import Final

from services.placements.domain.care import refusals as of_care
from services.placements.domain.care.bounds import check_age
from services.placements.domain.care.child import put_right
from services.placements.domain.care.corrected import PersonCorrected
from services.placements.domain.care.standing import known
from services.placements.domain.care.state import Care, KnownCare, TimeInCare
from services.placements.domain.local import Here
from shared.casework import refusals
from shared.casework.beside.happenings import CorrectPerson
from shared.casework.beside.writing import Writing
from shared.casework.dates import check_past


def _check_happened(day: date, time: TimeInCare, here: Here, field: str) -> None:
    check_past(day, here, field)
    if day < time.started_on:
        raise of_care.BeforeCare(field, started_on=time.started_on)


BESIDE: Final[Writing[Care, KnownCare, TimeInCare, Here]] = Writing(
    known=known,
    written=lambda place: place.time,
    people=lambda time: (time.child,),
    check_happened=_check_happened,
)


def may_correct_person(care: Care, here: Here) -> KnownCare:
    """Raises EverybodyErased or NotLookedAfter."""
    del here
    place = known(care)
    if place.time.child.is_erased:
        raise refusals.EverybodyErased
    return place


def correct_person(command: CorrectPerson, care: Care, here: Here) -> tuple[PersonCorrected, ...]:
    """Raises PersonNotOnCase, InTheFuture, BornAfterStart, TooOldForCare or NothingToChange, or as
    `may_correct_person`.
    """
    time = may_correct_person(care, here).time
    child = time.child
    if command.person != child.person:
        raise refusals.PersonNotOnCase("person")
    if command.date_of_birth is not None:
        check_past(command.date_of_birth, here, "date_of_birth")
    right = put_right(child, command)
    if right == child:
        raise refusals.NothingToChange("person")
    if command.date_of_birth is not None:
        check_age(right, time.started_on, "date_of_birth")
    return (PersonCorrected(occurred_on=here.today, details=right, reason=command.reason),)
