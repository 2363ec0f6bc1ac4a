"""What a compliment says of itself to the world. Pure; codes and dates only."""

import json
from typing import Final

from services.complaints.domain.compliments import Compliment, NoCompliment, RecordedCompliment
from shared.casework.people.describing import people_on
from shared.event_store.list_values import PersonalValue
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage, Fact, PersonInMessage

KIND: Final = "compliment"


def header(compliment: Compliment) -> CaseInMessage:
    """The case as every message of it names it."""
    recorded = _recorded(compliment)
    return CaseInMessage(
        kind=KIND,
        reference=recorded.reference,
        team=recorded.team,
        worker=recorded.worker,
        service_area=str(recorded.service_area),
    )


def facts(compliment: Compliment) -> tuple[Fact, ...]:
    """That it was received; nothing before."""
    if isinstance(compliment, NoCompliment):
        return ()
    codes = {"service_area": str(compliment.service_area), "channel": str(compliment.channel)}
    return (Fact(kind="compliment.received", on=compliment.received_on, codes=codes),)


def people(compliment: Compliment) -> tuple[PersonInMessage, ...]:
    """Who gave it, where somebody is named, with their age on the day received."""
    recorded = _recorded(compliment)
    return tuple(people_on((("giver", recorded.giver),), recorded.received_on))


def list_row(compliment: Compliment) -> ListRow:
    """How it shows in the service's list."""
    recorded = _recorded(compliment)
    person = None if recorded.giver is None else recorded.giver.person
    return ListRow(
        kind=KIND,
        reference=recorded.reference,
        place="received",
        team=recorded.team,
        worker=recorded.worker,
        service_area=str(recorded.service_area),
        opened_on=recorded.received_on,
        tags=(f"channel:{recorded.channel}",),
        people=() if person is None else (person,),
        summary=json.dumps({"main_person": None if person is None else str(person)}).encode(),
    )


def names(compliment: Compliment) -> dict[str, PersonalValue]:
    """The display names of the list row."""
    giver = _recorded(compliment).giver
    return {} if giver is None else {"giver": PersonalValue(person=giver.person, value=giver.name)}


def _recorded(compliment: Compliment) -> RecordedCompliment:
    if isinstance(compliment, NoCompliment):
        raise TypeError("a compliment that was not received cannot be described")
    return compliment
