"""The route by which the child's details are put right, in the households concerned too."""

from typing import Annotated

from fastapi import APIRouter, Depends

from services.placements.api.care.at_desk import AtDesk, at_desk, do_with_households
from services.placements.api.care.view import CareView
from services.placements.domain.care import refusals
from services.placements.domain.care.actions import CareAction
from shared.casework.api.at_desk import ANY_COMMAND
from shared.casework.api.beside_bodies import PersonCorrectionBody
from shared.casework.api.dependencies import Reference
from shared.casework.refusals import (
    EverybodyErased,
    InTheFuture,
    NothingToChange,
    PersonNotOnCase,
)
from shared.problem_details import problems

router = APIRouter(prefix="/care/{reference}", tags=["People"])


@router.post(
    "/people/correction",
    summary="Correct the details of the child",
    responses=problems(
        *ANY_COMMAND,
        EverybodyErased,
        PersonNotOnCase,
        InTheFuture,
        NothingToChange,
        refusals.BornAfterStart,
        refusals.TooOldForCare,
    ),
)
async def correct_person(
    reference: Reference,
    body: PersonCorrectionBody,
    desk: Annotated[AtDesk, Depends(at_desk(CareAction.CORRECT_PERSON))],
) -> CareView:
    """With another date of birth, a household of ours may turn out beyond the ages of its terms.

    It is recorded there in the same step, and shown; it is never a reason to refuse.
    """
    return await do_with_households(desk, body.command(), reference)
