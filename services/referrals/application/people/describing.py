"""What an entry of the index says of itself: to the world its reference, to the list blind tags."""

import json
from datetime import date
from typing import Final

from services.referrals.application.people.blind_index import BlindIndex
from services.referrals.domain.people.entry import Sought, terms_of
from services.referrals.domain.people.identifiers import Identifier
from services.referrals.domain.people.state import Forgotten, Indexed, NotIndexed, Person
from services.referrals.domain.people.terms import IdentifierKind
from shared.event_store.list_values import PersonalValue
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage, Fact, PersonInMessage

KIND: Final = "person"
INDEXED: Final = "indexed"
FORGOTTEN: Final = "forgotten"
FOUND_BY: Final = "found-by"
"""The name, in the row, of what a search compares."""

_KINDS: Final = {str(kind): kind for kind in IdentifierKind}


def header(person: Person) -> CaseInMessage:
    """The case as every message of it names it: by the reference that all services share."""
    return CaseInMessage(kind=KIND, reference=str(_known(person).person))


def facts(person: Person) -> tuple[Fact, ...]:
    """None: who is in the index is no activity."""
    del person
    return ()


def people(person: Person) -> tuple[PersonInMessage, ...]:
    """None: a message of the index carries the reference, and nothing of the person."""
    del person
    return ()


def list_row(person: Person, index: BlindIndex) -> ListRow:
    """How it is found. Of whoever was erased no tag is left.

    `main_person` stays empty although it is their own: so that an erasure comes back to the entry
    to have it forgotten. It holds no free text that a key of the case would have to go for.
    """
    known = _known(person)
    terms = terms_of(findable(known)) if isinstance(known, Indexed) else frozenset()
    return ListRow(
        kind=KIND,
        reference=str(known.person),
        place=INDEXED if isinstance(known, Indexed) else FORGOTTEN,
        tags=index.tags(terms),
        people=(known.person,),
        summary=json.dumps({"main_person": None}).encode(),
    )


def names(person: Person) -> dict[str, PersonalValue]:
    """What a search compares and shows, sealed under the person's key: one JSON document."""
    known = _known(person)
    if isinstance(known, Forgotten) or known.entry.details.is_erased:
        return {}
    shown = json.dumps(written(findable(known)))
    return {FOUND_BY: PersonalValue(person=known.person, value=shown)}


def findable(person: Indexed) -> Sought:
    """The person as somebody would look for them."""
    return Sought.like(person.entry.details, person.entry.identifiers)


def written(held: Sought) -> dict[str, object]:
    """As JSON; `read` is its way back."""
    return {
        "name": held.name,
        "date_of_birth": None if held.date_of_birth is None else str(held.date_of_birth),
        "expected_on": None if held.expected_on is None else str(held.expected_on),
        "identifiers": [[str(one.kind), one.value] for one in held.identifiers],
    }


def read(document: str) -> Sought:
    """What `written` wrote."""
    said = json.loads(document)
    return Sought(
        name=said["name"],
        date_of_birth=_day(said["date_of_birth"]),
        expected_on=_day(said["expected_on"]),
        identifiers=tuple(
            Identifier(kind=_KINDS[kind], value=value) for kind, value in said["identifiers"]
        ),
    )


def _day(said: str | None) -> date | None:
    return None if said is None else date.fromisoformat(said)


def _known(person: Person) -> Indexed | Forgotten:
    if isinstance(person, NotIndexed):
        raise TypeError("a person who is not in the index cannot be described")
    return person
