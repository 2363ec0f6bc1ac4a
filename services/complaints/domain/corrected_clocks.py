"""The clocks of a complaint as they stand once its dates are put right.

A case stays under the edition of the policy that it was received under, as that was decided then:
only another day of receipt looks the policy up again.
"""

from dataclasses import replace
from datetime import date

from services.complaints.domain.answer import Answer
from services.complaints.domain.case_clocks import STAGE_1_CLOCKS, own_acknowledgement_limit
from services.complaints.domain.corrected_dates import CorrectedDates
from services.complaints.domain.local import Here
from services.complaints.domain.places import Contact
from services.complaints.domain.timescales import ACKNOWLEDGEMENT, CATALOGUE
from shared.deadlines import Clock, ClockState, Timescale, correct


def corrected_clocks(
    contact: Contact, answer: Answer | None, dates: CorrectedDates, here: Here
) -> tuple[Clock, ...]:
    """The clocks that hang on a date that changed, each in its one new state."""
    corrected = (
        _corrected(clock, _stop(clock, contact, answer, dates), contact, dates, here)
        for clock in contact.clocks
    )
    return tuple(clock for clock in corrected if clock is not None)


def _corrected(
    clock: Clock, stop: date | None, contact: Contact, dates: CorrectedDates, here: Here
) -> Clock | None:
    timescale = CATALOGUE.on(clock.timescale, dates.received_on)
    cause = _cause(contact, dates)
    if clock.unit.is_elapsed:
        if dates.received_at == contact.received_at:
            return None
        at = dates.received_at
        return correct(clock, timescale, starts_from_at=at, calendar=here.calendar, cause=cause)
    start = dates.received_on if dates.received_on != contact.received_on else None
    if start is None and stop is None:
        return None
    if clock.timescale == ACKNOWLEDGEMENT and start is not None:
        clock = _under_policy(clock, timescale, start, here)
    return correct(
        clock, timescale, starts_from=start, stopped=stop, calendar=here.calendar, cause=cause
    )


def _under_policy(clock: Clock, timescale: Timescale, received_on: date, here: Here) -> Clock:
    own = own_acknowledgement_limit(received_on, here)
    limit = timescale.limit if own is None else own
    return replace(clock, limit=limit, original_limit=limit, local_limit=own is not None)


def _stop(
    clock: Clock, contact: Contact, answer: Answer | None, dates: CorrectedDates
) -> date | None:
    """The new day on which the clock stopped; None where it did not, or stays."""
    if clock.state is not ClockState.STOPPED:
        return None
    by_response = clock.timescale in STAGE_1_CLOCKS or contact.acknowledged_on is None
    stop = dates.responded_on if by_response and answer else dates.acknowledged_on
    return stop if stop != clock.stopped else None


def _cause(contact: Contact, dates: CorrectedDates) -> str:
    if (dates.received_on, dates.received_at) != (contact.received_on, contact.received_at):
        return "received-date-corrected"
    if dates.acknowledged_on != contact.acknowledged_on:
        return "acknowledgement-corrected"
    return "response-corrected"
