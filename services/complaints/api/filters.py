"""The filters of the list of complaints."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from services.complaints.domain.places import Place
from services.complaints.domain.terms import Cause, Route, ServiceArea
from shared.casework.api.standing import StandingCode
from shared.web.as_written import Day
from shared.web.clean_text import Code


class Filters:
    """Every filter that is given must hold."""

    def __init__(
        self,
        *,
        place: Place | None = None,
        standing: Annotated[
            StandingCode | None,
            Query(
                description="How the earliest duty still open stands today: of a case whose "
                "acknowledgement is late this says late, however much time Stage 1 has left."
            ),
        ] = None,
        team: Code | None = None,
        worker: Code | None = None,
        service_area: ServiceArea | None = None,
        route: Route | None = None,
        cause: Cause | None = None,
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
        self.service_area = service_area
        self.route = route
        self.cause = cause
        self.due_before = due_before
        self.received_from = received_from
        self.received_to = received_to
        self.unowned = unowned
        self.open_only = open_only
        self.person = person
