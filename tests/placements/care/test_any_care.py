"""Whatever is asked, in whatever order, no illegal history comes about and every no has its code.

The same machine checks the list of actions, and the clocks against those of a record that was
right from the beginning: what was recorded late, or put right, leaves the very same dates.
"""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pydantic import TypeAdapter

from services.placements.api.care.actions import WHERE
from services.placements.application import describing_care
from services.placements.domain.care import commands as asked
from services.placements.domain.care import corrected as put_right
from services.placements.domain.care import events as happened
from services.placements.domain.care.actions import CareAction, allowed
from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.corrections import CorrectPlacement, WithdrawPlacement
from services.placements.domain.care.decide import CARE
from services.placements.domain.care.duties import duties
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.state import Care, NotInCare
from services.placements.domain.local import Here
from services.placements.domain.terms import PlacementEndReason
from shared.casework.terms import CorrectionReason
from shared.deadlines import Clock, ClockState, start
from shared.event_sourcing import NOT_LIKE_THIS, Refusal, fold
from shared.messages import NOTHING_STATED, restate
from tests.placements.application import PLACEMENTS
from tests.placements.care.a_child import here, move, place, review, visit
from tests.placements.care.any_care import DAYS, any_command, any_correction
from tests.placements.care.valid_care import KIND_OF, valid_command
from tests.support.service_api import openapi_document_of

ADAPTERS: Final[dict[type, TypeAdapter[object]]] = {
    stored.event: TypeAdapter(stored.event) for stored in happened.STORED
}
FIRST_DAY: Final = date(2023, 5, 8)
NOT_NEWS: Final = (put_right.AddressCorrected, put_right.PersonCorrected)
CORRECTING: Final = (
    put_right.PlacementCorrected,
    put_right.VisitCorrected,
    put_right.ReviewCorrected,
    put_right.CareEndCorrected,
    put_right.CareStartCorrected,
    *NOT_NEWS,
)


def _documented() -> dict[str, str]:
    """What the document of the service says of each action's refusals."""
    paths = openapi_document_of(PLACEMENTS)["paths"]
    return {
        action: "".join(
            answer["description"]
            for answer in paths[f"/care/{{reference}}{noun}"]["post"]["responses"].values()
        )
        for action, noun in WHERE.items()
    }


DOCUMENTED: Final = _documented()


class AnyCare(RuleBasedStateMachine):
    """One child, officers who ask for anything, and time that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.today = FIRST_DAY
        self.history: list[CareEvent] = []
        self.state: Care = NotInCare()
        self.statements = NOTHING_STATED

    @property
    def here(self) -> Here:
        return here(self.today)

    @initialize(begun=st.booleans(), placed=st.booleans())
    def begin(self, *, begun: bool, placed: bool) -> None:
        if begun:
            self._valid(CareAction.BECOME_LOOKED_AFTER)
            if placed:
                self._valid(CareAction.MAKE_PLACEMENT)

    @rule(days=st.integers(min_value=1, max_value=20))
    @precondition(lambda self: self.today < date(2023, 7, 1))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(action=st.sampled_from(tuple(CareAction)))
    def any_step(self, action: CareAction) -> None:
        self._valid(action)

    def _valid(self, action: CareAction) -> None:
        """What is listed is accepted, given a valid body."""
        if allowed(self.state, self.here)[action] is None and self._is_room_for(action):
            outcome = self._decide(valid_command(action, self.state, self.here))
            assert not isinstance(outcome, Refusal), (action, outcome, outcome.facts)

    def _is_room_for(self, action: CareAction) -> bool:
        """A care of so few days may have a status or a review on each of them."""
        if isinstance(self.state, NotInCare):
            return True
        time = self.state.time
        last = time.ending.on if time.ending else self.today
        days = (last - time.started_on).days
        last_part = min((part for review in time.reviews for part in review.parts), default=last)
        crowded = {
            CareAction.CHANGE_LEGAL_STATUS: len(time.statuses) > days,
            CareAction.HOLD_REVIEW: len(time.reviews) > days,
            CareAction.CORRECT_REVIEW: len(time.reviews) > (last_part - time.started_on).days,
            CareAction.CORRECT_OFFICER: days == 0 or len(time.officers) > 1,
            CareAction.CONTINUE_REVIEW: any(review.held_on > self.today for review in time.reviews),
        }
        return not crowded.get(action, False)

    @rule(on=DAYS, which=st.sampled_from(("place", "move", "end", "visit", "review")))
    def on_any_day(self, on: date, which: str) -> None:
        """The acts that clocks hang on, on days in any order."""
        if isinstance(self.state, NotInCare):
            return
        placement = self.state.time.open_placement
        number = placement.number if placement else 1
        acts: dict[str, CareCommand] = {
            "place": place(on=on),
            "move": move(on=on),
            "end": asked.EndPlacement(
                placement=number, ended_on=on, reason=PlacementEndReason.OTHER
            ),
            "visit": visit(on=on),
            "review": review(on=on),
        }
        self.anything(acts[which])

    @rule(
        number=st.integers(min_value=1, max_value=2),
        started_on=st.none() | DAYS,
        ended_on=st.none() | DAYS,
    )
    def days_of_a_placement_put_right(
        self, number: int, started_on: date | None, ended_on: date | None
    ) -> None:
        self.anything(
            CorrectPlacement(
                placement=number,
                reason=CorrectionReason.AUDIT,
                started_on=started_on,
                ended_on=ended_on,
            )
        )

    @rule(number=st.integers(min_value=1, max_value=4))
    def a_placement_taken_back(self, number: int) -> None:
        self.anything(WithdrawPlacement(placement=number, reason=CorrectionReason.MISKEYED))

    @rule(command=any_correction())
    def a_correction(self, command: CareCommand) -> None:
        self.anything(command)

    @rule(command=any_command())
    def any_request(self, command: CareCommand) -> None:
        self.anything(command)

    def anything(self, command: CareCommand) -> None:
        """What is not listed is refused, and says what the list says; each no is documented."""
        action = KIND_OF[type(command)]
        listed = allowed(self.state, self.here)[action]
        before = self.state
        outcome = self._decide(command)
        if isinstance(outcome, Refusal):
            assert self.state is before
            if not isinstance(self.state, NotInCare) and action in WHERE:
                assert f"`{outcome.code}`" in DOCUMENTED[action], (action, outcome.code)
        if listed is not None:
            assert isinstance(outcome, Refusal)
            assert (type(outcome), outcome.facts) == (type(listed), listed.facts)
        elif isinstance(outcome, Refusal):
            assert outcome.status == NOT_LIKE_THIS, outcome.code
            names = {field.name for field in fields(command)}
            names |= {"started_on", "place", "request"} if hasattr(command, "to") else set()
            assert outcome.field in names, (outcome.code, outcome.field)

    def _decide(self, command: CareCommand) -> Refusal | tuple[CareEvent, ...]:
        try:
            events = tuple(CARE.decide(command, self.state, self.here))
        except Refusal as refusal:
            return refusal
        assert events
        for event in events:
            self._take(event)
        return events

    def _take(self, event: CareEvent) -> None:
        before = {} if isinstance(self.state, NotInCare) else _clocks(self.state)
        for clock in getattr(event, "clocks", ()):
            former = before.get(clock.clock)
            assert clock.revision == (former.revision + 1 if former else 1)
            assert former is None or replace(former, revision=0) != replace(clock, revision=0)
        adapter = ADAPTERS[type(event)]
        assert adapter.validate_json(adapter.dump_json(event)) == event
        told = describing_care.facts(self.state)
        self.state = CARE.evolve(self.state, event)
        self.history.append(event)
        facts = describing_care.facts(self.state)
        if isinstance(event, NOT_NEWS):
            assert facts == told
        if isinstance(event, CORRECTING):
            assert {fact.key for fact in facts} == {fact.key for fact in told}
        if isinstance(event, put_right.PlacementWithdrawn):
            gone = {fact.key for fact in told} - {fact.key for fact in facts}
            assert ("placement.started", event.placement) in gone
            assert {fact.key for fact in facts} < {fact.key for fact in told}
        correction = hasattr(event, "corrects")
        self.statements = restate(self.statements, facts, correction=correction).statements

    @invariant()
    def folding_the_history_gives_the_state(self) -> None:
        assert fold(CARE.evolve, CARE.initial, self.history) == self.state

    @invariant()
    def every_action_is_listed(self) -> None:
        assert set(allowed(self.state, self.here)) == {str(action) for action in CareAction}

    @invariant()
    def the_clocks_are_those_of_a_record_that_was_always_right(self) -> None:
        if isinstance(self.state, NotInCare):
            return
        time, known = self.state.time, _clocks(self.state)
        duty_of = duties(time, service_told=None, officer_appointed=None)
        for duty in duty_of:
            clock = known.pop(_id_of(duty.key), None)
            begun = start(
                duty.timescale,
                clock=_id_of(duty.key),
                on=duty.starts_on,
                calendar=self.here.calendar,
            )
            assert begun.due is not None
            stops = duty.stops_on(begun.due)
            if stops is None and duty.ended_on is not None:
                assert clock is None or clock.state is ClockState.CANCELLED
                continue
            assert clock is not None
            assert (clock.starts_from, clock.due) == (begun.starts_from, begun.due)
            assert clock.stopped == stops
            assert clock.is_open == (stops is None)
        assert {clock.state for clock in known.values()} <= {ClockState.CANCELLED}

    @invariant()
    def a_child_is_in_one_placement_at_a_time(self) -> None:
        if isinstance(self.state, NotInCare):
            return
        time, ends = self.state.time, date.min
        numbers = [*time.withdrawn, *(placement.number for placement in time.placements)]
        assert sorted(numbers) == list(range(1, time.next_placement))
        assert {visit.placement for visit in time.visits} <= set(numbers) - set(time.withdrawn)
        for placement in sorted(time.placements, key=lambda one: (one.started_on, one.number)):
            assert ends <= placement.started_on <= self.today
            ends = placement.end.on if placement.end else date.max

    @invariant()
    def it_can_be_described(self) -> None:
        if not isinstance(self.state, NotInCare):
            row = describing_care.list_row(self.state)
            assert row.reference == describing_care.header(self.state).reference
            assert (row.closed_on is not None) == (self.state.time.ending is not None)


def _clocks(care: Care) -> dict[UUID, Clock]:
    assert not isinstance(care, NotInCare)
    return {clock.clock: clock for clock in care.time.clocks}


def _id_of(key: str) -> UUID:
    return uuid5(here().stream, key)


TestAnyCare = AnyCare.TestCase
TestAnyCare.settings = settings(
    max_examples=150,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
