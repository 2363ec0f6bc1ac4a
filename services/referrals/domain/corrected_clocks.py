"""The clocks of a referral as they stand once its dates are put right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.referrals.domain.assessing import FIRST
from services.referrals.domain.case_clocks import clock_id, own_limit_to_tell, started
from services.referrals.domain.local import Here
from services.referrals.domain.places import InSocialWork, Known, assessments_of, decision_of
from services.referrals.domain.timescales import (
    ACKNOWLEDGEMENT,
    CATALOGUE,
    DECISION,
    FROM_REFERRAL,
    FROM_START,
    OUTCOME_TOLD,
)
from shared.deadlines import Clock, ClockState, cancel, correct, reopen


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """From when a clock of the case counts, and when its duty was done."""

    timescale: str
    starts_from: date
    done_on: date | None


def duties(referral: Known, here: Here) -> Mapping[UUID, Duty]:
    """What every clock of the case says of its dates, by the clock's id."""
    return dict(_duties(referral, here))


def corrected_clocks(before: Known, after: Known, cause: str, here: Here) -> tuple[Clock, ...]:
    """The clocks that hang on a date that changed, or on another response, each in one new state.

    `before` is the case as it stands, `after` the same with its dates put right.
    """
    return tuple(_changed(before, after, cause, here))


def _changed(before: Known, after: Known, cause: str, here: Here) -> Iterator[Clock]:
    due = duties(after, here)
    for clock in before.contact.clocks:
        duty = due.get(clock.clock)
        if duty is None:
            if clock.is_open:
                yield cancel(clock, cause=cause)
            continue
        corrected = _corrected(clock, duty, before, after, cause=cause, here=here)
        again = clock.timescale == FROM_REFERRAL and clock.state is ClockState.CANCELLED
        if again and isinstance(after, InSocialWork) and not isinstance(before, InSocialWork):
            running = reopen(corrected or clock, calendar=here.calendar, cause=cause)
            corrected = replace(running, revision=clock.revision + 1)
        if corrected is not None:
            yield corrected
    if isinstance(after, InSocialWork):
        referral_clock = clock_id(FROM_REFERRAL, here)
        if before.contact.clock(referral_clock) is None:
            yield started(FROM_REFERRAL, after.contact.received_on, here)


def _duties(referral: Known, here: Here) -> Iterator[tuple[UUID, Duty]]:
    contact, decision = referral.contact, decision_of(referral)
    received_on = contact.received_on
    decided_on = None if decision is None else decision.decided_on
    yield _duty(DECISION, received_on, decided_on, here)
    if contact.has_referrer:
        yield _duty(ACKNOWLEDGEMENT, received_on, contact.acknowledged_on, here)
    if decided_on is not None and contact.has_referrer:
        yield _duty(OUTCOME_TOLD, decided_on, contact.told_on, here)
    assessments = assessments_of(referral)
    if _is_referral(referral):
        first = assessments[0].authorisation if assessments else None
        done_on = None if first is None else first.authorised_on
        yield _duty(FROM_REFERRAL, received_on, done_on, here)
    for one in assessments:
        done = one.authorisation
        done_on = None if done is None else done.authorised_on
        yield _duty(FROM_START, one.started_on, done_on, here, ordinal=one.number)


def _is_referral(referral: Known) -> bool:
    at = getattr(referral, "before", referral)
    return isinstance(at, InSocialWork)


def _duty(
    timescale: str, starts_from: date, done_on: date | None, here: Here, ordinal: int = FIRST
) -> tuple[UUID, Duty]:
    duty = Duty(timescale=timescale, starts_from=starts_from, done_on=done_on)
    return clock_id(timescale, here, ordinal), duty


def _corrected(
    clock: Clock, duty: Duty, before: Known, after: Known, *, cause: str, here: Here
) -> Clock | None:
    start = duty.starts_from if duty.starts_from != clock.starts_from else None
    stopped = clock.state is ClockState.STOPPED and duty.done_on != clock.stopped
    timescale = CATALOGUE.on(clock.timescale, duty.starts_from)
    received_on = after.contact.received_on
    under = clock
    if clock.timescale == OUTCOME_TOLD and received_on != before.contact.received_on:
        own = own_limit_to_tell(received_on, here)
        limit = timescale.limit if own is None else own
        under = replace(clock, limit=limit, original_limit=limit, local_limit=own is not None)
    if start is None and not stopped and under == clock:
        return None
    return correct(
        under,
        timescale,
        starts_from=start,
        stopped=duty.done_on if stopped else None,
        calendar=here.calendar,
        cause=cause,
    )
