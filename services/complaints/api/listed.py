"""A complaint as the list shows it, and the filters as the list understands them."""

from datetime import date
from typing import Self

from pydantic import Field

from services.complaints.api.filters import Filters
from shared.casework.api.standing import due_dates_of
from shared.casework.api.views import View, readable
from shared.event_store.listing import Listed, Sought
from shared.working_days import WorkingDayCalendar


class ListedComplaint(View):
    """One row. `due_on` is the earliest due date of a clock that runs; null where none does."""

    reference: str = Field(examples=["C-2022-00001"])
    version: int
    place: str
    complainant: str | None = Field(description="Null where the person was erased.")
    received_on: date | None
    due_on: date | None
    late: bool
    closed_on: date | None
    team: str | None
    worker: str | None
    service_area: str | None
    tags: list[str] = Field(description="Codes with their kind.", examples=[["cause:delay"]])

    @classmethod
    def of(cls, row: Listed, *, today: date) -> Self:
        return cls(
            reference=row.reference,
            version=row.version,
            place=row.place,
            complainant=readable(row.names.get("complainant")),
            received_on=row.opened_on,
            due_on=row.due_on,
            late=row.due_on is not None and row.due_on < today,
            closed_on=row.closed_on,
            team=row.team,
            worker=row.worker,
            service_area=row.service_area,
            tags=list(row.tags),
        )


def sought(filters: Filters, *, today: date, calendar: WorkingDayCalendar, due_soon: int) -> Sought:
    """The list's conditions; a standing is a stretch of due dates, of the earliest duty still open.

    `due_soon` is how many working days before a due date the list begins to warn.
    """
    due = due_dates_of(
        filters.standing,
        due_before=filters.due_before,
        today=today,
        calendar=calendar,
        due_soon=due_soon,
    )
    tags = [
        *([f"cause:{filters.cause.value}"] if filters.cause else []),
        *([f"route:{filters.route.value}"] if filters.route else []),
    ]
    return Sought(
        kind="complaint",
        place=filters.place.value if filters.place else None,
        team=filters.team,
        worker=filters.worker,
        service_area=filters.service_area.value if filters.service_area else None,
        due_from=due.first,
        due_before=due.before,
        opened_from=filters.received_from,
        opened_to=filters.received_to,
        unowned_only=filters.unowned,
        open_only=filters.open_only,
        tags=tuple(tags),
        person=filters.person,
    )
