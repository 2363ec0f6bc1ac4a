"""The lines with which the county goes live, and the shape of every line."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Final

from deploy.replay_generators.quarter.words import EXPLOITATION_TEAM, TEAMS, WORKERS
from shared.clock import LONDON

Body = dict[str, object]

AUTHORITY: Final = "county-2023"
WENT_LIVE_ON: Final = date(2022, 4, 1)
EMERGENCY_NUMBER: Final = "01632 960123"
"""Of the range that is kept for invented numbers."""


def line(  # noqa: PLR0917 -- in the order in which a line is read
    key: str, at: datetime, role: str, path: str, body: Body, service: str = "referrals"
) -> Body:
    """A request; `key` is unique in the authority."""
    return {
        "id": f"{AUTHORITY}:{key}",
        "at": at.isoformat().replace("+00:00", "Z"),
        "service": service,
        "authority": AUTHORITY,
        "as": role,
        "method": "POST",
        "path": path,
        "body": body,
    }


def opening() -> Iterator[Body]:
    """Policy, teams and workers, on the morning the system went live."""
    at = morning_of(WENT_LIVE_ON)
    opened_on = WENT_LIVE_ON.isoformat()
    policy: Body = {"effective_from": opened_on, "emergency_number": EMERGENCY_NUMBER}
    yield line("policy", at, "service-manager", "/policies", policy)
    for team, title in (*TEAMS.items(), (EXPLOITATION_TEAM, "Exploitation")):
        opened: Body = {"team": team, "title": title, "opened_on": opened_on}
        yield line(f"team:{team}", at, "administrator", "/teams", opened)
    for worker in WORKERS:
        joined: Body = {"worker": worker, "joined_on": opened_on}
        path = f"/teams/{EXPLOITATION_TEAM}/workers"
        yield line(f"worker:{worker}", at, "administrator", path, joined)


def morning_of(day: date) -> datetime:
    """Eight o'clock in London, in UTC."""
    return datetime.combine(day, time(8, 0), tzinfo=LONDON).astimezone(UTC)
