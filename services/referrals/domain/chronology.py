"""The order in which the dates of a referral can have happened, whatever is corrected.

Each pair names the fields of a correction, so that a refusal blames the one that was given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from services.referrals.domain.exploitation_state import Exploitation
from services.referrals.domain.places import (
    Assessment,
    Closed,
    Contact,
    Known,
    assessments_of,
    decision_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """`day`, of the field `field`, is not before `former`, of the field `follows`."""

    field: str
    day: date
    follows: str
    former: date

    @property
    def holds(self) -> bool:
        return self.former <= self.day


def orders(referral: Known) -> Iterator[Order]:
    """Every order that the dates of the case keep."""
    contact, decision = referral.contact, decision_of(referral)
    yield from _of_contact(contact)
    if decision is not None:
        yield _order("decided_on", decision.decided_on, "received_on", contact.received_on)
        if contact.told_on is not None:
            yield _order("told_on", contact.told_on, "decided_on", decision.decided_on)
        for closing in contact.closings[:1]:
            yield _order("closed_on", closing.on, "decided_on", decision.decided_on)
        for assessment in assessments_of(referral)[:1]:
            yield _order("assessments", assessment.started_on, "decided_on", decision.decided_on)
    yield from _of_assessments(contact, assessments_of(referral))
    yield from _of_endings(referral)
    if contact.exploitation is not None:
        yield from _of_exploitation(contact, contact.exploitation)


def _of_contact(contact: Contact) -> Iterator[Order]:
    received_on = contact.received_on
    if contact.acknowledged_on is not None:
        yield _order("acknowledged_on", contact.acknowledged_on, "received_on", received_on)
    for day in contact.allocated_on[:1]:
        yield _order("allocated_on", day, "received_on", received_on)
    for former, day in pairwise(contact.allocated_on):
        yield _order("allocated_on", day, "allocated_on", former)


def _of_assessments(contact: Contact, assessments: tuple[Assessment, ...]) -> Iterator[Order]:
    for former, later in pairwise(assessments):
        if former.authorisation is not None:
            done_on = former.authorisation.authorised_on
            yield _order("assessments", later.started_on, "assessments", done_on)
    for one in assessments:
        turns = one.after_reopenings
        if turns:
            again = contact.reopenings[turns - 1].on
            yield _order("assessments", one.started_on, "reopened_on", again)
        done = one.authorisation
        if done is None:
            continue
        yield _order("assessments", done.authorised_on, "assessments", one.started_on)
        if turns < len(contact.closings):
            ended_on = contact.closings[turns].on
            yield _order("closed_on", ended_on, "assessments", done.authorised_on)
        if done.looked_after is not None:
            since = done.looked_after.on
            yield _order("assessments", since, "received_on", contact.received_on)


def _of_endings(referral: Known) -> Iterator[Order]:
    contact = referral.contact
    for closing, reopening in zip(contact.closings, contact.reopenings, strict=False):
        yield _order("reopened_on", reopening.on, "closed_on", closing.on)
    for closing, reopening in zip(contact.closings[1:], contact.reopenings, strict=False):
        yield _order("closed_on", closing.on, "reopened_on", reopening.on)
    if isinstance(referral, Closed):
        ended_on = contact.closings[-1].on
        for day in contact.allocated_on[-1:]:
            yield _order("closed_on", ended_on, "allocated_on", day)
        exploitation = contact.exploitation
        if exploitation is not None and exploitation.closings:
            last = exploitation.closings[-1].closed_on
            yield _order("closed_on", ended_on, "exploitation", last)


def _of_exploitation(contact: Contact, exploitation: Exploitation) -> Iterator[Order]:
    begun = exploitation.recorded_on or contact.received_on
    follows = "received_on" if exploitation.recorded_on is None else "exploitation"
    if exploitation.recorded_on is not None:
        yield _order("exploitation", begun, "received_on", contact.received_on)
    days = [allocation.allocated_on for allocation in exploitation.allocations]
    for former, day in pairwise(days):
        yield _order("exploitation", day, "exploitation", former)
    for day in days[:1]:
        yield _order("exploitation", day, follows, begun)
    for closing in exploitation.closings:
        yield _order("exploitation", closing.closed_on, follows, begun)
        for day in days[: closing.allocations][-1:]:
            yield _order("exploitation", closing.closed_on, "exploitation", day)
    yield from _of_going_on(exploitation, days)
    decided = exploitation.decided
    if decided is None:
        return
    yield _order("exploitation", decided.decided_on, follows, begun)
    if not exploitation.is_open:
        ended_on = exploitation.closings[-1].closed_on
        yield _order("exploitation", ended_on, "exploitation", decided.decided_on)


def _of_going_on(exploitation: Exploitation, days: list[date]) -> Iterator[Order]:
    """`days` are those of the allocations."""
    for closing, again in zip(exploitation.closings, exploitation.reopenings, strict=False):
        yield _order("exploitation", again, "exploitation", closing.closed_on)
        for day in days[closing.allocations :][:1]:
            yield _order("exploitation", day, "exploitation", again)
    for closing, again in zip(exploitation.closings[1:], exploitation.reopenings, strict=False):
        yield _order("exploitation", closing.closed_on, "exploitation", again)


def _order(field: str, day: date, follows: str, former: date) -> Order:
    return Order(field=field, day=day, follows=follows, former=former)
