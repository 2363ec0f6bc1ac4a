"""What the index holds of one person, and what it can be found by."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from services.referrals.domain.people.identifiers import Identifier
from services.referrals.domain.people.names import name_terms
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.event_sourcing import Erased, Personal, PersonalDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Who it is. An unborn child has the day on which it is expected in place of a birth."""

    person: UUID
    name: Personal | None = None
    date_of_birth: PersonalDate | None = None
    expected_on: PersonalDate | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the person's key is destroyed, as far as anything was kept under it."""
        kept = (self.name, self.date_of_birth, self.expected_on)
        return any(isinstance(value, Erased) for value in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the person lived from `from_on` on, until the next one of the history."""

    from_on: date
    lines: Personal
    postcode: Personal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One person. `identifiers` are in the order recorded, `addresses` in that of their days."""

    details: Details
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Whom somebody looks for, by whatever is known of them."""

    name: str | None = None
    date_of_birth: date | None = None
    expected_on: date | None = None
    identifiers: tuple[Identifier, ...] = ()

    @classmethod
    def like(cls, details: Details, identifiers: tuple[Identifier, ...]) -> "Sought":
        """Everybody whom these details could mean; what is erased means nobody."""
        return cls(
            name=details.name if isinstance(details.name, str) else None,
            date_of_birth=_day(details.date_of_birth),
            expected_on=_day(details.expected_on),
            identifiers=tuple(one for one in identifiers if not one.is_erased),
        )


def terms_of(sought: Sought) -> frozenset[str]:
    """What a person of these details is found by: each a kind and a value, and all personal."""
    return frozenset(_terms(sought))


def terms_to_look_up(sought: Sought) -> frozenset[str]:
    """What to look for: also the date of birth with day and month exchanged."""
    swapped = swapped_day(sought.date_of_birth)
    return terms_of(sought) | ({f"dob:{swapped}"} if swapped else frozenset())


def swapped_day(day: date | None) -> date | None:
    """The date that somebody who exchanges day and month writes; None where there is none."""
    if day is None or day.day > 12 or day.day == day.month:  # noqa: PLR2004 - months of a year
        return None
    return day.replace(month=day.day, day=day.month)


def put_right(details: Details, changes: Details) -> Details:
    """`details` with whatever is not None in `changes`; a birth takes the place of what was due."""
    given = {
        item.name: getattr(changes, item.name)
        for item in fields(changes)
        if getattr(changes, item.name) is not None
    }
    changed = replace(details, **given)
    return replace(changed, expected_on=None) if changes.date_of_birth is not None else changed


def _terms(sought: Sought) -> Iterator[str]:
    if sought.name is not None:
        yield from (f"name:{term}" for term in name_terms(sought.name))
    if sought.date_of_birth is not None:
        yield f"dob:{sought.date_of_birth}"
    if sought.expected_on is not None:
        yield f"due:{sought.expected_on}"
    yield from (f"id:{one.kind}:{one.value}" for one in sought.identifiers if not one.is_erased)


def _day(value: date | Erased | None) -> date | None:
    return value if isinstance(value, date) else None
