"""A time in care as clients see it: where it stands, its clocks, and what can be done now."""

from datetime import date
from typing import Final, Self
from uuid import UUID

from pydantic import Field

from services.placements.api.care.actions import actions_of
from services.placements.api.care.parts import (
    AdjournmentView,
    CareEndView,
    ChildView,
    EarlierReviewView,
    OfficerView,
    PlacementView,
    RequestView,
    ReviewView,
    StatusView,
    VisitView,
)
from services.placements.application.cases import CareCase
from services.placements.domain.care.clocks import due_soon
from services.placements.domain.care.review_timing import timed_reviews, timed_visits
from services.placements.domain.care.state import CarePlace, NotInCare, place_of
from services.placements.domain.local import Here
from services.placements.domain.terms import Need
from shared.casework.api.listing_actions import Lister
from shared.casework.api.texts import TextKinds, texts_of
from shared.casework.api.views import (
    ActionView,
    ClockView,
    RefusedActionView,
    TextView,
    View,
)

KINDS: Final[TextKinds] = {
    ("note-added", "text"): "note",
    ("text-redacted", "wording"): "redacted-wording",
}
"""Every free text of a time in care, by stored event type and field."""


class CareView(View):
    """The time in care at `version`, which is also its ETag."""

    reference: str = Field(examples=["K-2023-00001"])
    version: int
    place: CarePlace
    started_on: date
    child: ChildView
    sibling_group: UUID | None
    need: Need
    unaccompanied: bool
    team: str | None
    worker: str | None
    legal_statuses: list[StatusView]
    service_told_on: date | None
    reviewing_officers: list[OfficerView]
    placement_requests: list[RequestView]
    placements: list[PlacementView]
    withdrawn_placements: list[int] = Field(
        description="The numbers of placements that were recorded in error and taken back."
    )
    visits: list[VisitView]
    reviews: list[ReviewView]
    adjournments: list[AdjournmentView]
    earlier_review: EarlierReviewView | None
    ending: CareEndView | None
    texts: list[TextView]
    people_to_redact: int = Field(
        description="Erased people whom somebody must still look for in the texts."
    )
    clocks: list[ClockView]
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, case: CareCase, *, here: Here, lister: Lister) -> Self:
        """The view for whom `lister` lists, on the day that `here` tells."""
        care = case.state
        if isinstance(care, NotInCare):
            raise TypeError("no child became looked after under this reference")
        time = care.time
        allowed, refused = actions_of(care, here, lister=lister)
        return cls(
            reference=time.reference,
            version=case.version,
            place=place_of(care),
            started_on=time.started_on,
            child=ChildView.of(time.child),
            sibling_group=time.sibling_group,
            need=time.need,
            unaccompanied=time.unaccompanied,
            team=time.team,
            worker=time.worker,
            legal_statuses=[
                StatusView.of(number, spell) for number, spell in enumerate(time.statuses, start=1)
            ],
            service_told_on=time.told_on,
            reviewing_officers=[OfficerView.of(officer) for officer in time.officers],
            placement_requests=[RequestView.of(request) for request in time.requests],
            placements=[PlacementView.of(placement, time) for placement in time.placements],
            withdrawn_placements=list(time.withdrawn),
            visits=[
                VisitView.of(timed)
                for placement in time.placements
                for timed in timed_visits(time, placement)
            ],
            reviews=[ReviewView.of(timed) for timed in timed_reviews(time)],
            adjournments=[AdjournmentView.of(one) for one in time.adjournments],
            earlier_review=EarlierReviewView.of_any(time.earlier_review),
            ending=CareEndView.of_any(time.ending),
            texts=texts_of(case.recorded, KINDS),
            people_to_redact=len(time.redactions),
            clocks=ClockView.of_each(
                time.clocks,
                here,
                due_soon=lambda clock: due_soon(clock, time, here),
                href=f"/care/{time.reference}",
            ),
            allowed_actions=allowed,
            refused_actions=refused,
        )
