"""Whatever is asked of a household, in whatever order: nobody is placed unlawfully.

An auditor who shares no code with the rules reads the stored events after every step. The same
machine checks the list of actions: what is refused for where the household stands is listed so,
and what is listed as possible is refused for its content only.
"""

from dataclasses import fields
from datetime import date, timedelta
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from services.placements.application import describing_households as describing
from services.placements.domain.households import commands as asked
from services.placements.domain.households.commands import HouseholdCommand
from services.placements.domain.households.decide import HOUSEHOLDS, HouseholdAction, allowed
from services.placements.domain.households.events import HouseholdEvent
from services.placements.domain.households.household import Approved, Household, NotApproved, Terms
from services.placements.domain.households.places import places_by_day, places_on
from services.placements.domain.local import Here
from shared.event_sourcing import NOT_LIKE_THIS, Refusal, fold
from shared.messages import NOTHING_STATED, restate
from tests.placements.households.a_household import approve, here
from tests.placements.households.any_of_households import (
    ANY_TERMS,
    FIRST_DAY,
    of_limits,
    of_places,
    of_the_rest,
)
from tests.placements.households.as_stored import as_stored
from tests.placements.households.lawful_days import unlawful_placings

KIND_OF: Final[dict[type, HouseholdAction]] = {
    asked.ApproveHousehold: HouseholdAction.APPROVE,
    asked.CorrectApproval: HouseholdAction.CORRECT_APPROVAL,
    asked.AllocateHousehold: HouseholdAction.ALLOCATE,
    asked.ChangeTerms: HouseholdAction.CHANGE_TERMS,
    asked.CorrectTerms: HouseholdAction.CORRECT_TERMS,
    asked.GrantExemption: HouseholdAction.GRANT_EXEMPTION,
    asked.EndExemption: HouseholdAction.END_EXEMPTION,
    asked.HoldPlaces: HouseholdAction.HOLD_PLACES,
    asked.ReleaseHold: HouseholdAction.RELEASE_HOLD,
    asked.CloseHousehold: HouseholdAction.CLOSE,
    asked.NoteComplaint: HouseholdAction.NOTE_COMPLAINT,
    asked.CloseComplaint: HouseholdAction.CLOSE_COMPLAINT,
}


class AnyHousehold(RuleBasedStateMachine):
    """One household, officers who ask for anything, and time that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.today = FIRST_DAY + timedelta(days=14)
        self.history: list[HouseholdEvent] = []
        self.state: Household = NotApproved()
        self.statements = NOTHING_STATED

    @property
    def here(self) -> Here:
        return here(self.today)

    @initialize(terms=st.one_of(st.just(Terms(places=2)), st.none(), ANY_TERMS))
    def begin(self, terms: Terms | None) -> None:
        self.ask(approve(terms, on=FIRST_DAY - timedelta(days=2)))

    @rule(days=st.integers(min_value=1, max_value=5))
    @precondition(lambda self: self.today < date(2023, 5, 25))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(command=of_places())
    def somebody_comes_or_leaves(self, command: HouseholdCommand) -> None:
        self.ask(command)

    @rule(command=of_places())
    def somebody_else_comes_or_leaves(self, command: HouseholdCommand) -> None:
        self.ask(command)

    @rule(command=of_limits())
    def a_limit_changes(self, command: HouseholdCommand) -> None:
        self.ask(command)

    @rule(command=of_the_rest())
    def anything_else(self, command: HouseholdCommand) -> None:
        self.ask(command)

    def ask(self, command: HouseholdCommand) -> None:
        listed = allowed(self.state, self.here)
        action = KIND_OF.get(type(command))
        standing = None if action is None else listed[action]
        try:
            events = HOUSEHOLDS.decide(command, self.state, self.here)
        except Refusal as refusal:
            self._check_refusal(command, refusal, standing)
            return
        assert standing is None, (command, standing)
        assert events
        for event in events:
            self._take(event)

    def _check_refusal(
        self, command: HouseholdCommand, refusal: Refusal, standing: Refusal | None
    ) -> None:
        if standing is not None:
            assert type(refusal) is type(standing)
        elif type(command) in KIND_OF or not isinstance(self.state, NotApproved):
            assert refusal.status == NOT_LIKE_THIS, refusal.code
            assert refusal.field in {field.name for field in fields(command)}

    def _take(self, event: HouseholdEvent) -> None:
        self.state = HOUSEHOLDS.evolve(self.state, event)
        self.history.append(event)
        self.statements = restate(
            self.statements, describing.facts(self.state), correction=hasattr(event, "corrects")
        ).statements

    @invariant()
    def nobody_was_placed_unlawfully(self) -> None:
        assert unlawful_placings(map(as_stored, self.history)) == []

    @invariant()
    def folding_the_history_gives_the_state(self) -> None:
        assert fold(HOUSEHOLDS.evolve, HOUSEHOLDS.initial, self.history) == self.state

    @invariant()
    def its_places_add_up_on_every_day(self) -> None:
        if not isinstance(self.state, Approved):
            return
        stated = {
            said.fact.on: said.fact.numbers
            for said in self.statements.values()
            if said.fact.kind == "household.places" and not said.withdrawn
        }
        for day, numbers in stated.items():
            assert day is not None
            there = [stay for stay in self.state.stays if stay.covers(day)]
            assert numbers["filled"] == len(there)
            spoken_for = numbers["filled"] + numbers["on_hold"]
            assert numbers["vacant"] == max(0, numbers["approved"] - spoken_for)
        assert describing.list_row(self.state).reference == self.state.reference

    @invariant()
    def counted_in_one_go_it_is_the_same(self) -> None:
        if isinstance(self.state, Approved):
            for day, places in places_by_day(self.state):
                assert places == places_on(self.state, day)

    @invariant()
    def nobody_is_there_twice(self) -> None:
        if isinstance(self.state, Approved):
            for stay in self.state.stays:
                others = [
                    other
                    for other in self.state.stays
                    if other.care == stay.care and other.covers(stay.from_on)
                ]
                assert others == [stay]


TestAnyHousehold = AnyHousehold.TestCase
TestAnyHousehold.settings = settings(
    max_examples=150,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
