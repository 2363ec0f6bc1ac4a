"""The code lists of the index of people."""

from collections.abc import Mapping
from typing import Final

from shared.casework.terms import Term


class IdentifierKind(Term):
    """Whose number it is. The first three belong to one person only, and have a check or a list."""

    NHS_NUMBER = "nhs-number", "NHS number"
    UPN = "upn", "Unique pupil number"
    SINGLE_IDENTIFIER = "single-identifier", "Single unique identifier of a child"
    HOME_OFFICE = "home-office", "Home Office reference"
    LOCAL = "local", "Reference of a former or another system"


class EntryReason(Term):
    """Why what is held of a person is put right."""

    MISKEYED = "miskeyed", "Keyed wrongly"
    EVIDENCE_FOUND = "evidence-found", "Evidence of the right value was found"
    LATE_NEWS = "late-news", "The service was told late"
    BORN = "born", "The child was born"
    NAME_CHANGED = "name-changed", "The name was changed"
    ANOTHER_PERSONS = "another-persons", "It belongs to somebody else"
    AUDIT = "audit", "Found by an audit"


class Matched(Term):
    """What of a search agreed with an entry, the strongest first."""

    IDENTIFIER = "identifier", "An identifier"
    NAME = "name", "The whole name"
    NAME_PARTS = "name-parts", "Two or more parts of the name"
    ONE_NAME = "one-name", "One part of the name"
    DATE_OF_BIRTH = "date-of-birth", "The date of birth"
    EXPECTED_ON = "expected-on", "The day on which the child is expected"
    DATE_OF_BIRTH_SWAPPED = "date-of-birth-swapped", "The date of birth, day and month exchanged"


LISTS: Final[Mapping[str, type[Term]]] = {
    "entry-reasons": EntryReason,
    "identifier-kinds": IdentifierKind,
    "matches": Matched,
}
