"""Whom a case is given to: a team, and a worker in it, known to the register on that day."""

from datetime import date

from shared.casework.refusals import TeamNotOpen, WorkerNotInTeam
from shared.casework.register.state import Owner, Register


def check_in_register(owner: Owner, day: date, register: Register) -> None:
    """Raises TeamNotOpen or WorkerNotInTeam."""
    if register.team_on(owner.team, day) is None:
        raise TeamNotOpen("team", team=owner.team)
    if owner.worker is not None and not register.has_worker_on(owner.worker, owner.team, day):
        raise WorkerNotInTeam("worker", team=owner.team)
