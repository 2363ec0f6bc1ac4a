"""A term is a code with its wording and the days between which it may be used."""

from datetime import date
from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """A code list: each member is its public code, and carries its label and validity.

    A code is never renamed or removed, since stored events hold it; it goes out of use by a
    date. `used_from` and `used_to` are inclusive London dates; None is unbounded.
    """

    label: str
    used_from: date | None
    used_to: date | None

    def __new__(
        cls, code: str, label: str, used_from: date | None = None, used_to: date | None = None
    ) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        member.used_from = used_from
        member.used_to = used_to
        return member

    def in_use_on(self, day: date) -> bool:
        return (self.used_from is None or self.used_from <= day) and (
            self.used_to is None or day <= self.used_to
        )
