"""The list of households, and among them those with room for a child."""

from datetime import date
from typing import Annotated, Self, cast

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field

from services.placements.api.households.at_desk import HOUSEHOLDS
from services.placements.api.households.parts import PlacesView
from services.placements.application.describing_households import FIRST_CARER, KIND, SECOND_CARER
from services.placements.application.vacancies import (
    HouseholdFound,
    HouseholdSought,
    households_found,
)
from services.placements.domain.households.household import MOST_PLACES, OLDEST
from services.placements.domain.households.terms import HouseholdKind
from shared.casework.api.listing import place_of_cursor
from shared.casework.api.recording_reads import RecordingDep
from shared.casework.api.views import View, readable
from shared.casework.asking import READ_CASES
from shared.casework.refusals import OutsideCalendar
from shared.casework.terms import ReadAct
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid, asking
from shared.web.as_written import Day
from shared.web.clean_text import Code
from shared.web.paging import Page, Paging, link_next, paged, paging

router = APIRouter(prefix="/households", tags=["Households"])


class HouseholdFilters:
    """Every filter that is given must hold."""

    def __init__(
        self,
        *,
        vacant: Annotated[
            int | None, Query(ge=0, le=MOST_PLACES, description="Vacant places at least.")
        ] = None,
        age: Annotated[
            int | None, Query(ge=0, le=OLDEST, description="The terms allow a child of this age.")
        ] = None,
        on: Annotated[Day | None, Query(description="As on this day; without it today.")] = None,
        kind: HouseholdKind | None = None,
        team: Code | None = None,
        open_only: Annotated[bool, Query(description="Leave out closed households.")] = False,
    ) -> None:
        self.vacant = vacant
        self.age = age
        self.on = on
        self.kind = kind
        self.team = team
        self.open_only = open_only

    def sought(self, today: date) -> HouseholdSought:
        return HouseholdSought(
            on=self.on or today,
            vacant=self.vacant,
            age=self.age,
            kind=self.kind,
            team=self.team,
            open_only=self.open_only,
        )


class ListedHousehold(View):
    """One row. `places` are those of the day asked for."""

    reference: str = Field(examples=["H-2023-00001"])
    version: int
    place: str = Field(examples=["fostering"])
    carers: list[str | None] = Field(description="The first two; null where one was erased.")
    approved_on: date | None
    closed_on: date | None
    places: PlacesView
    youngest: int | None
    oldest: int | None
    complaints: list[str] = Field(description="Open ones, by reference.")
    team: str | None
    worker: str | None

    @classmethod
    def of(cls, found: HouseholdFound) -> Self:
        row = found.row
        return cls(
            reference=row.reference,
            version=row.version,
            place=row.place,
            carers=[
                readable(row.names[carer])
                for carer in (FIRST_CARER, SECOND_CARER)
                if carer in row.names
            ],
            approved_on=row.opened_on,
            closed_on=row.closed_on,
            places=PlacesView.of(found.places),
            youngest=found.ages[0],
            oldest=found.ages[1],
            complaints=cast("list[str]", row.summary["complaints"]),
            team=row.team,
            worker=row.worker,
        )


@router.get(
    "",
    summary="List households, and those with room",
    responses=problems(CursorInvalid, OutsideCalendar),
)
async def list_households(
    *,
    reader: Annotated[Asking, Depends(asking(READ_CASES))],
    filters: Annotated[HouseholdFilters, Depends()],
    page: Annotated[Paging, Depends(paging)],
    recording: RecordingDep,
    request: Request,
    response: Response,
) -> Page[ListedHousehold]:
    """Those approved last first. Whether a child may be placed there, the placement itself says."""
    rooms = HOUSEHOLDS.rooms_of(request)
    rooms.arrangements.check_day(reader.today)
    rows: list[HouseholdFound] = []
    found = households_found(
        rooms.listing,
        reader.authority,
        filters.sought(reader.today),
        after=place_of_cursor(page),
    )
    async for each in found:
        rows.append(each)
        if len(rows) > page.limit:
            break
    shown, following = paged(
        rows, page, key=lambda one: (one.row.sorted_by.isoformat(), str(one.row.stream))
    )
    seen = (one.row.stream for one in shown)
    await recording.saw(reader, ReadAct.LIST_CASES, KIND, *seen)
    link_next(request, response, following)
    items = [ListedHousehold.of(one) for one in shown]
    return Page[ListedHousehold](items=items, next=following)
