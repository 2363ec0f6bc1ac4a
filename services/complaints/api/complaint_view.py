"""A complaint as clients see it: where it stands, its clocks, and what can be done now."""

from datetime import date, datetime
from typing import Self

from pydantic import Field

from services.complaints.api.actions import actions_of
from services.complaints.api.complainant_view import ComplainantView
from services.complaints.api.places import AnswerView, DecisionView, EndingView, Stage1View
from services.complaints.api.texts import KINDS, DocumentView, documents_of
from services.complaints.application.cases import ComplaintCase
from services.complaints.domain.case_clocks import due_soon
from services.complaints.domain.local import Here
from services.complaints.domain.places import (
    AtStage1,
    NothingReceived,
    Received,
    Resolved,
    place_of,
    underlying,
)
from services.complaints.domain.terms import Advocacy, Cause, Channel, ServiceArea
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


class ComplaintView(View):
    """The complaint at `version`, which is also its ETag."""

    reference: str = Field(examples=["C-2022-00001"])
    version: int
    place: str = Field(
        description="received, redirected, stage-1, resolved, withdrawn or closed.",
        examples=["stage-1"],
    )
    received_on: date
    received_at: datetime | None
    channel: Channel
    complainant: ComplainantView
    representative: PersonView | None
    advocate: PersonView | None
    advocacy: Advocacy
    children: list[PersonView]
    service_area: ServiceArea
    causes: list[Cause]
    household: str | None = Field(
        description="The fostering household it is about, by its reference in placements."
    )
    team: str | None
    worker: str | None
    acknowledged_on: date | None
    decision: DecisionView | None
    stage_1: Stage1View | None
    answer: AnswerView | None
    withdrawals: list[EndingView]
    closings: list[EndingView]
    reopenings: list[EndingView]
    texts: list[TextView]
    documents: list[DocumentView]
    people_to_redact: int = Field(
        description="Erased people whom somebody must still look for in the texts."
    )
    clocks: list[ClockView]
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, case: ComplaintCase, *, here: Here, lister: Lister) -> Self:
        """The view for whom `lister` lists, on the day that `here` tells."""
        state = case.state
        if isinstance(state, NothingReceived):
            raise TypeError("nothing was received under this reference")
        contact = state.contact
        at = underlying(state)
        href = f"/complaints/{contact.reference}"
        allowed, refused = actions_of(state, here, lister=lister, href=href)
        return cls(
            reference=contact.reference,
            version=case.version,
            place=str(place_of(state)),
            received_on=contact.received_on,
            received_at=contact.received_at,
            channel=contact.channel,
            complainant=ComplainantView.of(contact.complainant),
            representative=PersonView.of_any(contact.representative),
            advocate=PersonView.of_any(contact.advocate),
            advocacy=contact.advocacy,
            children=[PersonView.of(child) for child in contact.children],
            service_area=contact.service_area,
            causes=list(contact.causes),
            household=contact.household,
            team=contact.team,
            worker=contact.worker,
            acknowledged_on=contact.acknowledged_on,
            decision=None if isinstance(at, Received) else DecisionView.of(at.decision),
            stage_1=Stage1View.of(at.stage) if isinstance(at, AtStage1 | Resolved) else None,
            answer=AnswerView.of(at.answer) if isinstance(at, Resolved) else None,
            withdrawals=[EndingView(on=w.on, reason=w.reason) for w in contact.withdrawals],
            closings=[EndingView(on=c.on, reason=c.reason) for c in contact.closings],
            reopenings=[EndingView(on=r.on, reason=r.reason) for r in contact.reopenings],
            texts=texts_of(case.recorded, KINDS),
            documents=documents_of(case.recorded),
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
