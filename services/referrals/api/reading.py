"""Route of the list of referrals, with its filters."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from services.referrals.api.rooms import RoomsDep
from services.referrals.application import describing
from services.referrals.domain.places import Place
from services.referrals.domain.terms import ContactKind, Response, Source
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

router = APIRouter(prefix="/referrals", tags=["Cases"])


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


class Filters:
    """Every filter that is given must hold."""

    def __init__(
        self,
        *,
        place: Place | None = None,
        standing: Annotated[
            StandingCode | None,
            Query(description="How the earliest duty still open stands today."),
        ] = None,
        team: Code | None = None,
        worker: Code | None = None,
        kind: ContactKind | None = None,
        source: Source | None = None,
        response: Response | None = None,
        re_referral: Annotated[
            YesNo | None, Query(description="Referrals within 12 months of an earlier one, or not.")
        ] = None,
        exploitation_worker: Annotated[
            Code | None, Query(description="Open exploitation cases of this practitioner.")
        ] = None,
        due_before: Annotated[Day | None, Query(description="Due before this day.")] = None,
        received_from: Day | None = None,
        received_to: Day | None = None,
        unowned: Annotated[bool, Query(description="Only cases without a team.")] = False,
        open_only: Annotated[bool, Query(description="Leave out closed cases.")] = False,
        person: Annotated[UUID | None, Query(description="Cases this person is on.")] = None,
    ) -> None:
        self.place = place
        self.standing = standing
        self.team = team
        self.worker = worker
        self.due_before = due_before
        self.received_from = received_from
        self.received_to = received_to
        self.unowned = unowned
        self.open_only = open_only
        self.person = person
        given = {
            "kind": kind,
            "source": source,
            "response": response,
            "re-referral": re_referral,
            "exploitation-worker": exploitation_worker,
        }
        self.tags = tuple(f"{name}:{code}" for name, code in given.items() if code is not None)


class ListedReferral(View):
    """One row. `due_on` is the earliest due date of a clock that runs; null where none does."""

    reference: str = Field(examples=["R-2023-00001"])
    version: int
    place: Place
    child: str | None = Field(description="Null where no name is known, or the child was erased.")
    received_on: date | None
    due_on: date | None
    late: bool
    closed_on: date | None
    assessing: bool
    team: str | None
    worker: str | None
    tags: list[str] = Field(description="Codes with their kind.", examples=[["source:police"]])

    @classmethod
    def of(cls, row: Listed, *, today: date) -> Self:
        return cls(
            reference=row.reference,
            version=row.version,
            place=Place(row.place),
            child=readable(row.names.get("child")),
            received_on=row.opened_on,
            due_on=row.due_on,
            late=row.due_on is not None and row.due_on < today,
            closed_on=row.closed_on,
            assessing=row.stage == "assessment",
            team=row.team,
            worker=row.worker,
            tags=list(row.tags),
        )


@router.get(
    "",
    summary="List and search referrals",
    responses=problems(CursorInvalid, OutsideCalendar),
)
async def list_referrals(
    *,
    rooms: RoomsDep,
    reader: Annotated[Asking, Depends(asking(READ_CASES))],
    filters: Annotated[Filters, Depends()],
    page: PageAskedDep,
    order: ListOrder = ListOrder.DUE,
) -> Page[ListedReferral]:
    """Soonest due first, or latest received first; stable while cases change."""
    rooms.arrangements.check_day(reader.today)
    policy = (await rooms.arrangements.of(reader.authority)).policy.on(reader.today)
    due = due_dates_of(
        filters.standing,
        due_before=filters.due_before,
        today=reader.today,
        calendar=rooms.arrangements.calendar,
        due_soon=policy.terms.assessment_due_soon_working_days,
    )
    sought = Sought(
        kind=describing.KIND,
        place=None if filters.place is None else filters.place.value,
        team=filters.team,
        worker=filters.worker,
        due_from=due.first,
        due_before=due.before,
        opened_from=filters.received_from,
        opened_to=filters.received_to,
        unowned_only=filters.unowned,
        open_only=filters.open_only,
        tags=filters.tags,
        person=filters.person,
    )
    return await page.of(
        rooms.listing,
        reader,
        sought,
        order=order,
        shown_as=lambda row: ListedReferral.of(row, today=reader.today),
    )
