"""Routes of who is on a referral: joined to the index of people, and put right."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.referrals.api.at_desk import AtDesk, at_desk
from services.referrals.api.referral_view import ReferralView
from services.referrals.domain import refusals
from services.referrals.domain.actions import Action
from services.referrals.domain.child import Child
from services.referrals.domain.commands import CorrectChild, LinkPerson
from services.referrals.domain.people.refusals import PersonForgotten
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.bodies import Body, BusinessDate, Day, Line
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    BeforeReceived,
    EverybodyErased,
    InTheFuture,
    NothingToChange,
    PersonNotOnCase,
)
from shared.casework.terms import CorrectionReason, Disability, Ethnicity, Sex, SexualOrientation
from shared.problem_details import problems

router = APIRouter(prefix="/referrals/{reference}/people", tags=["People on a case"])


class LinkBody(Body):
    """`person`, a reference of this case, is `known_as` in the index of people."""

    linked_on: BusinessDate
    person: UUID
    known_as: UUID


class ChildCorrectionBody(Body):
    """What is not given stays. A child whose birth is given is no longer expected."""

    person: UUID
    reason: CorrectionReason
    name: Line | None = None
    date_of_birth: BusinessDate | None = None
    expected_on: Day | None = None
    contact: Line | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    def command(self) -> CorrectChild:
        return CorrectChild(
            reason=self.reason,
            details=Child(
                person=self.person,
                name=self.name,
                date_of_birth=self.date_of_birth,
                expected_on=self.expected_on,
                contact=self.contact,
                sex=self.sex,
                ethnicity=self.ethnicity,
                disability=self.disability,
                sexual_orientation=self.sexual_orientation,
            ),
        )


@router.post(
    "/links",
    summary="Join a person on the case to the index of people",
    responses=problems(
        *ANY_COMMAND,
        InTheFuture,
        BeforeReceived,
        PersonNotOnCase,
        NothingToChange,
        PersonForgotten,
    ),
)
async def link_person(
    reference: Reference,
    body: LinkBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.LINK_PERSON))],
) -> ReferralView:
    """Erasing the person in the index then erases them here; earlier referrals are looked up.

    Nobody is joined to a person who was erased: that erasure is over, and would not reach them.
    """
    authority = desk.said.authority
    await desk.rooms.people.check_not_forgotten(authority, body.known_as)
    await desk.check_not_erased(desk.rooms.erasing, body.person, body.known_as)
    case = await desk.rooms.referrals.find(authority, reference)
    earlier = await desk.rooms.earlier.of(authority, case.state, known_as=body.known_as)
    command = LinkPerson(
        linked_on=body.linked_on,
        person=body.person,
        known_as=body.known_as,
        earlier=earlier,
    )
    linked = await desk.do(command, reference)
    await desk.rooms.further.look_again(reference, desk.said)
    return linked


@router.post(
    "/correction",
    summary="Correct the details of the child",
    responses=problems(
        *ANY_COMMAND,
        EverybodyErased,
        PersonNotOnCase,
        InTheFuture,
        NothingToChange,
        refusals.DueAndBorn,
    ),
)
async def correct_child(
    reference: Reference,
    body: ChildCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(Action.CORRECT_PERSON))],
) -> ReferralView:
    """A misspelled name, a date of birth learned of later: it never counts as activity."""
    return await desk.do(body.command(), reference)
