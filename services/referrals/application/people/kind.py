"""The kind of case that an entry of the index is, and the names of what it is made of."""

from datetime import date
from functools import partial
from uuid import UUID

from services.referrals.application.people import describing
from services.referrals.application.people.blind_index import BlindIndex
from services.referrals.domain.local import Here
from services.referrals.domain.people.happenings import (
    ForgetPerson,
    PersonCommand,
    PersonEvent,
)
from services.referrals.domain.people.rules import PEOPLE
from services.referrals.domain.people.state import Indexed, Person
from shared.casework.erasure.people_on_cases import PeopleOnCases, no_links
from shared.event_store.case import Case, CaseKind
from shared.event_store.codec import Codec
from shared.event_store.handling import Cases

PersonCase = Case[Person, PersonEvent]
PersonCases = Cases[PersonCommand, Person, PersonEvent, Here]
PersonKind = CaseKind[PersonCommand, Person, PersonEvent, Here]


def person_kind(service: str, codec: Codec[PersonEvent], index: BlindIndex) -> PersonKind:
    """Entries whose rows carry the tags of `index`."""
    return CaseKind(
        service=service,
        kind=describing.KIND,
        decider=PEOPLE,
        codec=codec,
        header=describing.header,
        facts=describing.facts,
        people=describing.people,
        list_row=partial(describing.list_row, index=index),
        names=describing.names,
    )


def forgetting(
    cases: PersonCases,
) -> PeopleOnCases[PersonCommand, Person, PersonEvent, Here]:
    """What an erasure does to an entry: once the key is gone, the entry is forgotten too."""
    return PeopleOnCases(
        cases=cases,
        links=no_links,
        has_text=lambda person: isinstance(person, Indexed),
        ask=_forget,
    )


def _forget(on: date, person: UUID) -> ForgetPerson:
    del person
    return ForgetPerson(forgotten_on=on)
