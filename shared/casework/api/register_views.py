"""The register of teams and workers as clients send and see it.

The service areas by which teams are told apart are each service's own: `of_areas` gives a body and
a view that know its list.
"""

from datetime import date
from types import GenericAlias
from typing import NamedTuple, Self

from shared.casework.api.bodies import Body, BusinessDate, Code, Line
from shared.casework.api.completing import completed
from shared.casework.api.listing_actions import Actions
from shared.casework.api.views import ActionView, RefusedActionView, View
from shared.casework.register.happenings import AddWorker, CloseTeam, OpenTeam, RemoveWorker
from shared.casework.register.state import Register, TeamPeriod
from shared.casework.terms import Term


class TeamBody(Body):
    team: Code
    title: Line
    service_area: str | None = None
    opened_on: BusinessDate

    def command(self) -> OpenTeam:
        area = self.service_area
        return OpenTeam(
            team=self.team,
            title=self.title,
            service_area=None if area is None else str(area),
            opened_on=self.opened_on,
        )


class TeamEndBody(Body):
    """`closed_on` is the team's last day."""

    closed_on: BusinessDate

    def command(self, team: str) -> CloseTeam:
        return CloseTeam(team=team, closed_on=self.closed_on)


class WorkerBody(Body):
    worker: Code
    joined_on: BusinessDate

    def command(self, team: str) -> AddWorker:
        return AddWorker(worker=self.worker, team=team, joined_on=self.joined_on)


class LeavingBody(Body):
    """`left_on` is the worker's last day in the team."""

    worker: Code
    left_on: BusinessDate

    def command(self, team: str) -> RemoveWorker:
        return RemoveWorker(worker=self.worker, team=team, left_on=self.left_on)


class MemberView(View):
    worker: str
    joined_on: date
    left_on: date | None


class TeamView(View):
    """A team from its first to its last day, both inclusive, and who was in it."""

    team: str
    title: str
    service_area: str | None
    opened_on: date
    closed_on: date | None
    workers: list[MemberView]


class RegisterView(View):
    """The register at `version`, which is also its ETag; on one day, or with all that was."""

    version: int
    on: date | None
    teams: list[TeamView]
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, register: Register, version: int, day: date | None, *, actions: Actions) -> Self:
        return cls.model_validate(
            {
                "version": version,
                "on": day,
                "allowed_actions": actions.allowed,
                "refused_actions": actions.refused,
                "teams": [
                    _team(period, register, day)
                    for period in register.teams
                    if day is None or _covers(period.opened_on, period.closed_on, day)
                ],
            }
        )


class RegisterModels(NamedTuple):
    """How a team is sent and the register seen, in a service."""

    team: type[TeamBody]
    register: type[RegisterView]


def of_areas(areas: type[Term] | None) -> RegisterModels:
    """The models where a team's service area is a code of `areas`; without a list it has none."""
    area = None if areas is None else areas | None
    team = completed(TeamView, service_area=(area, ...))
    return RegisterModels(
        team=completed(TeamBody, service_area=(area, None)),
        register=completed(RegisterView, teams=(GenericAlias(list, (team,)), ...)),
    )


def _team(period: TeamPeriod, register: Register, day: date | None) -> dict[str, object]:
    """A team as read into the view, which knows the service's list of areas."""
    return {
        "team": period.team,
        "title": period.title,
        "service_area": period.service_area,
        "opened_on": period.opened_on,
        "closed_on": period.closed_on,
        "workers": [
            MemberView(worker=m.worker, joined_on=m.joined_on, left_on=m.left_on)
            for m in register.members_of(period)
            if day is None or _covers(m.joined_on, m.left_on, day)
        ],
    }


def _covers(first: date, last: date | None, day: date) -> bool:
    return first <= day <= (last or day)
