"""A person as the index has them: not yet, with an entry, or forgotten."""

from dataclasses import dataclass, replace
from uuid import UUID

from services.referrals.domain.people.entry import Address, Entry
from services.referrals.domain.people.happenings import (
    PersonAdded,
    PersonAddressRecorded,
    PersonDetailsCorrected,
    PersonEvent,
    PersonForgotten,
    PersonIdentifierAdded,
    PersonIdentifierWithdrawn,
)
from shared.casework.impossible import ImpossibleHistory


@dataclass(frozen=True, slots=True)
class NotIndexed:
    """Nobody under this reference yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """In the index. Once the key is destroyed, every value of the entry is `Erased`."""

    person: UUID
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Erased: the reference stays, and nothing leads to it."""

    person: UUID


Person = NotIndexed | Indexed | Forgotten


def evolve(person: Person, event: PersonEvent) -> Person:
    """The person after `event`. Raises ImpossibleHistory."""
    match person, event:
        case NotIndexed(), PersonAdded():
            return Indexed(
                person=event.person,
                entry=Entry(
                    details=event.details,
                    identifiers=event.identifiers,
                    addresses=() if event.address is None else (event.address,),
                ),
            )
        case Indexed(), PersonForgotten():
            return Forgotten(person=person.person)
        case Indexed(), _:
            return replace(person, entry=_changed(person.entry, event))
        case _:
            raise ImpossibleHistory(f"{type(event).__name__} after {type(person).__name__}")


def with_address(addresses: tuple[Address, ...], new: Address) -> tuple[Address, ...]:
    """The history with the new one in its place; of two from one day the later recorded stays."""
    others = (one for one in addresses if one.from_on != new.from_on)
    return tuple(sorted((*others, new), key=lambda one: one.from_on))


def _changed(entry: Entry, event: PersonEvent) -> Entry:
    match event:
        case PersonDetailsCorrected():
            return replace(entry, details=event.details)
        case PersonIdentifierAdded():
            return replace(entry, identifiers=(*entry.identifiers, event.identifier))
        case PersonIdentifierWithdrawn():
            kept = tuple(one for one in entry.identifiers if one != event.identifier)
            return replace(entry, identifiers=kept)
        case PersonAddressRecorded():
            return replace(entry, addresses=with_address(entry.addresses, event.address))
        case _:
            raise ImpossibleHistory(f"{type(event).__name__} after Indexed")
