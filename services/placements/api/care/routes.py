"""Every route of times in care."""

from typing import Final

from fastapi import APIRouter

from services.placements.api.care import (
    beginning,
    corrections,
    ending,
    listing,
    people,
    placements,
    reviewing_officer,
    visits_and_reviews,
)
from services.placements.api.care.at_desk import CARE
from services.placements.api.care.view import KINDS, CareView
from services.placements.domain.care.refusals import BeforeCare
from shared.casework.api.beside import link_router, notes_router
from shared.casework.api.seeing import seeing_router
from shared.casework.refusals import InTheFuture

CASE: Final = "/care/{reference}"
WRITTEN: Final = (InTheFuture, BeforeCare)
"""What can refuse the day of a note, a redaction or a link."""

ROUTERS: Final[tuple[APIRouter, ...]] = (
    listing.router,
    seeing_router(CARE, CareView, prefix="/care", summary="One time in care", tag="Time in care"),
    beginning.router,
    reviewing_officer.router,
    placements.router,
    visits_and_reviews.router,
    ending.router,
    corrections.router,
    notes_router(CARE, CareView, prefix=CASE, kinds=KINDS, dated=WRITTEN),
    link_router(CARE, CareView, prefix=CASE, dated=WRITTEN),
    people.router,
)
