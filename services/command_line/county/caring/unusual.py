"""Placements beyond a limit that are lawful all the same, and short breaks."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import NAMESPACE_DNS, uuid5

from services.command_line.county.caring.book import CareBook
from services.command_line.county.caring.homes import other_terms
from services.command_line.county.caring.time_in_care import MANAGER, Stay
from services.command_line.county.lines import Body
from services.command_line.county.story import AT_ONCE, Act, iso

SIBLINGS: Final = 4
DAYS_BETWEEN: Final = 14


def together(care: CareBook) -> None:
    """Four brothers and sisters with one household, the last of them some days later."""
    home = care.homes.approve(open_to_all=False)
    care.quiet = home
    group = str(uuid5(NAMESPACE_DNS, f"{care.authority}:siblings"))
    first = care.ready_on + timedelta(days=10)
    for number in range(1, SIBLINGS + 1):
        is_last = number == SIBLINGS
        start = first + timedelta(days=DAYS_BETWEEN if is_last else 0)
        time = care.stays_at(home, start, ground="siblings" if is_last else "within-terms")
        time.siblings = group
        care.tell(time)


def beyond(care: CareBook) -> None:
    """An exemption names the second child of a household that has one place."""
    terms: Body = {"places": 1, "youngest": 0, "oldest": 17}
    home = care.homes.approve(terms=terms, open_to_all=False)
    start = care.ready_on + timedelta(days=5)
    care.tell(care.stays_at(home, start))
    time = care.stays_at(home, start + timedelta(days=60), ground="exemption")
    care.tell(time, exempt_at=home)


def in_emergency(care: CareBook) -> None:
    """One emergency is settled by other terms in time; another lasts longer than it may."""
    calendar = care.office.calendar
    home = care.homes.approve(terms={"places": 1}, open_to_all=False)
    start = care.ready_on + timedelta(days=5)
    care.tell(care.stays_at(home, start))
    came_on = calendar.nth_after(start, 30)
    time = care.stays_at(home, came_on, ground="emergency", emergency=True)
    allowed_on = calendar.nth_after(came_on, 4)
    other_terms(home, allowed_on, 2)
    settled_on = calendar.nth_after(came_on, 5)
    settled: Body = {"settled_on": iso(settled_on)}
    time.further.append(
        Act(
            on=settled_on,
            what="settled",
            who=MANAGER,
            noun="/placements/1/terms-settled",
            body=settled,
            save=home.turn,
            lags=AT_ONCE,
        )
    )
    care.tell(time)
    came_on = calendar.nth_after(settled_on, 40)
    time = care.stays_at(home, came_on, ground="emergency", emergency=True)
    moved_on = calendar.nth_after(came_on, 8)
    time.stays = [
        replace(time.stays[0], until=moved_on, why_left="emergency-ended"),
        Stay(provider="agency", type="U6", start=moved_on),
    ]
    care.tell(time)


def short_breaks(care: CareBook) -> None:
    """A disabled child who stays with the same carers now and then."""
    home = care.homes.approve(kind="short-breaks", open_to_all=False)
    time = care.stays_at(home, care.ready_on + timedelta(days=20))
    time.status, time.need = "V4", "N2"
    care.tell(time)
