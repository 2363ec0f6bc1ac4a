"""What can be asked of an entry of the index, and what then happened. No free text anywhere."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Final
from uuid import UUID

from services.referrals.domain.people.entry import Address, Details
from services.referrals.domain.people.identifiers import Identifier
from services.referrals.domain.people.terms import EntryReason
from shared.casework.stored import StoredAs


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPerson:
    """Add a person who was searched for.

    `found` are the candidates whom the index holds now, `looked_at` those whom the caller looked
    at and who are none of them. `taken_by` is somebody else with one of the identifiers.
    """

    details: Details
    identifiers: tuple[Identifier, ...] = ()
    address: Address | None = None
    none_of_these: bool = False
    looked_at: tuple[UUID, ...] = ()
    found: tuple[UUID, ...] = ()
    taken_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectDetails:
    """Put right what is held. What is None in `details` stays."""

    reason: EntryReason
    details: Details


@dataclass(frozen=True, slots=True, kw_only=True)
class AddIdentifier:
    """`taken_by` is somebody else who has it, where nobody else may."""

    identifier: Identifier
    taken_by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawIdentifier:
    identifier: Identifier
    reason: EntryReason


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAddress:
    """From `from_on` on; one of the same day takes the place of the one recorded before."""

    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgetPerson:
    """The person's key is destroyed: nothing they could be found by may stay either."""

    forgotten_on: date


PersonCommand = (
    AddPerson | CorrectDetails | AddIdentifier | WithdrawIdentifier | RecordAddress | ForgetPerson
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAdded:
    occurred_on: date
    person: UUID
    details: Details
    identifiers: tuple[Identifier, ...]
    address: Address | None
    looked_at: tuple[UUID, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDetailsCorrected:
    """The details as they should have been recorded; unchanged values are repeated."""

    corrects: ClassVar[str] = "person-added"

    occurred_on: date
    person: UUID
    details: Details
    reason: EntryReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIdentifierAdded:
    occurred_on: date
    person: UUID
    identifier: Identifier


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonIdentifierWithdrawn:
    occurred_on: date
    person: UUID
    identifier: Identifier
    reason: EntryReason


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAddressRecorded:
    occurred_on: date
    person: UUID
    address: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForgotten:
    occurred_on: date
    person: UUID


PersonEvent = (
    PersonAdded
    | PersonDetailsCorrected
    | PersonIdentifierAdded
    | PersonIdentifierWithdrawn
    | PersonAddressRecorded
    | PersonForgotten
)

STORED: Final = (
    StoredAs("person-added", 1, PersonAdded, "person"),
    StoredAs("person-details-corrected", 1, PersonDetailsCorrected, "person"),
    StoredAs("person-identifier-added", 1, PersonIdentifierAdded, "person"),
    StoredAs("person-identifier-withdrawn", 1, PersonIdentifierWithdrawn, "person"),
    StoredAs("person-address-recorded", 1, PersonAddressRecorded, "person"),
    StoredAs("person-forgotten", 1, PersonForgotten, "person"),
)
