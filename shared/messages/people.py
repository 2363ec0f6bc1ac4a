"""What a message says of a person: a pseudonym, a part in the case, an age and a few codes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInMessage:
    """One person on the case. Never a name, a date of birth, a postcode or a word they said.

    `part` is child, complainant, representative, …; `age` is in whole years on the day of the
    event; `born` is `YYYY-MM`, only where an indicator needs an age on another day. The other
    fields are codes, given where they were given to us. Of somebody erased there is no age any
    more: a reader keeps the one that it was told.
    """

    person: UUID
    part: str
    age: int | None = None
    sex: str | None = None
    ethnicity: str | None = None
    disability: str | None = None
    sexual_orientation: str | None = None
    born: str | None = None


def age_on(day: date, *, born: date) -> int:
    """Whole years lived on `day`; somebody born on 29 February is a year older on 1 March.

    ValueError for a day before birth.
    """
    if day < born:
        raise ValueError("the day is before the birth")
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def month_of(born: date) -> str:
    """A date of birth without its day: `YYYY-MM`."""
    return f"{born.year:04d}-{born.month:02d}"
