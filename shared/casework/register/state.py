"""The register of teams and workers as it stands, and whom a case can be given to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPeriod:
    """A team from its first to its last day, both inclusive; `closed_on` None goes on.

    `service_area` is a code of the service's own list, where it has one.
    """

    team: str
    title: str
    service_area: str | None
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A worker in a team from the first to the last day, both inclusive."""

    worker: str
    team: str
    joined_on: date
    left_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who has a case: a team, and a worker in it where one is named."""

    team: str
    worker: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """Every team and membership there ever was. A membership ends with its team, at the latest."""

    teams: tuple[TeamPeriod, ...] = ()
    members: tuple[Membership, ...] = ()

    def team_on(self, team: str, day: date) -> TeamPeriod | None:
        return next((t for t in self.teams if t.team == team and _covers(t, day, day)), None)

    def members_of(self, period: TeamPeriod) -> Iterator[Membership]:
        """Who was in the team between its first and its last day."""
        for member in self.members:
            if member.team == period.team and _covers(period, member.joined_on, member.joined_on):
                yield member

    def has_worker_on(self, worker: str, team: str, day: date) -> bool:
        return self.team_on(team, day) is not None and any(
            m.worker == worker and m.team == team and m.joined_on <= day <= (m.left_on or day)
            for m in self.members
        )

    def owners(self, first: date, last: date) -> Iterator[Owner]:
        """Everybody whom a case could have been given to on some day from `first` to `last`."""
        for period in self.teams:
            if not _covers(period, first, last):
                continue
            yield Owner(team=period.team, worker=None)
            begins, ends = max(first, period.opened_on), min(last, period.closed_on or last)
            for member in self.members:
                there = member.joined_on <= ends and begins <= (member.left_on or begins)
                if member.team == period.team and there:
                    yield Owner(team=period.team, worker=member.worker)


def _covers(period: TeamPeriod, first: date, last: date) -> bool:
    return period.opened_on <= last and first <= (period.closed_on or first)
