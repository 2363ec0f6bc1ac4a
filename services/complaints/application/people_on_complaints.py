"""Complaints as an erasure sees them: who is linked to whom, and whether texts may name others."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from services.complaints.application.cases import ComplaintDesk
from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.places import Complaint, NothingReceived
from shared.casework.beside.happenings import AskRedaction
from shared.casework.erasure.people_on_cases import PeopleOnCases
from shared.event_store.erasing import Link


def people_on_complaints(
    desk: ComplaintDesk,
) -> PeopleOnCases[ComplaintCommand, Complaint, ComplaintEvent, Here]:
    """A compliment is its giver's own, and links nobody, so complaints are all there is."""
    return PeopleOnCases(cases=desk.cases, links=_links, has_text=_has_text, ask=_ask)


def _links(complaint: Complaint) -> Iterator[Link]:
    if not isinstance(complaint, NothingReceived):
        yield from ((link.person, link.known_as) for link in complaint.contact.links)


def _has_text(complaint: Complaint) -> bool:
    return not isinstance(complaint, NothingReceived) and complaint.contact.texts > 0


def _ask(on: date, person: UUID) -> ComplaintCommand:
    return AskRedaction(asked_on=on, person=person)
