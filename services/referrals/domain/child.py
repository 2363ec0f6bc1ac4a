"""The child whom a referral is about, and whoever told of them.

A child may be unborn, and may have no name: no contact is turned away for what it does not know.
"""

from dataclasses import dataclass, fields, replace
from uuid import UUID

from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.event_sourcing import Erased, Personal, PersonalDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """What is kept of the child, under the pseudonymous reference `person`.

    `expected_on` is the day on which an unborn child is expected; `contact` is an address or a
    number, as given. The four codes are published without the name.
    """

    person: UUID
    name: Personal | None = None
    date_of_birth: PersonalDate | None = None
    expected_on: PersonalDate | None = None
    contact: Personal | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    @property
    def is_erased(self) -> bool:
        """Whether the child's key is destroyed, as far as anything was kept under it."""
        kept = (self.name, self.date_of_birth, self.expected_on, self.contact)
        return any(isinstance(value, Erased) for value in kept)


def put_right(child: Child, changes: Child) -> Child:
    """`child` with whatever is not None in `changes`; one that is born is no longer expected."""
    given = {
        field.name: getattr(changes, field.name)
        for field in fields(changes)
        if getattr(changes, field.name) is not None
    }
    if "date_of_birth" in given and "expected_on" not in given:
        given["expected_on"] = None
    return replace(child, **given)
