"""Numbers that others gave a person, in the one spelling that is compared, with their check digits.

NHS number: ten digits, modulus 11 (NHS Data Dictionary). UPN: a check letter, twelve digits of
which the last may be a letter in a temporary one, modulus 23 (Department for Education, UPN guide).
"""

import re
from dataclasses import dataclass
from typing import Final

from services.referrals.domain.people import refusals
from services.referrals.domain.people.terms import IdentifierKind
from shared.event_sourcing import Erased, Personal

ONE_PERSONS: Final = frozenset(
    {IdentifierKind.NHS_NUMBER, IdentifierKind.UPN, IdentifierKind.SINGLE_IDENTIFIER}
)
"""Kinds of which no two people have the same; the others are given by many, each for itself."""

LONGEST: Final = 60
_NHS: Final = re.compile(r"[0-9]{10}")
_UPN: Final = re.compile(r"[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]")
_OTHER: Final = re.compile(rf"[0-9A-Z][0-9A-Z/_.:]{{0,{LONGEST - 1}}}")
_UPN_LETTERS: Final = "ABCDEFGHJKLMNPQRTUVWXYZ"
_BETWEEN: Final = re.compile(r"[\s\-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """`value` is in the spelling of `written`."""

    kind: IdentifierKind
    value: Personal

    @property
    def is_erased(self) -> bool:
        return isinstance(self.value, Erased)


def written(value: str) -> str:
    """Capital letters, without the spaces and hyphens that people put in."""
    return _BETWEEN.sub("", value).upper()


def checked(kind: IdentifierKind, value: str, field: str) -> Identifier:
    """The identifier. Raises IdentifierMisshapen or CheckDigitWrong."""
    plain = written(value)
    match kind:
        case IdentifierKind.NHS_NUMBER:
            shape, right = _NHS, _nhs_number_right
        case IdentifierKind.UPN:
            shape, right = _UPN, _upn_right
        case _:
            shape, right = _OTHER, _anything
    if not shape.fullmatch(plain):
        raise refusals.IdentifierMisshapen(field, identifier=str(kind))
    if not right(plain):
        raise refusals.CheckDigitWrong(field, identifier=str(kind))
    return Identifier(kind=kind, value=plain)


def _nhs_number_right(value: str) -> bool:
    total = sum(int(digit) * (10 - place) for place, digit in enumerate(value[:9]))
    return (11 - total % 11) % 11 == int(value[9])


def _upn_right(value: str) -> bool:
    total = sum(_worth(character) * (place + 2) for place, character in enumerate(value[1:]))
    return _UPN_LETTERS[total % 23] == value[0]


def _worth(character: str) -> int:
    return int(character) if character.isdigit() else _UPN_LETTERS.index(character)


def _anything(value: str) -> bool:
    return bool(value)
