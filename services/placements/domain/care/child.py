"""The child who is looked after.

A time in care that a referral's outcome opens knows the child by reference alone; a name and all
else come later, as corrections of what was recorded.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from shared.casework.beside.happenings import CorrectPerson
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.event_sourcing import Erased, Personal, PersonalDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """What is kept of the child, under the pseudonymous reference `person`.

    `contact` is a number or an address, as given. The four codes are published without the name.
    """

    person: UUID
    name: Personal | None = None
    date_of_birth: PersonalDate | None = None
    contact: Personal | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the child's key is destroyed, as far as anything was kept under it."""
        kept = (self.name, self.date_of_birth, self.contact)
        return any(isinstance(value, Erased) for value in kept)


def put_right(child: Child, command: CorrectPerson) -> Child:
    """The child with what the command gives; what it does not give stays."""
    return replace(
        child,
        name=command.name or child.name,
        date_of_birth=command.date_of_birth or child.date_of_birth,
        contact=command.contact or child.contact,
        sex=command.sex or child.sex,
        ethnicity=command.ethnicity or child.ethnicity,
        disability=command.disability or child.disability,
        sexual_orientation=command.sexual_orientation or child.sexual_orientation,
    )
