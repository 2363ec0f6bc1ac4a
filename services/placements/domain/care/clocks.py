"""The clocks of a time in care brought to where its record says they stand.

An event gives each clock that it touches one new state, so its revision goes up by one, however
much of it changed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from services.placements.domain.care.duties import Duty, duties
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.evolve import evolve
from services.placements.domain.care.state import Care, NotInCare, TimeInCare
from services.placements.domain.local import Here
from services.placements.domain.policy import PlacementsTerms
from services.placements.domain.timescales import CATALOGUE, FIRST_REVIEW
from shared.deadlines import Clock, ClockState, cancel, correct, reopen, start, stop

NO_DUTY: Final = "no-duty"


def clocks_after(event: CareEvent, care: Care, here: Here, *, cause: str) -> tuple[Clock, ...]:
    """Every clock that the event touches; `cause` says why one is not as it was."""
    after = evolve(care, event)
    assert not isinstance(after, NotInCare)
    former = () if isinstance(care, NotInCare) else care.time.clocks
    return tuple(_changed(after.time, {clock.clock: clock for clock in former}, here, cause))


def due_soon(clock: Clock, time: TimeInCare, here: Here) -> int:
    """How many units before the due date the work list warns; of a first review by policy."""
    if clock.timescale == FIRST_REVIEW:
        terms = here.policy.policy.on(time.started_on).terms
        return terms.first_review_due_soon_working_days
    version = CATALOGUE.versions(clock.timescale)[-1]
    return version.due_soon if version.unit is clock.unit else 0


def _changed(
    time: TimeInCare, former: Mapping[UUID, Clock], here: Here, cause: str
) -> Iterator[Clock]:
    told, appointed = own_limits(time, here)
    due: set[UUID] = set()
    for duty in duties(time, service_told=told, officer_appointed=appointed):
        clock = uuid5(here.stream, duty.key)
        due.add(clock)
        before = former.get(clock)
        after = (
            _begun(duty, clock, here) if before is None else _followed(before, duty, here, cause)
        )
        if after is not None and after is not before:
            revision = 1 if before is None else before.revision + 1
            yield replace(after, revision=revision)
    for clock, before in former.items():
        if clock not in due and before.state is not ClockState.CANCELLED:
            yield cancel(before, cause=f"{cause}-{NO_DUTY}")


def own_limits(time: TimeInCare, here: Here) -> tuple[int | None, int | None]:
    """The authority's own limits of the day the care began; None where they are as built in."""
    terms = here.policy.policy.on(time.started_on).terms
    built_in = PlacementsTerms()
    told, appointed = terms.service_told_working_days, terms.officer_appointed_working_days
    return (
        None if told == built_in.service_told_working_days else told,
        None if appointed == built_in.officer_appointed_working_days else appointed,
    )


def _begun(duty: Duty, clock: UUID, here: Here) -> Clock | None:
    """A clock for a duty that had none. One that fell away before it was known never ran."""
    begun = _started(duty, clock, here)
    stops = duty.stops_on(_due(begun))
    if stops is not None:
        return stop(begun, on=stops, calendar=here.calendar)
    return None if duty.ended_on is not None else begun


def _followed(before: Clock, duty: Duty, here: Here, cause: str) -> Clock:
    """The clock as the duty now stands; itself where nothing of it changed."""
    stops = duty.stops_on(_due(_started(duty, before.clock, here)))
    if stops is None and duty.ended_on is not None:
        return before if before.state is ClockState.CANCELLED else cancel(before, cause=cause)
    clock = before
    if clock.state is ClockState.CANCELLED or (not clock.is_open and stops is None):
        clock = reopen(clock, calendar=here.calendar, cause=cause)
    stopped = None if clock.is_open else stops
    limit = duty.timescale.limit if duty.limit is None else duty.limit
    if (clock.starts_from, clock.stopped, clock.limit) != (duty.starts_on, stopped, limit):
        clock = correct(
            replace(clock, local_limit=False),
            duty.timescale,
            starts_from=duty.starts_on,
            stopped=stopped,
            limit=duty.limit,
            calendar=here.calendar,
            cause=cause,
        )
    if clock.is_open and stops is not None:
        clock = stop(clock, on=stops, calendar=here.calendar, cause=cause)
    return clock


def _started(duty: Duty, clock: UUID, here: Here) -> Clock:
    return start(
        duty.timescale, clock=clock, on=duty.starts_on, calendar=here.calendar, limit=duty.limit
    )


def _due(clock: Clock) -> date:
    assert clock.due is not None
    return clock.due
