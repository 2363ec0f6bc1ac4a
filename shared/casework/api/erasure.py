"""Routes of erasure: a person is erased from every case of the authority."""

from datetime import date
from http import HTTPStatus
from typing import Annotated, Literal, Self
from uuid import UUID

from fastapi import APIRouter, Depends

from shared.casework import refusals
from shared.casework.api.bodies import Body
from shared.casework.api.recording_reads import RecordingDep
from shared.casework.api.rooms import AnyRoomsDep
from shared.casework.api.views import View
from shared.casework.erasure.kind import KIND
from shared.casework.erasure.rules import ASK_ERASURE
from shared.casework.erasure.state import ConfirmedErasure, Erasure, NoErasure
from shared.casework.terms import ErasureReason, ReadAct
from shared.event_store.refusals import CaseMovedOn, KeyReused, NoSuchCase
from shared.problem_details import problems
from shared.web import Asking, Said, asking, commanding

router = APIRouter(prefix="/erasures", tags=["Erasure"])


class ErasureBody(Body):
    """`person` is a reference as the cases show it."""

    person: UUID
    reason: ErasureReason


class ErasureView(View):
    """How far an erasure is. The figures stay as they were."""

    person: UUID
    state: Literal["asked", "confirmed"]
    asked_on: date
    confirmed_on: date | None
    people: list[UUID]
    own_cases: int
    redaction_tasks: int

    @classmethod
    def of(cls, erasure: Erasure) -> Self:
        if isinstance(erasure, NoErasure):
            raise TypeError("nobody asked for this erasure")
        confirmed = isinstance(erasure, ConfirmedErasure)
        return cls(
            person=erasure.person,
            state="confirmed" if confirmed else "asked",
            asked_on=erasure.asked_on,
            confirmed_on=(erasure.confirmed_on if isinstance(erasure, ConfirmedErasure) else None),
            people=list(erasure.people),
            own_cases=len(erasure.cases),
            redaction_tasks=len(erasure.redactions),
        )


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    summary="Erase a person",
    responses=problems(CaseMovedOn, KeyReused, NoSuchCase, refusals.ErasureAlreadyAsked),
)
async def erase(
    body: ErasureBody,
    rooms: AnyRoomsDep,
    said: Annotated[Said, Depends(commanding(ASK_ERASURE))],
) -> ErasureView:
    """Destroys the person's keys and those of the cases that are theirs; it cannot be undone.

    On other people's cases it leaves a task: to look for the person in the free texts.
    """
    return ErasureView.of(await rooms.erasing.erase(body.person, body.reason, said))


@router.get("/{person}", summary="How far an erasure is", responses=problems(NoSuchCase))
async def see_erasure(
    person: UUID,
    rooms: AnyRoomsDep,
    reader: Annotated[Asking, Depends(asking(ASK_ERASURE))],
    recording: RecordingDep,
) -> ErasureView:
    erasure = await rooms.erasing.find(reader.authority, person)
    stream = rooms.arrangements.streams.erasure(reader.authority, person)
    await recording.saw(reader, ReadAct.SEE_CASE, KIND, stream)
    return ErasureView.of(erasure)
