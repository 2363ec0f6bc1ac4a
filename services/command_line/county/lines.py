"""The shape of a replay line, and the lines with which a county goes live."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Final

from services.command_line.county.cast import Somebody
from services.command_line.county.register import TEAMS
from shared.clock import LONDON

Body = dict[str, object]

DUE_SOON_WORKING_DAYS: Final = 2


def line(  # noqa: PLR0917 -- in the order in which a line is read
    authority: str, key: str, at: datetime, role: str, path: str, body: Body
) -> Body:
    """A request to the complaints service; `key` is unique in the authority."""
    return {
        "id": f"{authority}:{key}",
        "at": at.isoformat().replace("+00:00", "Z"),
        "service": "complaints",
        "authority": authority,
        "as": role,
        "method": "POST",
        "path": path,
        "body": body,
    }


def opening(authority: str, day: date) -> list[Body]:
    """Policy, teams and workers, on the morning the system went live."""
    at = datetime.combine(day, time(8, 0), tzinfo=LONDON).astimezone(UTC)
    opened_on = day.isoformat()
    policy: Body = {
        "effective_from": opened_on,
        "stage_1_due_soon_working_days": DUE_SOON_WORKING_DAYS,
    }
    lines = [line(authority, "policy", at, "complaints-manager", "/policies", policy)]
    for team in TEAMS:
        body: Body = {
            "team": team.code,
            "title": team.title,
            "service_area": team.service_area,
            "opened_on": opened_on,
        }
        lines.append(line(authority, f"team:{team.code}", at, "administrator", "/teams", body))
        for worker in team.worker_codes():
            path = f"/teams/{team.code}/workers"
            joined: Body = {"worker": worker, "joined_on": opened_on}
            lines.append(line(authority, f"worker:{worker}", at, "administrator", path, joined))
    return lines


def in_order(lines: Sequence[Body]) -> list[Body]:
    """By instant, and within one instant as written."""
    return sorted(lines, key=lambda each: str(each["at"]))


def person(somebody: Somebody) -> Body:
    """A person as the API's bodies take one; what is not known is left out."""
    said: Mapping[str, str | None] = {
        "name": somebody.name,
        "date_of_birth": somebody.born,
        "contact": somebody.contact,
        "sex": somebody.sex,
    }
    return {name: value for name, value in said.items() if value is not None}
