"""The clocks of a referral: how each starts and stops."""

from datetime import date
from typing import Final
from uuid import UUID, uuid5

from services.referrals.domain.local import Here
from services.referrals.domain.places import Contact
from services.referrals.domain.terms import Source
from services.referrals.domain.timescales import (
    ACKNOWLEDGEMENT,
    CATALOGUE,
    DECISION,
    FROM_REFERRAL,
    FROM_START,
    OUTCOME_TOLD,
)
from shared.deadlines import Clock, start, stop

ASSESSMENT_CLOCKS: Final = (FROM_REFERRAL, FROM_START)


def clock_id(timescale: str, here: Here, ordinal: int = 1) -> UUID:
    """The id of the case's clock under `timescale`; `ordinal` is the assessment's number."""
    return uuid5(here.stream, f"{timescale}/{ordinal}")


def due_soon(timescale: str, received_on: date, here: Here) -> int:
    """How many working days before the due date the work list warns."""
    if timescale in ASSESSMENT_CLOCKS:
        return here.policy.policy.on(received_on).terms.assessment_due_soon_working_days
    return CATALOGUE.on(timescale, received_on).due_soon


def started(
    timescale: str, on: date, here: Here, *, ordinal: int = 1, limit: int | None = None
) -> Clock:
    """A clock of working days from `on`."""
    return start(
        CATALOGUE.on(timescale, on),
        clock=clock_id(timescale, here, ordinal),
        on=on,
        calendar=here.calendar,
        limit=limit,
    )


def started_at_receipt(received_on: date, source: Source, here: Here) -> tuple[Clock, ...]:
    """What runs from the receipt of a contact; nobody acknowledges one to somebody unknown."""
    anonymous = source is Source.ANONYMOUS
    codes = (DECISION,) if anonymous else (DECISION, ACKNOWLEDGEMENT)
    return tuple(started(code, received_on, here) for code in codes)


def own_limit_to_tell(received_on: date, here: Here) -> int | None:
    """Working days to tell the outcome, where the authority set them; None under no edition."""
    edition = here.policy.policy.on(received_on)
    return None if edition.number == 0 else edition.terms.outcome_told_working_days


def outcome_clock(decided_on: date, received_on: date, here: Here) -> Clock:
    """Runs from the decision, under the edition of the day received."""
    limit = own_limit_to_tell(received_on, here)
    return started(OUTCOME_TOLD, decided_on, here, limit=limit)


def the_clock(contact: Contact, timescale: str, here: Here, ordinal: int = 1) -> Clock:
    """A clock that the procedure has started by now; LookupError where it never was."""
    clock = contact.clock(clock_id(timescale, here, ordinal))
    if clock is None:
        raise LookupError(f"the clock {timescale} has not started")
    return clock


def stopped(contact: Contact, timescale: str, on: date, here: Here, ordinal: int = 1) -> Clock:
    """The duty was done on that day."""
    return stop(the_clock(contact, timescale, here, ordinal), on=on, calendar=here.calendar)
