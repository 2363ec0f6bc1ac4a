"""A contact arrives and is acknowledged. Whether it is a complaint is decided later.

Acknowledgement is local policy. A contact may be put right within 24 hours of the
instant it came in; that clock runs only where the instant is known.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.complaints.domain import refusals
from services.complaints.domain.case_clocks import started_at_receipt
from services.complaints.domain.commands import Acknowledge, Receive
from services.complaints.domain.contact import as_received
from services.complaints.domain.dates import check_happened
from services.complaints.domain.events import ComplaintAcknowledged, ComplaintReceived
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, NothingReceived, OnTheWay, Resolved
from services.complaints.domain.standing import on_the_way
from services.complaints.domain.terms import Cause
from services.complaints.domain.timescales import ACKNOWLEDGEMENT, CATALOGUE
from shared.casework.dates import check_born, check_countable, check_past, check_past_instant
from shared.casework.refusals import (
    AlreadyReceived,
    CodeNotInUse,
    GivenTwice,
    InstantOnAnotherDay,
    TeamNotOpen,
)
from shared.casework.register.state import Owner
from shared.casework.terms import Term
from shared.clock import london_date
from shared.deadlines import Clock, ClockState, correct, stop


def may_receive(complaint: Complaint, here: Here) -> NothingReceived:
    """Raises AlreadyReceived."""
    del here
    if not isinstance(complaint, NothingReceived):
        raise AlreadyReceived
    return complaint


def receive(command: Receive, complaint: Complaint, here: Here) -> tuple[ComplaintReceived, ...]:
    """Record the contact and start its clocks from the day received, however long ago that was.

    Raises AlreadyReceived, InTheFuture, OutsideCalendar, InstantOnAnotherDay, NoCauseGiven,
    GivenTwice, CodeNotInUse or TeamNotOpen.
    """
    may_receive(complaint, here)
    check_past(command.received_on, here, "received_on")
    check_countable(command.received_on, here, "received_on")
    if command.received_at is not None:
        check_past_instant(command.received_at, here, "received_at")
        if london_date(command.received_at) != command.received_on:
            raise InstantOnAnotherDay("received_at", received_on=command.received_on)
    check_born(command.complainant.details, here, "complainant")
    check_born(command.representative, here, "representative")
    check_born(command.advocate, here, "advocate")
    for child in command.children:
        check_born(child, here, "children")
    check_causes(command.causes, command.received_on)
    check_in_use(command.service_area, command.received_on, "service_area")
    owners = here.policy.register.owners(command.received_on, here.today)
    if command.team is not None and Owner(team=command.team, worker=None) not in owners:
        raise TeamNotOpen("team", team=command.team)
    received = ComplaintReceived(
        occurred_on=command.received_on,
        reference=command.reference,
        received_at=command.received_at,
        channel=command.channel,
        complainant=command.complainant,
        representative=command.representative,
        advocate=command.advocate,
        children=command.children,
        service_area=command.service_area,
        team=command.team,
        causes=command.causes,
        statement=command.statement,
        desired_outcome=command.desired_outcome,
        policy_edition=here.policy.policy.on(command.received_on).number,
        clocks=(),
    )
    return (_with_clocks(received, here),)


def check_causes(causes: Sequence[Cause], received_on: date) -> None:
    """Many causes, each once and in use. Raises NoCauseGiven, GivenTwice or CodeNotInUse."""
    if not causes:
        raise refusals.NoCauseGiven("causes")
    if len(set(causes)) != len(causes):
        raise GivenTwice("causes")
    for cause in causes:
        check_in_use(cause, received_on, "causes")


def check_in_use(code: Term, received_on: date, field: str) -> None:
    """A code that a restructure dated out is not given to what came later. Raises CodeNotInUse."""
    if not code.in_use_on(received_on):
        raise CodeNotInUse(field, not_in_use=str(code), received_on=received_on)


def may_acknowledge(complaint: Complaint, here: Here) -> OnTheWay:
    """Raises AlreadyAcknowledged or NothingToAcknowledge, or says why the case is not open."""
    del here
    place = on_the_way(complaint)
    if place.contact.acknowledged_on is not None:
        raise refusals.AlreadyAcknowledged(acknowledged_on=place.contact.acknowledged_on)
    if _acknowledgement_of(place).state is ClockState.CANCELLED:
        raise refusals.NothingToAcknowledge
    return place


def acknowledge(
    command: Acknowledge, complaint: Complaint, here: Here
) -> tuple[ComplaintAcknowledged, ...]:
    """The acknowledgement was sent, in time or late.

    One that is recorded only after the response takes the place of the response, which had
    stopped the clock in its stead. Raises AcknowledgedAfterResponse, InTheFuture or
    BeforeReceived, or as `may_acknowledge`.
    """
    place = may_acknowledge(complaint, here)
    sent_on = command.acknowledged_on
    check_happened(sent_on, place.contact, here, "acknowledged_on")
    clock = _acknowledgement_of(place)
    if isinstance(place, Resolved):
        if sent_on > place.answer.responded_on:
            raise refusals.AcknowledgedAfterResponse(
                "acknowledged_on", responded_on=place.answer.responded_on
            )
        timescale = CATALOGUE.on(ACKNOWLEDGEMENT, place.contact.received_on)
        told = correct(
            clock,
            timescale,
            stopped=sent_on,
            calendar=here.calendar,
            cause="acknowledgement-recorded-late",
        )
    else:
        told = stop(clock, on=sent_on, calendar=here.calendar)
    return (ComplaintAcknowledged(occurred_on=sent_on, channel=command.channel, clocks=(told,)),)


def _acknowledgement_of(place: OnTheWay) -> Clock:
    clock = place.contact.clock(ACKNOWLEDGEMENT)
    if clock is None:
        raise LookupError("every contact has a clock for its acknowledgement")
    return clock


def _with_clocks(received: ComplaintReceived, here: Here) -> ComplaintReceived:
    return replace(received, clocks=started_at_receipt(as_received(received), here))
