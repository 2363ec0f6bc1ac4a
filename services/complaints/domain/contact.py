"""What every place of a complaint knows, after each event that moves the case nowhere."""

from dataclasses import replace
from typing import assert_never

from services.complaints.domain import events as happened
from services.complaints.domain.places import Contact
from services.complaints.domain.terms import Advocacy, NamedPart
from shared.casework.beside.happenings import BesideEvent
from shared.casework.beside.rules import after_writing
from shared.casework.clocks import with_changed
from shared.casework.people.details import PersonDetails


def as_received(event: happened.ComplaintReceived) -> Contact:
    """The contact as it arrived."""
    return Contact(
        reference=event.reference,
        received_on=event.occurred_on,
        received_at=event.received_at,
        channel=event.channel,
        complainant=event.complainant,
        representative=event.representative,
        advocate=event.advocate,
        children=event.children,
        service_area=event.service_area,
        causes=event.causes,
        statement=event.statement,
        desired_outcome=event.desired_outcome,
        policy_edition=event.policy_edition,
        team=event.team,
        advocacy=Advocacy.NONE if event.advocate is None else Advocacy.APPOINTED,
        clocks=event.clocks,
        texts=(event.statement is not None) + (event.desired_outcome is not None),
    )


def noted(
    contact: Contact,
    event: happened.ComplaintAcknowledged
    | happened.ComplaintAllocated
    | happened.AdvocateOffered
    | happened.AdvocateAppointed
    | happened.DocumentReferenced
    | BesideEvent
    | happened.PersonCorrected
    | happened.PersonNamed
    | happened.HouseholdRecorded,
) -> Contact:
    """The contact after an event that moves the case nowhere."""
    match event:
        case happened.ComplaintAcknowledged():
            contact = replace(contact, acknowledged_on=event.occurred_on)
            return replace(contact, clocks=with_changed(contact.clocks, event.clocks))
        case happened.ComplaintAllocated():
            return replace(
                contact, team=event.team, worker=event.worker, allocated_on=event.occurred_on
            )
        case happened.HouseholdRecorded():
            return replace(contact, household=event.household)
        case (
            happened.AdvocateOffered()
            | happened.AdvocateAppointed()
            | happened.PersonCorrected()
            | happened.PersonNamed()
        ):
            return _known_of_people(contact, event)
        case happened.DocumentReferenced():
            return replace(contact, texts=contact.texts + 1 + (event.title is not None))
        case _:
            return after_writing(contact, event)


def _known_of_people(
    contact: Contact,
    event: happened.AdvocateOffered
    | happened.AdvocateAppointed
    | happened.PersonCorrected
    | happened.PersonNamed,
) -> Contact:
    match event:
        case happened.AdvocateOffered():
            return replace(contact, advocacy=Advocacy.OFFERED)
        case happened.AdvocateAppointed():
            return replace(contact, advocacy=Advocacy.APPOINTED, advocate=event.advocate)
        case happened.PersonCorrected():
            return _put_right(contact, event.details)
        case happened.PersonNamed():
            return _named(contact, event)
        case _:
            assert_never(event)


def _put_right(contact: Contact, details: PersonDetails) -> Contact:
    """`details` in the place of whatever was recorded of that person, in every part."""

    def right(recorded: PersonDetails) -> PersonDetails:
        return details if recorded.person == details.person else recorded

    return replace(
        contact,
        complainant=replace(contact.complainant, details=right(contact.complainant.details)),
        children=tuple(right(child) for child in contact.children),
        representative=contact.representative and right(contact.representative),
        advocate=contact.advocate and right(contact.advocate),
    )


def _named(contact: Contact, event: happened.PersonNamed) -> Contact:
    match event.part:
        case NamedPart.CHILD:
            return replace(contact, children=(*contact.children, event.details))
        case NamedPart.REPRESENTATIVE:
            return replace(contact, representative=event.details)
        case _:
            assert_never(event.part)
