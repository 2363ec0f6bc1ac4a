"""Whatever is asked of an entry, in whatever order, it stays one that the index can answer by."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.referrals.application.people import describing
from services.referrals.application.people.blind_index import BlindIndex
from services.referrals.domain.people.entry import Address, Details
from services.referrals.domain.people.happenings import (
    AddIdentifier,
    AddPerson,
    CorrectDetails,
    ForgetPerson,
    PersonCommand,
    PersonEvent,
    RecordAddress,
    WithdrawIdentifier,
)
from services.referrals.domain.people.identifiers import Identifier
from services.referrals.domain.people.rules import PEOPLE, PersonAction, allowed
from services.referrals.domain.people.state import Forgotten, Indexed, NotIndexed, Person
from services.referrals.domain.people.terms import EntryReason, IdentifierKind
from shared.event_sourcing import NOT_NOW, Refusal, fold
from tests.referrals.builders import TODAY, here

PERSON, OTHER = UUID(int=1), UUID(int=2)
INDEX: Final = BlindIndex(secret=b"k" * 32)
NAMES = st.sampled_from((None, "Tobias Larkspur", "Nell Kerr"))
DAYS = st.sampled_from((None, *(TODAY + timedelta(days=n) for n in (-400, -1, 0, 1))))
PAST = st.sampled_from([TODAY + timedelta(days=n) for n in (-400, -1, 0, 1)])
IDENTIFIERS = st.builds(
    Identifier,
    kind=st.sampled_from((IdentifierKind.LOCAL, IdentifierKind.NHS_NUMBER)),
    value=st.sampled_from(("9434765919", "4505577104")),
)
DETAILS = st.builds(
    Details, person=st.just(PERSON), name=NAMES, date_of_birth=DAYS, expected_on=DAYS
)
ADDRESSES = st.builds(
    Address, from_on=PAST, lines=st.sampled_from(("9 Quay Street", "4 Mill Rise"))
)
REASONS = st.sampled_from(list(EntryReason))
TAKEN = st.sampled_from((None, None, OTHER))
COMMANDS: Final = st.one_of(
    st.builds(
        AddPerson,
        details=DETAILS,
        identifiers=st.lists(IDENTIFIERS, max_size=2).map(tuple),
        address=st.none() | ADDRESSES,
        none_of_these=st.booleans(),
        looked_at=st.sampled_from(((), (OTHER,))),
        found=st.sampled_from(((), (OTHER,))),
        taken_by=TAKEN,
    ),
    st.builds(CorrectDetails, reason=REASONS, details=DETAILS),
    st.builds(AddIdentifier, identifier=IDENTIFIERS, taken_by=TAKEN),
    st.builds(WithdrawIdentifier, identifier=IDENTIFIERS, reason=REASONS),
    st.builds(RecordAddress, address=ADDRESSES),
)
ACTION: Final = {
    AddPerson: PersonAction.ADD_PERSON,
    CorrectDetails: PersonAction.CORRECT_DETAILS,
    AddIdentifier: PersonAction.ADD_IDENTIFIER,
    WithdrawIdentifier: PersonAction.WITHDRAW_IDENTIFIER,
    RecordAddress: PersonAction.RECORD_ADDRESS,
    ForgetPerson: PersonAction.FORGET_PERSON,
}


class AnyPerson(RuleBasedStateMachine):
    """One entry, and somebody who asks for anything."""

    def __init__(self) -> None:
        super().__init__()
        self.state: Person = NotIndexed()
        self.history: list[PersonEvent] = []

    @rule(command=COMMANDS)
    def anything(self, command: PersonCommand) -> None:
        listed = allowed(self.state)[ACTION[type(command)]]
        outcome = self._decided(command)
        if isinstance(outcome, Refusal):
            of_content = outcome.status != NOT_NOW or outcome.code == "identifier-taken"
            assert of_content if listed is None else outcome.code == listed.code
            return
        assert listed is None
        self.history += outcome
        self.state = fold(PEOPLE.evolve, self.state, outcome)

    def _decided(self, command: PersonCommand) -> Sequence[PersonEvent] | Refusal:
        try:
            return PEOPLE.decide(command, self.state, here())
        except Refusal as refusal:
            return refusal

    @rule(name=st.sampled_from(("Tobias Larkspur", "Nell Kerr")))
    def added_as_it_should_be(self, name: str) -> None:
        if isinstance(self.state, NotIndexed):
            self.anything(AddPerson(details=Details(person=PERSON, name=name)))

    @rule(often=st.integers(min_value=0, max_value=9))
    def forgotten(self, often: int) -> None:
        if not often:
            self.anything(ForgetPerson(forgotten_on=TODAY))

    @invariant()
    def the_history_gives_the_state(self) -> None:
        assert fold(PEOPLE.evolve, PEOPLE.initial, self.history) == self.state

    @invariant()
    def the_entry_is_in_order(self) -> None:
        if not isinstance(self.state, Indexed):
            return
        entry = self.state.entry
        days = [address.from_on for address in entry.addresses]
        assert days == sorted(set(days))
        assert all(day <= TODAY for day in days)
        assert len(set(entry.identifiers)) == len(entry.identifiers)
        born, expected = entry.details.date_of_birth, entry.details.expected_on
        assert born is None or expected is None
        assert not isinstance(born, date) or born <= TODAY

    @invariant()
    def the_row_holds_blind_tags_only_and_none_when_forgotten(self) -> None:
        if isinstance(self.state, NotIndexed):
            return
        tags = describing.list_row(self.state, INDEX).tags
        assert not any(word in tag for tag in tags for word in ("Larkspur", "larkspur", "2023"))
        if isinstance(self.state, Forgotten):
            assert (tags, describing.names(self.state)) == ((), {})


AnyPerson.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
TestAnyPerson = AnyPerson.TestCase
