"""Whatever is asked, in whatever order, no illegal history comes about and every no has its code.

The same machine checks the list of actions: one that is listed accepts a valid body, and one that
is not refuses every body for the very reason it was listed with.
"""

from dataclasses import fields
from datetime import date, timedelta
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pydantic import TypeAdapter

from services.complaints.application import describing
from services.complaints.domain import events as happened
from services.complaints.domain import refusals
from services.complaints.domain.actions import Action, allowed
from services.complaints.domain.commands import ComplaintCommand, Correct
from services.complaints.domain.decide import COMPLAINTS
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import (
    AtStage1,
    Closed,
    Complaint,
    Known,
    NothingReceived,
    Received,
    Redirected,
    Resolved,
    Withdrawn,
    answer_of,
    stage_1_started,
    underlying,
)
from services.complaints.domain.policy import POLICY
from services.complaints.domain.timescales import (
    ACKNOWLEDGEMENT,
    CATALOGUE,
    STAGE_1,
    STAGE_1_MAXIMUM,
)
from shared.casework import refusals as everywhere
from shared.casework.terms import CorrectionReason
from shared.deadlines import Clock, ClockState, start
from shared.event_sourcing import NOT_LIKE_THIS, Refusal, fold
from shared.messages import NOTHING_STATED, restate
from tests.complaints.any_command import DAYS, any_command, any_correction
from tests.complaints.builders import PAUSING, STREAM, here
from tests.complaints.valid_bodies import KIND_OF, valid_body

ADAPTERS: Final[dict[type, TypeAdapter[object]]] = {
    stored.event: TypeAdapter(stored.event) for stored in happened.STORED
}
BEGINNING: Final = (Action.RECEIVE, Action.DECIDE_ROUTE)
STEPS: Final = (
    Action.ACKNOWLEDGE,
    Action.DECIDE_ROUTE,
    Action.EXTEND_STAGE_1,
    Action.AGREE_RESPONSE_DATE,
    Action.RECORD_GOOD_REASON,
    Action.PAUSE_STAGE_1,
    Action.RESUME_STAGE_1,
    Action.RESPOND_STAGE_1,
    Action.WITHDRAW,
    Action.CLOSE,
    Action.REOPEN,
)
FIRST_DAY: Final = date(2022, 5, 9)
CODES: Final = frozenset(
    refusal.code
    for refusal in (vars(everywhere) | vars(refusals)).values()
    if hasattr(refusal, "code")
)


class AnyHistory(RuleBasedStateMachine):
    """One complaint, one officer who asks for anything, and time that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.today = FIRST_DAY
        self.policy = POLICY.initial
        self.history: list[ComplaintEvent] = []
        self.state: Complaint = NothingReceived()
        self.statements = NOTHING_STATED

    @property
    def here(self) -> Here:
        return here(self.today, policy=self.policy)

    @initialize(
        pauses=st.booleans(), begun=st.sampled_from(((), BEGINNING[:1], BEGINNING, BEGINNING))
    )
    def begin(self, *, pauses: bool, begun: tuple[Action, ...]) -> None:
        self.policy = PAUSING if pauses else POLICY.initial
        for action in begun:
            self._decide(valid_body(action, self.state, self.here))

    @rule(days=st.integers(min_value=1, max_value=9))
    @precondition(lambda self: self.today < date(2022, 6, 1))
    def time_passes(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule(action=st.sampled_from(STEPS))
    def a_step(self, action: Action) -> None:
        self._try_valid(action)

    @rule(action=st.sampled_from(tuple(Action)))
    def any_step(self, action: Action) -> None:
        self._try_valid(action)

    def _try_valid(self, action: Action) -> None:
        """What is listed is accepted, given a valid body."""
        if allowed(self.state, self.here)[action] is None:
            outcome = self._decide(valid_body(action, self.state, self.here))
            assert not isinstance(outcome, Refusal), (action, outcome)

    @rule(command=any_correction())
    def a_correction(self, command: ComplaintCommand) -> None:
        self.anything(command)

    @rule(received_on=DAYS, acknowledged_on=DAYS, responded_on=DAYS)
    def dates_put_right(self, received_on: date, acknowledged_on: date, responded_on: date) -> None:
        """Every recorded date at once: an illegal order is refused, a legal one is taken."""
        if isinstance(self.state, NothingReceived):
            return
        acknowledged = self.state.contact.acknowledged_on is not None
        self.anything(
            Correct(
                reason=CorrectionReason.EVIDENCE_FOUND,
                received_on=received_on,
                acknowledged_on=acknowledged_on if acknowledged else None,
                responded_on=responded_on if answer_of(self.state) else None,
            )
        )

    @rule(command=any_command())
    def any_request(self, command: ComplaintCommand) -> None:
        self.anything(command)

    def anything(self, command: ComplaintCommand) -> None:
        """What is not listed is refused, and says what the list says."""
        listed = allowed(self.state, self.here)[KIND_OF[type(command)]]
        before = self.state
        outcome = self._decide(command)
        if isinstance(outcome, Refusal):
            assert self.state is before
            assert outcome.code in CODES
        if listed is not None:
            assert isinstance(outcome, Refusal)
            assert (type(outcome), outcome.facts) == (type(listed), listed.facts)
        elif isinstance(outcome, Refusal):
            assert outcome.status == NOT_LIKE_THIS, outcome.code
            assert outcome.field in {field.name for field in fields(command)}

    def _decide(self, command: ComplaintCommand) -> Refusal | tuple[ComplaintEvent, ...]:
        try:
            events = tuple(COMPLAINTS.decide(command, self.state, self.here))
        except Refusal as refusal:
            return refusal
        assert events
        for event in events:
            self._take(event)
        return events

    def _take(self, event: ComplaintEvent) -> None:
        before = {} if isinstance(self.state, NothingReceived) else _clocks(self.state)
        for clock in getattr(event, "clocks", ()):
            former = before.get(clock.timescale)
            assert clock.revision == (former.revision + 1 if former else 1)
            assert former is None or former.clock == clock.clock
        assert stored_and_read(event) == event
        told = describing.facts(self.state)
        self.state = COMPLAINTS.evolve(self.state, event)
        self.history.append(event)
        facts = describing.facts(self.state)
        if isinstance(event, happened.PersonCorrected | happened.PersonNamed):
            assert facts == told
        correction = hasattr(event, "corrects")
        self.statements = restate(self.statements, facts, correction=correction).statements

    @invariant()
    def folding_the_history_gives_the_state(self) -> None:
        assert fold(COMPLAINTS.evolve, COMPLAINTS.initial, self.history) == self.state

    @invariant()
    def every_action_is_listed(self) -> None:
        assert set(allowed(self.state, self.here)) == {str(action) for action in Action}

    @invariant()
    def the_clocks_tell_what_the_case_tells(self) -> None:
        if not isinstance(self.state, NothingReceived):
            check_clocks(self.state, self.here)

    @invariant()
    def dates_are_in_order(self) -> None:
        if isinstance(self.state, NothingReceived):
            return
        contact, answer = self.state.contact, answer_of(self.state)
        assert contact.received_on <= self.today
        for done_on in (contact.acknowledged_on, answer.responded_on if answer else None):
            assert done_on is None or contact.received_on <= done_on <= self.today

    @invariant()
    def each_step_is_taken_as_often_as_the_procedure_allows(self) -> None:
        kinds = [type(event) for event in self.history]
        assert kinds.count(happened.ComplaintReceived) <= 1
        assert kinds.count(happened.ComplaintAcknowledged) <= 1
        assert kinds.count(happened.Stage1Extended) <= 1
        assert kinds.count(happened.Stage1Responded) <= 1
        if happened.Stage1Responded in kinds:
            answered = kinds.index(happened.Stage1Responded)
            assert happened.RouteDecided not in kinds[answered:]
            assert happened.Stage1Extended not in kinds[answered:]

    @invariant()
    def it_can_be_described(self) -> None:
        if not isinstance(self.state, NothingReceived):
            row = describing.list_row(self.state)
            assert row.reference == describing.header(self.state).reference
            assert (row.due_on is None) == (not any(_open(self.state)))
            assert (row.closed_on is not None) == isinstance(self.state, Closed)


def stored_and_read(event: ComplaintEvent) -> object:
    """The event through JSON and back, as strictly as the log reads it."""
    adapter = ADAPTERS[type(event)]
    return adapter.validate_json(adapter.dump_json(event), strict=True)


def check_clocks(state: Known, world: Here) -> None:
    """Every clock counts from receipt, is as open as its place, and took what its dates say."""
    clocks, contact, answer = _clocks(state), state.contact, answer_of(state)
    assert (STAGE_1 in clocks) == (STAGE_1_MAXIMUM in clocks) == stage_1_started(state)
    for clock in clocks.values():
        if clock.starts_from is not None:
            assert clock.starts_from == contact.received_on
            _check_count(clock, world)
    match state:
        case Withdrawn() | Closed():
            assert not any(_open(state))
        case AtStage1():
            assert clocks[STAGE_1].is_open
            assert clocks[STAGE_1].state == clocks[STAGE_1_MAXIMUM].state
        case Resolved():
            assert not any(_open(state))
        case Received() | Redirected():
            pass
    if answer is not None:
        assert clocks[STAGE_1].stopped == clocks[STAGE_1_MAXIMUM].stopped == answer.responded_on
        assert clocks[STAGE_1].taken == answer.timing.working_days
        in_time = answer.responded_on <= (clocks[STAGE_1].due or date.min)
        assert answer.timing.in_extended_time is in_time
    acknowledgement = clocks[ACKNOWLEDGEMENT]
    if contact.acknowledged_on is not None:
        stopped = acknowledgement.stopped
        assert stopped == contact.acknowledged_on
    stage = underlying(state)
    if isinstance(stage, AtStage1 | Resolved) and stage.stage.extension is not None:
        assert clocks[STAGE_1].limit == stage.stage.extension.limit


def _check_count(clock: Clock, world: Here) -> None:
    """Without a pause the due date is what a new clock of that limit would have."""
    if clock.pauses or clock.starts_from is None:
        return
    again = start(
        CATALOGUE.on(clock.timescale, clock.starts_from),
        clock=clock.clock,
        on=clock.starts_from,
        calendar=world.calendar,
        limit=clock.limit,
    )
    assert clock.due == again.due
    if clock.state is ClockState.STOPPED and clock.stopped is not None:
        assert clock.taken is not None
        assert (clock.taken <= clock.limit) == (clock.stopped <= (clock.due or date.min))


def _clocks(state: Known) -> dict[str, Clock]:
    assert all(clock.clock.version == 5 for clock in state.contact.clocks)
    assert len({clock.clock for clock in state.contact.clocks}) == len(state.contact.clocks)
    assert STREAM.version == 5
    return {clock.timescale: clock for clock in state.contact.clocks}


def _open(state: Known) -> list[Clock]:
    return [clock for clock in state.contact.clocks if clock.is_open]


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(
    max_examples=150,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
