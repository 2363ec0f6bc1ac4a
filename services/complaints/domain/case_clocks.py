"""The clocks of a complaint: how each starts, stops and is cancelled with the others."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid5

from services.complaints.domain.local import Here
from services.complaints.domain.places import Contact
from services.complaints.domain.policy import BUILT_IN
from services.complaints.domain.timescales import (
    ACKNOWLEDGEMENT,
    CATALOGUE,
    INFORMAL_RESOLUTION,
    STAGE_1,
    STAGE_1_MAXIMUM,
)
from shared.deadlines import Clock, cancel, start, stop

STAGE_1_CLOCKS = (STAGE_1, STAGE_1_MAXIMUM)


def own_acknowledgement_limit(received_on: date, here: Here) -> int | None:
    """Working days to acknowledge what was received on that day, where the authority set them.

    None under the built-in edition, which sets nothing: the catalogue's limit applies then.
    """
    edition = here.policy.policy.on(received_on)
    return None if edition == BUILT_IN else edition.terms.acknowledgement_working_days


def due_soon(timescale: str, received_on: date, here: Here) -> int:
    """How many units before the due date the work list warns; Stage 1 by the authority's policy."""
    if timescale in STAGE_1_CLOCKS:
        return here.policy.policy.on(received_on).terms.stage_1_due_soon_working_days
    return CATALOGUE.on(timescale, received_on).due_soon


def started(timescale: str, received_on: date, here: Here, *, limit: int | None = None) -> Clock:
    """A clock of days, from the day received. A case has one clock of each timescale."""
    return start(
        CATALOGUE.on(timescale, received_on),
        clock=uuid5(here.stream, f"{timescale}/1"),
        on=received_on,
        calendar=here.calendar,
        limit=limit,
    )


def started_at_receipt(contact: Contact, here: Here) -> tuple[Clock, ...]:
    """What runs from the receipt of any contact: 24 hours only where the instant is known."""
    acknowledgement = started(
        ACKNOWLEDGEMENT,
        contact.received_on,
        here,
        limit=own_acknowledgement_limit(contact.received_on, here),
    )
    if contact.received_at is None:
        return (acknowledgement,)
    informal = start(
        CATALOGUE.on(INFORMAL_RESOLUTION, contact.received_on),
        clock=uuid5(here.stream, f"{INFORMAL_RESOLUTION}/1"),
        at=contact.received_at,
        calendar=here.calendar,
    )
    return (acknowledgement, informal)


def stage_1_clocks(contact: Contact) -> tuple[Clock, Clock]:
    """The due date of Stage 1 and its maximum; LookupError where Stage 1 never started."""
    due, latest = (contact.clock(timescale) for timescale in STAGE_1_CLOCKS)
    if due is None or latest is None:
        raise LookupError("Stage 1 has not started")
    return due, latest


def stopped_by_response(contact: Contact, responded_on: date, here: Here) -> tuple[Clock, ...]:
    """Stage 1 answered. A response also acknowledges what nobody had acknowledged."""
    answered = tuple(
        stop(clock, on=responded_on, calendar=here.calendar) for clock in stage_1_clocks(contact)
    )
    acknowledgement = contact.clock(ACKNOWLEDGEMENT)
    if acknowledgement is None or not acknowledgement.is_open:
        return answered
    told = stop(acknowledgement, on=responded_on, calendar=here.calendar, cause="response")
    return (*answered, told)


def cancelled(clocks: Iterable[Clock], *, cause: str) -> tuple[Clock, ...]:
    """The open ones among `clocks`, each without its duty from now on."""
    return tuple(cancel(clock, cause=cause) for clock in clocks if clock.is_open)
