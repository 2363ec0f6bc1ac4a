"""What a service keeps of a person. Everything that could name one of them is marked personal."""

from dataclasses import dataclass, fields, replace
from uuid import UUID

from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.event_sourcing import Erased, Personal, PersonalDate


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetails:
    """What the service keeps of one person, under the pseudonymous reference `person`.

    `contact` is an address, a number or an e-mail, as given. The four codes are held only where
    the person gave them, and are published without the name.
    """

    person: UUID
    name: Personal
    date_of_birth: PersonalDate | None = None
    contact: Personal | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the person's key is destroyed."""
        return isinstance(self.name, Erased)


def completed(details: PersonDetails, other: PersonDetails) -> PersonDetails:
    """`details`, and whatever is None in them as `other` has it."""
    missing = {
        field.name: getattr(other, field.name)
        for field in fields(details)
        if getattr(details, field.name) is None
    }
    return replace(details, **missing)
