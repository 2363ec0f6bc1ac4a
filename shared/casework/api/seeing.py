"""Routes of seeing a case: as it stands, what happened on it, how its clocks come to their dates.

A service adds the list of its cases, whose filters are its own, and includes what this gives.
"""

from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from shared.casework.api.at_desk import Room
from shared.casework.api.dependencies import Reference
from shared.casework.api.explanation import ExplanationView, NoSuchClock, explained
from shared.casework.api.history import HistoryEntry, history_of
from shared.casework.api.recording_reads import RecordingDep
from shared.casework.asking import READ_CASES
from shared.casework.refusals import OutsideCalendar
from shared.casework.terms import ReadAct
from shared.event_store.refusals import NoSuchCase
from shared.problem_details import problems
from shared.web import Asking, asking

RoomsT = TypeVar("RoomsT")
CommandT = TypeVar("CommandT")
StateT = TypeVar("StateT")
EventT = TypeVar("EventT")
HereT = TypeVar("HereT")
ViewT = TypeVar("ViewT")


def seeing_router(
    room: Room[RoomsT, CommandT, StateT, EventT, HereT, ViewT],
    view: type[ViewT],
    *,
    prefix: str,
    summary: str,
    tag: str = "Cases",
    read: str = READ_CASES,
) -> APIRouter:
    """Routes under `prefix` for whoever may do the action `read`; `summary` names one case."""
    router = APIRouter(prefix=prefix, tags=[tag])
    reading = Depends(asking(read))

    @router.get(
        "/{reference}",
        summary=summary,
        response_model=view,
        responses=problems(NoSuchCase, OutsideCalendar),
    )
    async def see(
        reference: Reference,
        reader: Annotated[Asking, reading],
        recording: RecordingDep,
        request: Request,
        response: Response,
    ) -> ViewT:
        """With its clocks, what the caller may do now, and why not the rest."""
        case = await room.desk(room.rooms_of(request)).find(reader.authority, reference)
        shown = await room.show(case, to=reader, request=request, response=response)
        await recording.saw_case(reader, ReadAct.SEE_CASE, case)
        return shown

    @router.get("/{reference}/history", summary="What happened", responses=problems(NoSuchCase))
    async def see_history(
        reference: Reference,
        reader: Annotated[Asking, reading],
        recording: RecordingDep,
        request: Request,
    ) -> list[HistoryEntry]:
        """Every event, oldest first.

        Who, in what role, when it happened and when it was recorded.
        """
        case = await room.desk(room.rooms_of(request)).find(reader.authority, reference)
        await recording.saw_case(reader, ReadAct.SEE_HISTORY, case)
        return history_of(case.recorded)

    @router.get(
        "/{reference}/clocks/{clock}/explanation",
        summary="How a clock comes to its date",
        responses=problems(NoSuchCase, NoSuchClock),
    )
    async def see_explanation(
        reference: Reference,
        clock: UUID,
        reader: Annotated[Asking, reading],
        recording: RecordingDep,
        request: Request,
    ) -> ExplanationView:
        """The rule, day 0, each day passed over and why, each change with its cause, the result."""
        case = await room.desk(room.rooms_of(request)).find(reader.authority, reference)
        explanation = explained(case.recorded, clock)
        await recording.saw_case(reader, ReadAct.SEE_EXPLANATION, case)
        return explanation

    return router
