"""A child was born on another day: the households where they are or were learn their age."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from services.placements.application.placing import AtHousehold
from services.placements.domain.care.child import put_right
from services.placements.domain.care.state import TimeInCare
from services.placements.domain.households.commands import CorrectAges
from shared.casework.beside.happenings import CorrectPerson
from shared.messages import age_on


def with_right_ages(command: CorrectPerson, time: TimeInCare) -> Iterator[AtHousehold]:
    """What each household is asked, in which an age on the first day is another than before."""
    right = replace(time, child=put_right(time.child, command))
    changed: dict[UUID, list[tuple[int, int | None]]] = {}
    for placement in time.placements:
        place, day = placement.particulars.place, placement.started_on
        if place is not None and age_of(time, day) != age_of(right, day):
            changed.setdefault(place.stream, []).append((placement.number, age_of(right, day)))
    for stream, ages in changed.items():
        told = CorrectAges(reason=command.reason, care=time.reference, ages=tuple(ages))
        yield AtHousehold(stream=stream, command=told)


def age_of(time: TimeInCare, day: date) -> int | None:
    """The child's age in whole years, where it is known."""
    born = time.child.date_of_birth
    if not isinstance(born, date) or born > day:
        return None
    return age_on(day, born=born)
