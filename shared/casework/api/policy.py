"""Routes of policy: what an authority decides for itself, in dated editions.

A service gives its terms twice, as they are sent and as they are seen:

    class PolicyBody(TermsBody[PolicyTerms]):
        review_due_soon_working_days: Number = Field(default=5, ge=0, le=100)

        def terms(self) -> PolicyTerms: ...

    class PolicyEditionView(EditionView):
        review_due_soon_working_days: int

and includes `policy_router(PolicyBody, PolicyEditionView)`.
"""

from abc import abstractmethod
from datetime import date
from http import HTTPStatus
from types import GenericAlias
from typing import Annotated, Generic, Self, TypeVar

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field

from shared.casework import refusals
from shared.casework.api.bodies import Body, Day
from shared.casework.api.completing import completed, taking
from shared.casework.api.dependencies import Who, around
from shared.casework.api.event_fields import values_of
from shared.casework.api.listing_actions import Actions, Lister
from shared.casework.api.rooms import AnyRooms, AnyRoomsDep
from shared.casework.api.views import ActionView, RefusedActionView, View
from shared.casework.asking import READ_REGISTER
from shared.casework.policy.kind import PolicyCase
from shared.casework.policy.rules import SET_POLICY, SetPolicy, allowed
from shared.casework.policy.state import Policy, PolicyEdition
from shared.event_store.refusals import CaseChanged, CaseMovedOn, KeyReused
from shared.problem_details import problems
from shared.web import Asking, Said, asking, commanding, etag

TermsT = TypeVar("TermsT")


class TermsBody(Body, Generic[TermsT]):
    """The terms of an edition in force from `effective_from`."""

    effective_from: Day

    @abstractmethod
    def terms(self) -> TermsT:
        """The terms as the rules know them."""

    def command(self) -> SetPolicy[TermsT]:
        command: SetPolicy[TermsT] = SetPolicy(
            effective_from=self.effective_from, terms=self.terms()
        )
        return command


class EditionView(View):
    """One edition; number 0 is the built-in one, in force until another is.

    A service adds a field for each of its terms, of the same name.
    """

    edition: int
    effective_from: date | None


class PolicyView(View):
    version: int
    in_force: int = Field(description="The edition in force today.")
    editions: list[EditionView]
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, policy: Policy[object], version: int, today: date, *, actions: Actions) -> Self:
        return cls.model_validate(
            {
                "version": version,
                "allowed_actions": actions.allowed,
                "refused_actions": actions.refused,
                "in_force": policy.on(today).number,
                "editions": [_edition(edition) for edition in policy.editions],
            }
        )


def _edition(edition: PolicyEdition[object]) -> dict[str, object]:
    """An edition as read into the service's own view of it."""
    return {
        "edition": edition.number,
        "effective_from": edition.effective_from,
        **dict(values_of(edition.terms)),
    }


def policy_router(body: type[TermsBody[TermsT]], edition: type[EditionView]) -> APIRouter:
    """Routes under `/policies`; `body` and `edition` know the service's terms."""
    router = APIRouter(prefix="/policies", tags=["Policy"])
    view = completed(PolicyView, editions=(GenericAlias(list, (edition,)), ...))

    @router.get(
        "",
        summary="The authority's policy",
        response_model=view,
        responses=problems(refusals.OutsideCalendar),
    )
    async def see_policy(
        rooms: AnyRoomsDep,
        reader: Annotated[Asking, Depends(asking(READ_REGISTER))],
        request: Request,
        response: Response,
    ) -> PolicyView:
        case = await rooms.policy.peek(rooms.arrangements.streams.policy(reader.authority))
        return await _show(case, view, rooms, reader, request=request, response=response)

    @router.post(
        "",
        status_code=HTTPStatus.CREATED,
        summary="Set the authority's policy",
        response_model=view,
        responses=problems(
            CaseChanged,
            CaseMovedOn,
            KeyReused,
            refusals.OutsideCalendar,
            refusals.OutsidePolicyBounds,
            refusals.PolicyNotRetrospective,
            refusals.NothingToChange,
        ),
    )
    @taking(body)
    async def set_policy(
        body: TermsBody[object],
        rooms: AnyRoomsDep,
        said: Annotated[Said, Depends(commanding(SET_POLICY))],
        request: Request,
        response: Response,
    ) -> PolicyView:
        """A case stays under the edition of the day it was received."""
        stream = rooms.arrangements.streams.policy(said.authority)
        changed = await rooms.policy.change(stream, body.command(), said, may_begin=True)
        return await _show(changed.case, view, rooms, said, request=request, response=response)

    return router


async def _show(
    case: PolicyCase[object],
    view: type[PolicyView],
    rooms: AnyRooms,
    who: Who,
    *,
    request: Request,
    response: Response,
) -> PolicyView:
    here = await around(rooms.arrangements, who, case.stream)
    actions = Lister.for_caller(request, who).listed(
        allowed(case.state, here), {SET_POLICY: "/policies"}
    )
    response.headers["ETag"] = etag(case.version)
    return view.of(case.state, case.version, who.today, actions=actions)
