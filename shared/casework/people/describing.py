"""What a message says of people: a pseudonym, a part, an age, and the codes they gave."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final, Protocol
from uuid import UUID

from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.event_sourcing import Erased
from shared.messages import PersonInMessage, age_on

OLDEST: Final = 130
"""A greater age is a slip of the pen, and is left out."""


class Describable(Protocol):
    """What a message may say of a person, as whatever keeps them has it: `PersonDetails`, say."""

    @property
    def person(self) -> UUID: ...
    @property
    def date_of_birth(self) -> date | Erased | None: ...
    @property
    def sex(self) -> Sex | None: ...
    @property
    def ethnicity(self) -> Ethnicity | None: ...
    @property
    def disability(self) -> Disability | None: ...
    @property
    def sexual_orientation(self) -> SexualOrientation | None: ...


def people_on(
    parts: Iterable[tuple[str, Describable | None]], day: date
) -> Iterator[PersonInMessage]:
    """The people who are there, with their age in whole years on `day`: one that the case gives.

    Never the day of the event itself, so that no later event moves a figure by age.
    """
    for part, details in parts:
        if details is not None:
            yield PersonInMessage(
                person=details.person,
                part=part,
                age=_age(details.date_of_birth, day),
                sex=_code(details.sex),
                ethnicity=_code(details.ethnicity),
                disability=_code(details.disability),
                sexual_orientation=_code(details.sexual_orientation),
            )


def _age(born: date | Erased | None, day: date) -> int | None:
    if born is None or isinstance(born, Erased) or born > day:
        return None
    age = age_on(day, born=born)
    return age if age <= OLDEST else None


def _code(code: str | None) -> str | None:
    return None if code is None else str(code)
