"""Route of intake: somebody got in touch about a child."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.referrals.api.at_desk import AtDesk, at_desk
from services.referrals.api.bodies import ChildBody, ParticularsBody, RiskBody
from services.referrals.api.referral_view import ReferralView
from services.referrals.domain import refusals
from services.referrals.domain.actions import Action
from services.referrals.domain.commands import OpenContact
from services.referrals.domain.terms import Category, ContactKind, Source
from shared.casework.api.bodies import Body, BusinessDate, Code, Instant, PersonBody, Text
from shared.casework.refusals import (
    GivenTwice,
    InstantOnAnotherDay,
    InTheFuture,
    OutsideCalendar,
    TeamNotOpen,
)
from shared.event_store.refusals import KeyReused, PersonWasErased
from shared.problem_details import problems

router = APIRouter(prefix="/referrals", tags=["Intake"])


class ContactBody(Body):
    """A contact about one child. Brothers and sisters have a contact each.

    `risk` is what a risk tool said that came with it.
    """

    received_on: BusinessDate
    received_at: Instant | None = None
    source: Source
    agency: Code | None = None
    kind: ContactKind
    category: Category
    child: ChildBody
    referrer: PersonBody | None = None
    team: Code | None = None
    concerns: Text | None = None
    exploitation: ParticularsBody | None = None
    risk: RiskBody | None = None

    def command(self, reference: str, command_id: UUID) -> OpenContact:
        referrer, exploitation = self.referrer, self.exploitation
        return OpenContact(
            reference=reference,
            received_on=self.received_on,
            received_at=self.received_at,
            source=self.source,
            agency=self.agency,
            kind=self.kind,
            category=self.category,
            child=self.child.child(command_id),
            referrer=None if referrer is None else referrer.details(command_id, "referrer"),
            team=self.team,
            concerns=self.concerns,
            exploitation=None if exploitation is None else exploitation.particulars(),
            risk=None if self.risk is None else self.risk.found(),
        )


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Record a contact about a child",
    responses=problems(
        KeyReused,
        PersonWasErased,
        InTheFuture,
        OutsideCalendar,
        InstantOnAnotherDay,
        GivenTwice,
        TeamNotOpen,
        refusals.DueAndBorn,
    ),
)
async def open_contact(
    body: ContactBody, desk: Annotated[AtDesk, Depends(at_desk(Action.OPEN_CONTACT))]
) -> ReferralView:
    """One that arrived some days ago is recorded with the day it arrived."""
    view = await desk.open(lambda reference: body.command(reference, desk.said.command_id))
    desk.response.headers["Location"] = f"/referrals/{view.reference}"
    return view
