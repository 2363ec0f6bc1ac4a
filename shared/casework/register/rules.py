"""The rules of a register: who is where, from when, until when."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final, assert_never

from shared.casework import refusals
from shared.casework.here import AnyHere
from shared.casework.register.happenings import (
    AddWorker,
    CloseTeam,
    OpenTeam,
    RegisterCommand,
    RegisterEvent,
    RemoveWorker,
    TeamClosed,
    TeamOpened,
    WorkerJoined,
    WorkerLeft,
)
from shared.casework.register.state import Membership, Register, TeamPeriod
from shared.event_sourcing import Decider, Refusal

OPEN_TEAM: Final = "open-team"
CLOSE_TEAM: Final = "close-team"
ADD_WORKER: Final = "add-worker"
REMOVE_WORKER: Final = "remove-worker"


def decide(
    command: RegisterCommand, register: Register, here: AnyHere
) -> tuple[RegisterEvent, ...]:
    """What the command does to the register. Raises one of the refusals."""
    del here
    match command:
        case OpenTeam():
            return (_open_team(command, register),)
        case CloseTeam():
            return (_close_team(command, register),)
        case AddWorker():
            return (_add_worker(command, register),)
        case RemoveWorker():
            return (_remove_worker(command, register),)
        case _:
            assert_never(command)


def allowed(register: Register, here: AnyHere) -> dict[str, Refusal | None]:
    """Each action with the refusal of standing against it, or None where some body would do."""
    del here
    return {
        OPEN_TEAM: None,
        CLOSE_TEAM: None if any(_unending_teams(register)) else refusals.NoTeamToClose(),
        ADD_WORKER: None if register.teams else refusals.TeamStillUnknown(),
        REMOVE_WORKER: None if any(_removable(register)) else refusals.NobodyInTeams(),
    }


def evolve(register: Register, event: RegisterEvent) -> Register:
    """The register after `event`."""
    match event:
        case TeamOpened():
            opened = TeamPeriod(
                team=event.team,
                title=event.title,
                service_area=event.service_area,
                opened_on=event.occurred_on,
            )
            return replace(register, teams=(*register.teams, opened))
        case TeamClosed():
            return replace(
                register,
                teams=tuple(_teams_closed(register, event)),
                members=tuple(_members_closed(register, event)),
            )
        case WorkerJoined():
            period = register.team_on(event.team, event.occurred_on)
            joined = Membership(
                worker=event.worker,
                team=event.team,
                joined_on=event.occurred_on,
                left_on=None if period is None else period.closed_on,
            )
            return replace(register, members=(*register.members, joined))
        case WorkerLeft():
            return replace(register, members=tuple(_members_left(register, event)))
        case _:
            assert_never(event)


def _open_team(command: OpenTeam, register: Register) -> TeamOpened:
    for period in register.teams:
        ends = period.closed_on
        if period.team == command.team and (ends is None or command.opened_on <= ends):
            raise refusals.TeamAlreadyOpen("opened_on", team=command.team)
    return TeamOpened(
        occurred_on=command.opened_on,
        team=command.team,
        title=command.title,
        service_area=command.service_area,
    )


def _close_team(command: CloseTeam, register: Register) -> TeamClosed:
    if not any(_unending_teams(register)):
        raise refusals.NoTeamToClose
    period = next((p for p in _unending_teams(register) if p.team == command.team), None)
    if period is None:
        raise refusals.TeamNotOpen("team", team=command.team)
    if command.closed_on < period.opened_on:
        raise refusals.ClosedBeforeOpened("closed_on", opened_on=period.opened_on)
    for member in register.members:
        if member.team == command.team and member.joined_on > command.closed_on:
            raise refusals.ClosedBeforeOpened("closed_on", joined_on=member.joined_on)
    return TeamClosed(occurred_on=command.closed_on, team=command.team)


def _add_worker(command: AddWorker, register: Register) -> WorkerJoined:
    if not register.teams:
        raise refusals.TeamStillUnknown
    if register.team_on(command.team, command.joined_on) is None:
        raise refusals.TeamNotOpen("team", team=command.team)
    for member in register.members:
        same = member.worker == command.worker and member.team == command.team
        if same and (member.left_on is None or command.joined_on <= member.left_on):
            raise refusals.WorkerAlreadyInTeam("joined_on", team=command.team)
    return WorkerJoined(occurred_on=command.joined_on, worker=command.worker, team=command.team)


def _remove_worker(command: RemoveWorker, register: Register) -> WorkerLeft:
    if not any(_removable(register)):
        raise refusals.NobodyInTeams
    asked = (command.worker, command.team)
    memberships = [m for m in _removable(register) if (m.worker, m.team) == asked]
    if not memberships:
        raise refusals.WorkerNotInTeam("worker", team=command.team)
    first = min(member.joined_on for member in memberships)
    if command.left_on < first:
        raise refusals.ClosedBeforeOpened("left_on", joined_on=first)
    if not any(_can_end_on(member, command.left_on) for member in memberships):
        raise refusals.WorkerNotInTeam("left_on", team=command.team)
    return WorkerLeft(occurred_on=command.left_on, worker=command.worker, team=command.team)


def _unending_teams(register: Register) -> Iterator[TeamPeriod]:
    return (period for period in register.teams if period.closed_on is None)


def _removable(register: Register) -> Iterator[Membership]:
    """Who is in a team, or was until it closed and can have left it earlier."""
    for member in register.members:
        last_days = {p.closed_on for p in register.teams if p.team == member.team}
        with_team = member.left_on in last_days and member.left_on != member.joined_on
        if member.left_on is None or with_team:
            yield member


def _can_end_on(member: Membership, day: date) -> bool:
    """Whether `day` is within the membership and ends it before its present end."""
    return member.joined_on <= day and (member.left_on is None or day < member.left_on)


def _teams_closed(register: Register, event: TeamClosed) -> Iterator[TeamPeriod]:
    for period in register.teams:
        ends = period.team == event.team and period.closed_on is None
        yield replace(period, closed_on=event.occurred_on) if ends else period


def _members_closed(register: Register, event: TeamClosed) -> Iterator[Membership]:
    """Everybody leaves with the team, and does not come back with one of the same name."""
    for member in register.members:
        goes_on = member.left_on is None or member.left_on > event.occurred_on
        ends = member.team == event.team and goes_on
        yield replace(member, left_on=event.occurred_on) if ends else member


def _members_left(register: Register, event: WorkerLeft) -> Iterator[Membership]:
    for member in register.members:
        same = member.worker == event.worker and member.team == event.team
        ends = same and _can_end_on(member, event.occurred_on)
        yield replace(member, left_on=event.occurred_on) if ends else member


REGISTER: Final[Decider[RegisterCommand, Register, RegisterEvent, AnyHere]] = Decider(
    decide=decide, evolve=evolve, initial=Register()
)
