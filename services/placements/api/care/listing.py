"""The list of children in care, and its filters."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from services.placements.api.rooms import RoomsDep
from services.placements.application.describing_care import KIND
from services.placements.domain.care.state import CarePlace
from services.placements.domain.terms import LegalStatus, PlacementType, Provider
from shared.casework.api.listing import PageAskedDep
from shared.casework.api.standing import StandingCode, due_dates_of
from shared.casework.api.views import View, readable
from shared.casework.asking import READ_CASES
from shared.casework.refusals import OutsideCalendar
from shared.event_store.listing import Listed, ListOrder, Sought
from shared.problem_details import problems
from shared.web import Asking, CursorInvalid, asking
from shared.web.as_written import Day
from shared.web.clean_text import Code
from shared.web.paging import Page

router = APIRouter(prefix="/care", tags=["Time in care"])

HOUSEHOLD = r"^H-[0-9]{4}-[0-9]{5,9}$"


class ListedCare(View):
    """One row. `due_on` is the earliest due date of a clock that runs; null where none does."""

    reference: str = Field(examples=["K-2023-00001"])
    version: int
    place: str
    child: str | None = Field(description="Null where the person was erased.")
    started_on: date | None
    due_on: date | None
    late: bool
    ended_on: date | None
    team: str | None
    worker: str | None
    tags: list[str] = Field(description="Codes with their kind.", examples=[["status:C2"]])

    @classmethod
    def of(cls, row: Listed, *, today: date) -> Self:
        return cls(
            reference=row.reference,
            version=row.version,
            place=row.place,
            child=readable(row.names.get("child")),
            started_on=row.opened_on,
            due_on=row.due_on,
            late=row.due_on is not None and row.due_on < today,
            ended_on=row.closed_on,
            team=row.team,
            worker=row.worker,
            tags=list(row.tags),
        )


class CareFilters:
    """Every filter that is given must hold."""

    def __init__(
        self,
        *,
        place: CarePlace | None = None,
        standing: Annotated[
            StandingCode | None,
            Query(description="How the earliest duty still open stands today."),
        ] = None,
        team: Code | None = None,
        worker: Code | None = None,
        legal_status: LegalStatus | None = None,
        provider: Provider | None = None,
        type: PlacementType | None = None,  # noqa: A002 -- the field's own name
        household: Annotated[str | None, Query(pattern=HOUSEHOLD)] = None,
        due_before: Annotated[Day | None, Query(description="Due before this day.")] = None,
        started_from: Day | None = None,
        started_to: Day | None = None,
        unowned: Annotated[bool, Query(description="Only cases without a team.")] = False,
        in_care_only: Annotated[bool, Query(description="Leave out those who left.")] = False,
        person: Annotated[UUID | None, Query(description="Cases of this child.")] = None,
    ) -> None:
        self.place = place
        self.standing = standing
        self.team = team
        self.worker = worker
        self.due_before = due_before
        self.started_from = started_from
        self.started_to = started_to
        self.unowned = unowned
        self.in_care_only = in_care_only
        self.person = person
        coded = (
            ("status", legal_status),
            ("provider", provider),
            ("type", type),
            ("household", household),
        )
        self.tags = tuple(f"{kind}:{code}" for kind, code in coded if code is not None)


@router.get(
    "", summary="List and search times in care", responses=problems(CursorInvalid, OutsideCalendar)
)
async def list_care(
    *,
    rooms: RoomsDep,
    reader: Annotated[Asking, Depends(asking(READ_CASES))],
    filters: Annotated[CareFilters, Depends()],
    page: PageAskedDep,
    order: ListOrder = ListOrder.DUE,
) -> Page[ListedCare]:
    """Soonest due first, or latest begun first; stable while cases change."""
    arrangements = rooms.arrangements
    arrangements.check_day(reader.today)
    policy = (await arrangements.of(reader.authority)).policy.on(reader.today)
    due = due_dates_of(
        filters.standing,
        due_before=filters.due_before,
        today=reader.today,
        calendar=arrangements.calendar,
        due_soon=policy.terms.first_review_due_soon_working_days,
    )
    return await page.of(
        rooms.listing,
        reader,
        Sought(
            kind=KIND,
            place=filters.place.value if filters.place else None,
            team=filters.team,
            worker=filters.worker,
            due_from=due.first,
            due_before=due.before,
            opened_from=filters.started_from,
            opened_to=filters.started_to,
            unowned_only=filters.unowned,
            open_only=filters.in_care_only,
            tags=filters.tags,
            person=filters.person,
        ),
        order=order,
        shown_as=lambda row: ListedCare.of(row, today=reader.today),
    )
