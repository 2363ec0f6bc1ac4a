"""What can be asked of an entry of the index, by whether it is there and what it holds."""

from dataclasses import replace
from typing import Final
from uuid import UUID

import pytest

from services.referrals.domain.people import refusals
from services.referrals.domain.people.entry import Details
from services.referrals.domain.people.happenings import (
    AddPerson,
    CorrectDetails,
    PersonCommand,
    WithdrawIdentifier,
)
from services.referrals.domain.people.identifiers import Identifier
from services.referrals.domain.people.rules import PEOPLE
from services.referrals.domain.people.state import Person
from services.referrals.domain.people.terms import EntryReason, IdentifierKind
from shared.event_sourcing import Refusal
from tests.referrals.builders import here

PERSON: Final = UUID(int=1)
NUMBER: Final = Identifier(kind=IdentifierKind.NHS_NUMBER, value="9434765919")
ANOTHER: Final = Identifier(kind=IdentifierKind.NHS_NUMBER, value="4505577104")
ADD: Final = AddPerson(
    details=Details(person=PERSON, name="Nell Kerr"),
    identifiers=(NUMBER,),
    address=None,
    none_of_these=False,
    looked_at=(),
    found=(),
    taken_by=None,
)
CORRECT: Final = CorrectDetails(
    details=Details(person=PERSON, name="Nell Carr"), reason=EntryReason.MISKEYED
)


def after(*commands: PersonCommand) -> Person:
    state = PEOPLE.initial
    for command in commands:
        for event in PEOPLE.decide(command, state, here()):
            state = PEOPLE.evolve(state, event)
    return state


def withdraw(identifier: Identifier) -> WithdrawIdentifier:
    return WithdrawIdentifier(identifier=identifier, reason=EntryReason.MISKEYED)


@pytest.mark.parametrize(
    ("before", "command", "refusal"),
    [
        ((), CORRECT, refusals.PersonNotInIndex),
        ((ADD,), ADD, refusals.PersonAlreadyAdded),
        ((replace(ADD, identifiers=()),), withdraw(NUMBER), refusals.NoIdentifierHeld),
        ((ADD,), withdraw(ANOTHER), refusals.IdentifierNotHeld),
        ((ADD, withdraw(NUMBER)), withdraw(NUMBER), refusals.NoIdentifierHeld),
    ],
)
def test_it_is_refused_by_what_stands_against_it(
    before: tuple[PersonCommand, ...], command: PersonCommand, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        PEOPLE.decide(command, after(*before), here())
