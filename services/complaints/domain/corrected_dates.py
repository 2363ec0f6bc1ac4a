"""The dates of a complaint once they are put right, all of them checked together."""

from dataclasses import dataclass
from datetime import date, datetime

from services.complaints.domain import refusals
from services.complaints.domain.answer import Answer
from services.complaints.domain.commands import Correct
from services.complaints.domain.dates import check_not_withdrawn
from services.complaints.domain.local import Here
from services.complaints.domain.places import Contact
from shared.casework.dates import check_countable, check_past, check_past_instant
from shared.casework.refusals import InstantOnAnotherDay, NotRecordedYet
from shared.clock import london_date


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectedDates:
    """The dates of the case as they should have been; uncorrected ones are repeated."""

    received_on: date
    received_at: datetime | None
    acknowledged_on: date | None
    responded_on: date | None


def corrected_dates(
    command: Correct, contact: Contact, answer: Answer | None, here: Here
) -> CorrectedDates:
    """The dates that the command leaves, in an order in which they can have happened.

    Raises NotRecordedYet, InTheFuture, OutsideCalendar, PauseBeforeReceived, ActBeforeReceived,
    BeforePresentStep, AcknowledgedAfterResponse, InstantNotKept, InstantMissing or
    InstantOnAnotherDay.
    """
    if command.acknowledged_on is not None and contact.acknowledged_on is None:
        raise NotRecordedYet("acknowledged_on")
    if command.responded_on is not None and answer is None:
        raise NotRecordedYet("responded_on")
    received_on = command.received_on or contact.received_on
    dates = CorrectedDates(
        received_on=received_on,
        received_at=_received_at(command, contact, received_on, here),
        acknowledged_on=command.acknowledged_on or contact.acknowledged_on,
        responded_on=command.responded_on or (answer.responded_on if answer else None),
    )
    check_past(received_on, here, "received_on")
    check_countable(received_on, here, "received_on")
    for pause in (pause for clock in contact.clocks for pause in clock.pauses):
        if pause.paused_on < received_on:
            raise refusals.PauseBeforeReceived("received_on", paused_on=pause.paused_on)
    _check_act(command.acknowledged_on, dates.acknowledged_on, received_on, here, "acknowledged_on")
    _check_act(command.responded_on, dates.responded_on, received_on, here, "responded_on")
    if command.responded_on is not None:
        check_not_withdrawn(command.responded_on, contact, "responded_on")
    if command.acknowledged_on is not None:
        _check_acknowledged_first(command.acknowledged_on, dates.responded_on)
    return dates


def _check_acknowledged_first(acknowledged_on: date, responded_on: date | None) -> None:
    if responded_on is not None and acknowledged_on > responded_on:
        raise refusals.AcknowledgedAfterResponse("acknowledged_on", responded_on=responded_on)


def _check_act(
    given: date | None, done_on: date | None, received_on: date, here: Here, field: str
) -> None:
    """The field to blame is the one that was given."""
    if done_on is None:
        return
    check_past(done_on, here, field)
    if done_on < received_on:
        blamed = "received_on" if given is None else field
        raise refusals.ActBeforeReceived(blamed, received_on=received_on, done_on=done_on)


def _received_at(
    command: Correct, contact: Contact, received_on: date, here: Here
) -> datetime | None:
    if contact.received_at is None:
        if command.received_at is not None:
            raise refusals.InstantNotKept("received_at")
        return None
    if command.received_at is None:
        if received_on != contact.received_on:
            raise refusals.InstantMissing("received_at")
        return contact.received_at
    check_past_instant(command.received_at, here, "received_at")
    if london_date(command.received_at) != received_on:
        raise InstantOnAnotherDay("received_at", received_on=received_on)
    for clock in contact.clocks:
        if clock.stopped_at is not None and clock.stopped_at < command.received_at:
            raise refusals.ActBeforeReceived("received_at", received_on=received_on)
    return command.received_at
