"""Routes of policy: what an authority decides for itself, in dated editions."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Self

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from services.complaints.api.bodies import Body, Day, Number, YesOrNo
from services.complaints.api.dependencies import RoomsDep, around
from services.complaints.api.listing_actions import Actions, Lister
from services.complaints.api.views import ActionView, RefusedActionView, View
from services.complaints.application.rooms import Rooms
from services.complaints.application.streams import STREAMS
from services.complaints.domain.authority import READ_REGISTER
from services.complaints.domain.policy import PolicyTerms
from shared.casework.policy.kind import PolicyCase
from shared.casework.policy.rules import SET_POLICY, SetPolicy, allowed
from shared.casework.policy.state import Policy
from shared.casework.refusals import (
    NothingToChange,
    OutsideCalendar,
    OutsidePolicyBounds,
    PolicyNotRetrospective,
)
from shared.event_store.refusals import CaseChanged, CaseMovedOn, KeyReused
from shared.problem_details import problems
from shared.web import Asking, Said, asking, commanding, etag

router = APIRouter(prefix="/policies", tags=["Policy"])


class PolicyBody(Body):
    """The terms for complaints received on `effective_from` or later."""

    effective_from: Day
    acknowledgement_working_days: Number = Field(default=3, ge=1, le=100)
    pause_while_finding_advocate: YesOrNo = False
    stage_1_due_soon_working_days: Number = Field(default=3, ge=0, le=100)


class PolicyEditionView(View):
    """One edition; number 0 is the built-in one, in force until another is."""

    edition: int
    effective_from: date | None
    acknowledgement_working_days: int
    pause_while_finding_advocate: bool
    stage_1_due_soon_working_days: int


class PolicyView(View):
    version: int
    in_force: int = Field(description="The edition in force today.")
    editions: list[PolicyEditionView]
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(
        cls, policy: Policy[PolicyTerms], version: int, today: date, *, actions: Actions
    ) -> Self:
        return cls(
            version=version,
            allowed_actions=actions.allowed,
            refused_actions=actions.refused,
            in_force=policy.on(today).number,
            editions=[
                PolicyEditionView(
                    edition=edition.number,
                    effective_from=edition.effective_from,
                    acknowledgement_working_days=edition.terms.acknowledgement_working_days,
                    pause_while_finding_advocate=edition.terms.pause_while_finding_advocate,
                    stage_1_due_soon_working_days=edition.terms.stage_1_due_soon_working_days,
                )
                for edition in policy.editions
            ],
        )


@router.get("", summary="The authority's policy", responses=problems(OutsideCalendar))
async def see_policy(
    rooms: RoomsDep,
    reader: Annotated[Asking, Depends(asking(READ_REGISTER))],
    request: Request,
    response: Response,
) -> PolicyView:
    case = await rooms.policy.peek(STREAMS.policy(reader.authority))
    return await _show(case, rooms, reader, request, response)


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Set the authority's policy",
    responses=problems(
        CaseChanged,
        CaseMovedOn,
        KeyReused,
        OutsideCalendar,
        OutsidePolicyBounds,
        PolicyNotRetrospective,
        NothingToChange,
    ),
)
async def set_policy(
    body: PolicyBody,
    rooms: RoomsDep,
    said: Annotated[Said, Depends(commanding(SET_POLICY))],
    request: Request,
    response: Response,
) -> PolicyView:
    """A case stays under the edition of the day it was received."""
    command = SetPolicy(
        effective_from=body.effective_from,
        terms=PolicyTerms(
            acknowledgement_working_days=body.acknowledgement_working_days,
            pause_while_finding_advocate=body.pause_while_finding_advocate,
            stage_1_due_soon_working_days=body.stage_1_due_soon_working_days,
        ),
    )
    stream = STREAMS.policy(said.authority)
    changed = await rooms.policy.change(stream, command, said, may_begin=True)
    return await _show(changed.case, rooms, said, request, response)


async def _show(
    case: PolicyCase[PolicyTerms],
    rooms: Rooms,
    who: Said | Asking,
    request: Request,
    response: Response,
) -> PolicyView:
    here = await around(rooms, who, case.stream)
    actions = Lister.for_caller(request, who).listed(
        allowed(case.state, here), {SET_POLICY: "/policies"}
    )
    response.headers["ETag"] = etag(case.version)
    return PolicyView.of(case.state, case.version, who.today, actions=actions)
