"""What a household says of itself to the world. Pure; codes, counts and references only.

Its places are stated for every day on which they change, as they stood from that day on: a stay
recorded late or put right restates the days it touches, and nothing is counted twice.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Final

from services.placements.domain.households.household import (
    Approved,
    Household,
    NotApproved,
    TermsPeriod,
)
from services.placements.domain.households.places import Places, places_by_day
from shared.casework.people.describing import people_on
from shared.event_store.list_values import PersonalValue
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage, Fact, PersonInMessage

KIND: Final = "household"
FIRST_CARER: Final = "first-carer"
SECOND_CARER: Final = "second-carer"


def header(household: Household) -> CaseInMessage:
    """The household as every message of it names it."""
    approved = _existing(household)
    return CaseInMessage(
        kind=KIND, reference=approved.reference, team=approved.team, worker=approved.worker
    )


def facts(household: Household) -> tuple[Fact, ...]:
    """That it was approved and closed, and its places from each day on which they change."""
    if isinstance(household, NotApproved):
        return ()
    return tuple(_facts(household))


def _facts(household: Approved) -> Iterator[Fact]:
    yield Fact(
        kind="household.approved",
        on=household.approved_on,
        codes={"household_kind": str(household.kind)},
    )
    if household.closure is not None:
        yield Fact(
            kind="household.closed",
            on=household.closure.on,
            codes={"reason": str(household.closure.reason)},
        )
    for day, places in places_by_day(household):
        yield Fact(
            kind="household.places",
            ordinal=day.isoformat(),
            on=day,
            numbers={
                "approved": places.approved,
                "filled": places.filled,
                "on_hold": places.on_hold,
                "vacant": places.vacant,
            },
        )


def people(household: Household) -> tuple[PersonInMessage, ...]:
    """The carers, with their age on the day of the approval. The children are on their own case."""
    approved = _existing(household)
    carers = (("carer", carer) for carer in approved.carers)
    return tuple(people_on(carers, approved.approved_on))


def list_row(household: Household) -> ListRow:
    """How it shows in the service's list. The summary tells its places from each day on."""
    approved = _existing(household)
    closure = approved.closure
    return ListRow(
        kind=KIND,
        reference=approved.reference,
        place="fostering" if closure is None else "closed",
        team=approved.team,
        worker=approved.worker,
        opened_on=approved.approved_on,
        closed_on=None if closure is None else closure.on,
        tags=tuple(sorted(_tags(approved))),
        people=tuple(carer.person for carer in approved.carers),
        summary=json.dumps(_summary(approved), sort_keys=True).encode(),
    )


def names(household: Household) -> dict[str, PersonalValue]:
    """The display names of the list row: those of the first two carers."""
    carers = _existing(household).carers
    return {
        name: PersonalValue(person=carer.person, value=carer.name)
        for name, carer in zip((FIRST_CARER, SECOND_CARER), carers, strict=False)
    }


def _existing(household: Household) -> Approved:
    if isinstance(household, NotApproved):
        raise TypeError("a household that was not approved cannot be described")
    return household


def _tags(household: Approved) -> Iterator[str]:
    yield f"kind:{household.kind}"
    yield from (f"complaint:{noted.complaint}" for noted in household.complaints)
    if any(noted.to_on is None for noted in household.complaints):
        yield "complaint:open"


def _summary(household: Approved) -> dict[str, object]:
    complaints = [noted.complaint for noted in household.complaints if noted.to_on is None]
    return {
        "places": [_places(day, places) for day, places in places_by_day(household)],
        "terms": [_terms(period) for period in household.terms],
        "complaints": complaints,
    }


def _places(day: date, places: Places) -> list[str | int]:
    return [day.isoformat(), places.approved, places.filled, places.on_hold]


def _terms(period: TermsPeriod) -> list[str | int | None]:
    terms = period.terms
    return [
        period.from_on.isoformat(),
        None if terms is None else terms.youngest,
        None if terms is None else terms.oldest,
    ]
