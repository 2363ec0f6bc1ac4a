"""What can be asked of a register, and what then happened: commands and events.

Every period is of London dates, both inclusive; without a last day it goes on. A planned change
may be recorded ahead. Workers are codes; their names are the directory's. `service_area` is a code
of the service's own list: its edge lets no other in.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from shared.casework.stored import StoredAs


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTeam:
    team: str
    title: str
    service_area: str | None = None
    opened_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseTeam:
    """`closed_on` is the team's last day, and that of everybody in it."""

    team: str
    closed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWorker:
    worker: str
    team: str
    joined_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveWorker:
    """`left_on` is the worker's last day in the team."""

    worker: str
    team: str
    left_on: date


RegisterCommand = OpenTeam | CloseTeam | AddWorker | RemoveWorker


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamOpened:
    occurred_on: date
    team: str
    title: str
    service_area: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamClosed:
    occurred_on: date
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerJoined:
    occurred_on: date
    worker: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLeft:
    occurred_on: date
    worker: str
    team: str


RegisterEvent = TeamOpened | TeamClosed | WorkerJoined | WorkerLeft

STORED: Final = (
    StoredAs("team-opened", 1, TeamOpened),
    StoredAs("team-closed", 1, TeamClosed),
    StoredAs("worker-joined", 1, WorkerJoined),
    StoredAs("worker-left", 1, WorkerLeft),
)
