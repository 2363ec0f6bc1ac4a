"""A referral as clients see it: where it stands, its clocks, and what can be done now."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Final, Self

from pydantic import Field

from services.referrals.api.actions import actions_of
from services.referrals.api.parts import (
    AssessmentView,
    ChildView,
    DecisionView,
    EndingView,
    ExploitationView,
)
from services.referrals.application.cases import ReferralCase
from services.referrals.domain.case_clocks import due_soon
from services.referrals.domain.local import Here
from services.referrals.domain.places import (
    NothingOpened,
    Place,
    assessments_of,
    decision_of,
    place_of,
)
from services.referrals.domain.terms import Category, ContactKind, Source
from shared.casework.api.listing_actions import Lister
from shared.casework.api.texts import texts_of
from shared.casework.api.views import (
    ActionView,
    ClockView,
    PersonView,
    RefusedActionView,
    TextView,
    View,
)

TEXTS: Final[Mapping[tuple[str, str], str]] = {
    ("contact-opened", "concerns"): "concerns",
    ("contact-decided", "explanation"): "decision-explanation",
    ("referral-closed", "rationale"): "closing-rationale",
    ("note-added", "text"): "note",
    ("text-redacted", "wording"): "redacted-wording",
}
"""Every free text of a referral, by stored event type and field."""


class ReferralView(View):
    """One child's referral at `version`, which is also its ETag."""

    reference: str = Field(examples=["R-2023-00001"])
    version: int
    place: Place
    received_on: date
    received_at: datetime | None
    source: Source
    agency: str | None
    kind: ContactKind
    category: Category
    child: ChildView
    referrer: PersonView | None
    came_from: str | None = Field(
        description="The submission or the complaint that it came out of.",
        examples=["S-2023-00001"],
    )
    team: str | None
    worker: str | None
    acknowledged_on: date | None
    decision: DecisionView | None
    told_on: date | None
    assessments: list[AssessmentView]
    exploitation: ExploitationView | None
    closings: list[EndingView]
    reopenings: list[EndingView]
    texts: list[TextView]
    people_to_redact: int = Field(
        description="Erased people whom somebody must still look for in the texts."
    )
    clocks: list[ClockView]
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, case: ReferralCase, *, here: Here, lister: Lister) -> Self:
        """The view for whom `lister` lists, on the day that `here` tells."""
        state = case.state
        if isinstance(state, NothingOpened):
            raise TypeError("nothing was opened under this reference")
        contact = state.contact
        href = f"/referrals/{contact.reference}"
        allowed, refused = actions_of(state, here, lister=lister, href=href)
        return cls(
            reference=contact.reference,
            version=case.version,
            place=place_of(state),
            received_on=contact.received_on,
            received_at=contact.received_at,
            source=contact.source,
            agency=contact.agency,
            kind=contact.kind,
            category=contact.category,
            child=ChildView.of(contact.child, list(contact.references()[1:])),
            referrer=PersonView.of_any(contact.referrer),
            came_from=contact.came_from,
            team=contact.team,
            worker=contact.worker,
            acknowledged_on=contact.acknowledged_on,
            decision=DecisionView.of_any(decision_of(state)),
            told_on=contact.told_on,
            assessments=[AssessmentView.of(one) for one in assessments_of(state)],
            exploitation=ExploitationView.of_any(contact.exploitation),
            closings=[EndingView(on=one.on, reason=one.reason) for one in contact.closings],
            reopenings=[EndingView(on=one.on, reason=one.reason) for one in contact.reopenings],
            texts=texts_of(case.recorded, TEXTS),
            people_to_redact=len(contact.redactions),
            clocks=ClockView.of_each(
                contact.clocks,
                here,
                due_soon=lambda clock: due_soon(clock.timescale, contact.received_on, here),
                href=href,
            ),
            allowed_actions=allowed,
            refused_actions=refused,
        )
