"""Policy, teams and workers with which referrals and placements go live."""

from datetime import UTC, date, datetime, time
from typing import Final

from services.command_line.county.lines import Body, line
from services.command_line.county.register import Team
from shared.clock import LONDON

EXPLOITATION_CEILING: Final = 3
POLICIES: Final[dict[str, Body]] = {
    "referrals": {
        "outcome_told_working_days": 2,
        "exploitation_ceiling": EXPLOITATION_CEILING,
        "assessment_due_soon_working_days": 10,
        "emergency_number": "01632 960999",
    },
    "placements": {"first_review_due_soon_working_days": 7},
}
"""What the county decided for itself; the number is one that Ofcom keeps for drama."""


def arranged(service: str, authority: str, teams: tuple[Team, ...], day: date) -> list[Body]:
    """On the morning the system went live, as `lines.opening` does for complaints."""
    at = datetime.combine(day, time(8, 0), tzinfo=LONDON).astimezone(UTC)
    opened_on = day.isoformat()
    policy: Body = {"effective_from": opened_on, **POLICIES[service]}
    lines = [line(authority, f"{service}:policy", at, "service-manager", "/policies", policy)]
    for team in teams:
        key = f"{service}:team:{team.code}"
        body: Body = {"team": team.code, "title": team.title, "opened_on": opened_on}
        lines.append(line(authority, key, at, "administrator", "/teams", body))
        for worker in team.worker_codes():
            joined: Body = {"worker": worker, "joined_on": opened_on}
            path = f"/teams/{team.code}/workers"
            key = f"{service}:worker:{worker}"
            lines.append(line(authority, key, at, "administrator", path, joined))
    return [{**each, "service": service} for each in lines]
