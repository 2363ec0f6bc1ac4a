"""Why the index of people says no. What any service refuses by is in `shared.casework.refusals`."""

from typing import ClassVar

from shared.casework.refusals import ContentRefusal
from shared.event_sourcing import Refusal


class PersonAlreadyAdded(Refusal):
    code: ClassVar[str] = "person-already-added"
    because: ClassVar[str] = "The person is in the index."


class PersonNotInIndex(Refusal):
    code: ClassVar[str] = "person-not-in-index"
    because: ClassVar[str] = "Nobody is in the index under this reference."


class PersonForgotten(Refusal):
    code: ClassVar[str] = "person-forgotten"
    because: ClassVar[str] = "The person was erased, and is no longer in the index."


class NoIdentifierHeld(Refusal):
    code: ClassVar[str] = "no-identifier-held"
    because: ClassVar[str] = "No identifier of this person is held."


class IdentifierTaken(Refusal):
    """Facts: `person`, the reference of the one who has it.

    One of the two is wrong, or they are one person: whoever asks looks at both.
    """

    code: ClassVar[str] = "identifier-taken"
    because: ClassVar[str] = "Somebody else in the index has this identifier."


class SearchFirst(ContentRefusal):
    code: ClassVar[str] = "search-first"
    because: ClassVar[str] = (
        "Search for the person with these very details first, and send the token it gave."
    )


class CandidatesFound(ContentRefusal):
    """Facts: `candidates`, how many of those found were not looked at."""

    code: ClassVar[str] = "candidates-found"
    because: ClassVar[str] = (
        "People like this are in the index: look at each, and say that it is none of these."
    )


class NothingToSearchBy(ContentRefusal):
    code: ClassVar[str] = "nothing-to-search-by"
    because: ClassVar[str] = "A name, a date or an identifier is needed."


class IdentifierMisshapen(ContentRefusal):
    """Facts: `identifier`, the code of its kind."""

    code: ClassVar[str] = "identifier-misshapen"
    because: ClassVar[str] = "An identifier of that kind does not look like this."


class CheckDigitWrong(ContentRefusal):
    """Facts: `identifier`, the code of its kind."""

    code: ClassVar[str] = "check-digit-wrong"
    because: ClassVar[str] = "The check digit does not fit: the identifier was miskeyed."


class IdentifierAlreadyHeld(ContentRefusal):
    code: ClassVar[str] = "identifier-already-held"
    because: ClassVar[str] = "The person has this identifier already."


class IdentifierNotHeld(ContentRefusal):
    code: ClassVar[str] = "identifier-not-held"
    because: ClassVar[str] = "The person does not have this identifier."


class BornAndExpected(ContentRefusal):
    code: ClassVar[str] = "born-and-expected"
    because: ClassVar[str] = "A child is either born or expected."
