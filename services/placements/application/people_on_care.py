"""Times in care as an erasure sees them: who is linked, and whether texts may name others."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from services.placements.application.cases import CareDesk
from services.placements.domain.care.commands import CareCommand
from services.placements.domain.care.events import CareEvent
from services.placements.domain.care.state import Care, NotInCare
from services.placements.domain.local import Here
from shared.casework.beside.happenings import AskRedaction
from shared.casework.erasure.people_on_cases import PeopleOnCases
from shared.event_store.erasing import Link


def people_on_care(desk: CareDesk) -> PeopleOnCases[CareCommand, Care, CareEvent, Here]:
    return PeopleOnCases(cases=desk.cases, links=_links, has_text=_has_text, ask=_ask)


def _links(care: Care) -> Iterator[Link]:
    if not isinstance(care, NotInCare):
        yield from ((link.person, link.known_as) for link in care.time.links)


def _has_text(care: Care) -> bool:
    return not isinstance(care, NotInCare) and care.time.texts > 0


def _ask(on: date, person: UUID) -> CareCommand:
    return AskRedaction(asked_on=on, person=person)
