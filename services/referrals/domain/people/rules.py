"""What may be done to an entry of the index, and what stands against each act."""

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from services.referrals.domain.local import Here
from services.referrals.domain.people import refusals
from services.referrals.domain.people.entry import Details, Sought, put_right, terms_of
from services.referrals.domain.people.happenings import (
    AddIdentifier,
    AddPerson,
    CorrectDetails,
    ForgetPerson,
    PersonAdded,
    PersonAddressRecorded,
    PersonCommand,
    PersonDetailsCorrected,
    PersonEvent,
    PersonForgotten,
    PersonIdentifierAdded,
    PersonIdentifierWithdrawn,
    RecordAddress,
    WithdrawIdentifier,
)
from services.referrals.domain.people.state import (
    Forgotten,
    Indexed,
    NotIndexed,
    Person,
    evolve,
    with_address,
)
from shared.casework.dates import check_past
from shared.casework.refusals import EverybodyErased, GivenTwice, NothingToChange
from shared.event_sourcing import Decider, Refusal, standing_against


class PersonAction(StrEnum):
    ADD_PERSON = "add-person"
    CORRECT_DETAILS = "correct-person-details"
    ADD_IDENTIFIER = "add-identifier"
    WITHDRAW_IDENTIFIER = "withdraw-identifier"
    RECORD_ADDRESS = "record-address"
    FORGET_PERSON = "forget-person"


def decide(command: PersonCommand, person: Person, here: Here) -> tuple[PersonEvent, ...]:
    """What follows from the command. Raises a Refusal."""
    match command:
        case AddPerson():
            return (_add(command, person, here),)
        case CorrectDetails():
            return (_correct(command, _readable(person), here),)
        case AddIdentifier():
            return (_add_identifier(command, _readable(person), here),)
        case WithdrawIdentifier():
            return (_withdraw_identifier(command, _may_withdraw(person), here),)
        case RecordAddress():
            return (_record_address(command, _readable(person), here),)
        case ForgetPerson():
            return (_forget(command, _indexed(person), here),)
        case _:
            assert_never(command)


def allowed(person: Person) -> dict[str, Refusal | None]:
    """Each action with the refusal of standing against it, or None where some body would do."""
    return standing_against(_STANDING, person)


PEOPLE: Final[Decider[PersonCommand, Person, PersonEvent, Here]] = Decider(
    decide=decide, evolve=evolve, initial=NotIndexed()
)


def _may_add(person: Person) -> Person:
    match person:
        case NotIndexed():
            return person
        case Indexed():
            raise refusals.PersonAlreadyAdded
        case Forgotten():
            raise refusals.PersonForgotten


def _indexed(person: Person) -> Indexed:
    match person:
        case Indexed():
            return person
        case NotIndexed():
            raise refusals.PersonNotInIndex
        case Forgotten():
            raise refusals.PersonForgotten


def _readable(person: Person) -> Indexed:
    """Nothing is written under a key that was destroyed. Raises EverybodyErased."""
    indexed = _indexed(person)
    if indexed.entry.details.is_erased or any(one.is_erased for one in indexed.entry.identifiers):
        raise EverybodyErased
    return indexed


def _may_withdraw(person: Person) -> Indexed:
    indexed = _readable(person)
    if not indexed.entry.identifiers:
        raise refusals.NoIdentifierHeld
    return indexed


_STANDING: Final[Mapping[PersonAction, Callable[[Person], Person]]] = {
    PersonAction.ADD_PERSON: _may_add,
    PersonAction.CORRECT_DETAILS: _readable,
    PersonAction.ADD_IDENTIFIER: _readable,
    PersonAction.WITHDRAW_IDENTIFIER: _may_withdraw,
    PersonAction.RECORD_ADDRESS: _readable,
    PersonAction.FORGET_PERSON: _indexed,
}


def _add(command: AddPerson, person: Person, here: Here) -> PersonAdded:
    """Nobody is added twice knowingly.

    Raises IdentifierTaken, CandidatesFound, NothingToSearchBy, GivenTwice or InTheFuture.
    """
    _may_add(person)
    _check_details(command.details, here)
    if len(set(command.identifiers)) != len(command.identifiers):
        raise GivenTwice("identifiers")
    if not terms_of(Sought.like(command.details, command.identifiers)):
        raise refusals.NothingToSearchBy("name")
    if command.address is not None:
        check_past(command.address.from_on, here, "address")
    if command.taken_by is not None:
        raise refusals.IdentifierTaken(person=str(command.taken_by))
    unseen = set(command.found) - set(command.looked_at)
    if unseen or (command.found and not command.none_of_these):
        raise refusals.CandidatesFound("none_of_these", candidates=len(unseen))
    return PersonAdded(
        occurred_on=here.today,
        person=command.details.person,
        details=command.details,
        identifiers=command.identifiers,
        address=command.address,
        looked_at=tuple(sorted(set(command.looked_at))),
    )


def _correct(command: CorrectDetails, person: Indexed, here: Here) -> PersonDetailsCorrected:
    held = person.entry.details
    details = put_right(held, command.details)
    _check_details(details, here)
    if details == held:
        raise NothingToChange("reason")
    return PersonDetailsCorrected(
        occurred_on=here.today, person=person.person, details=details, reason=command.reason
    )


def _add_identifier(command: AddIdentifier, person: Indexed, here: Here) -> PersonIdentifierAdded:
    if command.identifier in person.entry.identifiers:
        raise refusals.IdentifierAlreadyHeld("value")
    if command.taken_by is not None and command.taken_by != person.person:
        raise refusals.IdentifierTaken(person=str(command.taken_by))
    return PersonIdentifierAdded(
        occurred_on=here.today, person=person.person, identifier=command.identifier
    )


def _withdraw_identifier(
    command: WithdrawIdentifier, person: Indexed, here: Here
) -> PersonIdentifierWithdrawn:
    if command.identifier not in person.entry.identifiers:
        raise refusals.IdentifierNotHeld("value")
    return PersonIdentifierWithdrawn(
        occurred_on=here.today,
        person=person.person,
        identifier=command.identifier,
        reason=command.reason,
    )


def _record_address(command: RecordAddress, person: Indexed, here: Here) -> PersonAddressRecorded:
    check_past(command.address.from_on, here, "from_on")
    held = person.entry.addresses
    if with_address(held, command.address) == held:
        raise NothingToChange("lines")
    return PersonAddressRecorded(
        occurred_on=here.today, person=person.person, address=command.address
    )


def _forget(command: ForgetPerson, person: Indexed, here: Here) -> PersonForgotten:
    check_past(command.forgotten_on, here, "forgotten_on")
    return PersonForgotten(occurred_on=command.forgotten_on, person=person.person)


def _check_details(details: Details, here: Here) -> None:
    if details.date_of_birth is not None and details.expected_on is not None:
        raise refusals.BornAndExpected("expected_on")
    if isinstance(details.date_of_birth, date):
        check_past(details.date_of_birth, here, "date_of_birth")
