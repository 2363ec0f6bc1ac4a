"""A compliment as clients see it, alone and in the list."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Self

from pydantic import Field

from services.complaints.application.cases import ComplimentCase
from services.complaints.domain.compliments import (
    ALLOCATE_COMPLIMENT,
    CORRECT_COMPLIMENT,
    NoCompliment,
    allowed,
)
from services.complaints.domain.local import Here
from services.complaints.domain.terms import Channel, Relation, ServiceArea
from shared.casework.api.listing_actions import Lister
from shared.casework.api.views import ActionView, PersonView, RefusedActionView, View, readable
from shared.event_store.listing import Listed

WHERE: Final[Mapping[str, str]] = {
    CORRECT_COMPLIMENT: "/correction",
    ALLOCATE_COMPLIMENT: "/allocation",
}
"""The noun of each action on a compliment that is recorded."""


class ComplimentView(View):
    """A compliment at `version`, which is also its ETag."""

    reference: str = Field(examples=["CP-2022-00001"])
    version: int
    received_on: date
    channel: Channel
    service_area: ServiceArea
    relation: Relation | None
    giver: PersonView | None
    words: str | None
    team: str | None
    worker: str | None
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, case: ComplimentCase, *, here: Here, lister: Lister) -> Self:
        state = case.state
        if isinstance(state, NoCompliment):
            raise TypeError("nothing was received under this reference")
        href = f"/compliments/{state.reference}"
        actions = lister.listed(allowed(state, here), WHERE, href)
        return cls(
            reference=state.reference,
            version=case.version,
            received_on=state.received_on,
            channel=state.channel,
            service_area=state.service_area,
            relation=state.relation,
            giver=PersonView.of_any(state.giver),
            words=readable(state.words),
            team=state.team,
            worker=state.worker,
            allowed_actions=actions.allowed,
            refused_actions=actions.refused,
        )


class ListedCompliment(View):
    reference: str
    version: int
    received_on: date | None
    service_area: str | None
    team: str | None
    giver: str | None

    @classmethod
    def of(cls, row: Listed) -> Self:
        return cls(
            reference=row.reference,
            version=row.version,
            received_on=row.opened_on,
            service_area=row.service_area,
            team=row.team,
            giver=readable(row.names.get("giver")),
        )
