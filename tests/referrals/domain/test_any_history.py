"""Whatever is asked, in whatever order, no illegal history comes about and every no has its code.

The same machine checks the list of actions: one that is listed accepts a valid body, and one that
is not refuses every body for the very reason it was listed with.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from pydantic import TypeAdapter

from services.referrals.application import describing
from services.referrals.domain import events as happened
from services.referrals.domain import refusals
from services.referrals.domain.actions import Action, allowed
from services.referrals.domain.assessing import is_over
from services.referrals.domain.chronology import orders
from services.referrals.domain.commands import OpenContact, ReferralCommand
from services.referrals.domain.corrected_clocks import duties
from services.referrals.domain.correction_command import Correct
from services.referrals.domain.decide import REFERRALS
from services.referrals.domain.events import ReferralEvent
from services.referrals.domain.local import Here
from services.referrals.domain.places import (
    Closed,
    InSocialWork,
    Known,
    NothingOpened,
    Referral,
    assessments_of,
    decision_of,
    underlying,
)
from services.referrals.domain.terms import AssessmentOutcome, Response, Source
from services.referrals.domain.timescales import CATALOGUE, FROM_REFERRAL, FROM_START
from shared.casework import refusals as everywhere
from shared.casework.terms import CorrectionReason
from shared.deadlines import ClockState, start
from shared.event_sourcing import NOT_LIKE_THIS, Refusal, fold
from shared.messages import NOTHING_STATED, restate
from tests.referrals.any_command import any_command, any_correction
from tests.referrals.builders import REASON, clock, contact, here
from tests.referrals.shifted_dates import shifted
from tests.referrals.valid_bodies import KIND_OF, valid_body

ADAPTERS: Final[dict[type, TypeAdapter[object]]] = {
    stored.event: TypeAdapter(stored.event) for stored in happened.STORED
}
BEGINNING: Final = (Action.OPEN_CONTACT, Action.DECIDE)
STEPS: Final = (
    Action.DECIDE,
    Action.ACKNOWLEDGE,
    Action.TELL_OUTCOME,
    Action.START_ASSESSMENT,
    Action.AUTHORISE_ASSESSMENT,
    Action.RECORD_EXPLOITATION,
    Action.ALLOCATE_EXPLOITATION,
    Action.CLOSE_EXPLOITATION,
    Action.CLOSE,
    Action.REOPEN,
)
CODES: Final = frozenset(
    refusal.code
    for refusal in (vars(everywhere) | vars(refusals)).values()
    if hasattr(refusal, "code")
)


class AnyHistory(RuleBasedStateMachine):
    """One child's referral, a worker who asks for anything, and time that goes on."""

    def __init__(self) -> None:
        super().__init__()
        self.today = date(2023, 5, 2)
        self.history: list[ReferralEvent] = []
        self.state: Referral = NothingOpened()
        self.statements = NOTHING_STATED

    @property
    def here(self) -> Here:
        return here(self.today)

    @initialize(
        begun=st.sampled_from(((), BEGINNING[:1], BEGINNING, BEGINNING)),
        source=st.sampled_from((Source.POLICE, Source.SCHOOL, Source.ANONYMOUS)),
    )
    def begin(self, *, begun: tuple[Action, ...], source: Source) -> None:
        for action in begun:
            command = valid_body(action, self.state, self.here)
            if isinstance(command, OpenContact):
                command = replace(command, source=source)
            self._decide(command)

    @rule(days=st.integers(min_value=1, max_value=30))
    @precondition(lambda self: self.today < date(2023, 9, 1))
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
    def a_correction(self, command: ReferralCommand) -> None:
        self.anything(command)

    @rule(which=st.integers(min_value=0, max_value=40), days=st.integers(min_value=-9, max_value=9))
    def a_date_put_right(self, which: int, days: int) -> None:
        if not isinstance(self.state, NothingOpened):
            corrections = shifted(self.state, days)
            self.anything(corrections[which % len(corrections)])

    @rule(response=st.sampled_from(Response))
    def a_response_put_right(self, response: Response) -> None:
        if not isinstance(self.state, NothingOpened):
            reason, audit = REASON[response], CorrectionReason.AUDIT
            self.anything(Correct(reason=audit, response=response, decision_reason=reason))

    @rule(command=any_command())
    def any_request(self, command: ReferralCommand) -> None:
        self.anything(command)

    def anything(self, command: ReferralCommand) -> None:
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
            assert outcome.field is not None

    def _decide(self, command: ReferralCommand) -> Refusal | tuple[ReferralEvent, ...]:
        try:
            events = tuple(REFERRALS.decide(command, self.state, self.here))
        except Refusal as refusal:
            return refusal
        assert events
        for event in events:
            self._take(event)
        check_case(self.state, self.here)
        return events

    def _take(self, event: ReferralEvent) -> None:
        known = () if isinstance(self.state, NothingOpened) else self.state.contact.clocks
        before = {one.clock: one for one in known}
        for changed in getattr(event, "clocks", ()):
            former = before.get(changed.clock)
            assert changed.revision == (former.revision + 1 if former else 1)
        assert stored_and_read(event) == event
        self.state = REFERRALS.evolve(self.state, event)
        self.history.append(event)
        facts = describing.facts(self.state)
        correction = hasattr(event, "corrects")
        self.statements = restate(self.statements, facts, correction=correction).statements

    @invariant()
    def folding_the_history_gives_the_state(self) -> None:
        assert fold(REFERRALS.evolve, REFERRALS.initial, self.history) == self.state

    @invariant()
    def every_action_is_listed(self) -> None:
        assert set(allowed(self.state, self.here)) == {str(action) for action in Action}

    @invariant()
    def it_can_be_described(self) -> None:
        if not isinstance(self.state, NothingOpened):
            row = describing.list_row(self.state)
            assert row.reference == describing.header(self.state).reference
            assert (row.closed_on is not None) == isinstance(self.state, Closed)

    @invariant()
    def a_correction_is_no_activity(self) -> None:
        kinds = [type(event) for event in self.history]
        if not isinstance(self.state, NothingOpened):
            assert kinds.count(happened.AssessmentStarted) == len(assessments_of(self.state))
            assert kinds.count(happened.ReferralClosed) == len(contact(self.state).closings)
            assert kinds.count(happened.ContactDecided) <= 1


def stored_and_read(event: ReferralEvent) -> object:
    """The event through JSON and back, as strictly as the log reads it."""
    adapter = ADAPTERS[type(event)]
    return adapter.validate_json(adapter.dump_json(event), strict=True)


def check_case(state: Referral, world: Here) -> None:
    """Dates are in order, and every clock says what the case says."""
    if isinstance(state, NothingOpened):
        return
    assert state.contact.received_on <= world.today
    for order in orders(state):
        assert order.holds, order
    check_clocks(state, world)
    check_assessments(state)


def check_clocks(state: Known, world: Here) -> None:
    due = duties(state, world)
    for one in state.contact.clocks:
        if one.clock not in due:
            # Only a clock of a referral that turned out to be none is left without a duty.
            assert one.timescale == FROM_REFERRAL
            assert one.state is ClockState.CANCELLED
            continue
        duty = due[one.clock]
        assert one.starts_from == duty.starts_from
        if one.state is not ClockState.CANCELLED:
            assert one.stopped == duty.done_on
            assert one.is_open == (duty.done_on is None)
        assert one.starts_from is not None
        again = start(
            CATALOGUE.on(one.timescale, one.starts_from),
            clock=one.clock,
            on=one.starts_from,
            calendar=world.calendar,
        )
        assert one.due == again.due
    assert set(due) <= {one.clock for one in state.contact.clocks}
    at, closed = underlying(state), isinstance(state, Closed)
    if isinstance(at, InSocialWork) and not at.assessments:
        assert clock(state, FROM_REFERRAL).is_open is not closed


def check_assessments(state: Known) -> None:
    decision, assessments = decision_of(state), assessments_of(state)
    if decision is not None and decision.response is not Response.SOCIAL_WORK:
        assert decision.re_referral is None
    assert [one.number for one in assessments] == list(range(1, len(assessments) + 1))
    for one in assessments:
        clocks = [clock(state, FROM_START, one.number)]
        clocks += [clock(state, FROM_REFERRAL)] if one.number == 1 else []
        done = one.authorisation
        if done is None:
            continue
        assert done.days_from_start == clocks[0].taken
        assert done.days_from_referral == (clocks[1].taken if one.number == 1 else None)
        assert (done.over_reason is not None) == any(is_over(each) for each in clocks)
        becomes = done.outcome is AssessmentOutcome.BECOMES_LOOKED_AFTER
        assert (done.looked_after is not None) == becomes


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(
    max_examples=150,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
