"""A small county's life up to a day: drawn whole from a seed, then told as far as time has come.

The demonstration county has no printed figures to meet; its shares are chosen to show every kind of
case, with work that is due, late and answered on the last day.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from services.command_line.county.between import about_household, for_services
from services.command_line.county.caring.life import care_of
from services.command_line.county.caring.life import live as live_in_care
from services.command_line.county.cast import Cast
from services.command_line.county.complaint import (
    IN_TIME_WORKING_DAYS,
    STAGE_1_WORKING_DAYS,
    Complaint,
    Mistake,
)
from services.command_line.county.contacts import Contacts
from services.command_line.county.lines import Body, in_order, opening
from services.command_line.county.measures import Measures
from services.command_line.county.referring.life import front_of
from services.command_line.county.requests import Requests
from services.command_line.county.telling import Office, Step
from shared.working_days import current_edition

COMPLAINTS_A_YEAR: Final = 60
CORPORATE_A_YEAR: Final = 25
ELSEWHERE_A_YEAR: Final = 14
WITHDRAWN_A_YEAR: Final = 3
COMPLIMENTS_A_YEAR: Final = 12
SAFEGUARDING_A_YEAR: Final = 2
SAFEGUARDING: Final = "safeguarding"
LAST_WEEKS: Final = 28
OF_LAST_WEEKS: Final = 0.2
FAULT_CHANCE: Final = 0.4
YOUNG_CHANCE: Final = 0.15
EXCUSED_CHANCE: Final = 0.7
EXTENDED_CHANCE: Final = 0.6
MISTAKE_CHANCE: Final = 0.08
EVERY_SERVICE: Final = frozenset({"complaints", "referrals", "placements"})


def live(
    measures: Measures,
    authority: str,
    now: datetime,
    services: Collection[str] = EVERY_SERVICE,
) -> list[Body]:
    """The lines of everything that had been told by `now` to `services`, oldest first."""
    chance, calendar = Random(measures.seed), current_edition()  # noqa: S311 — invented people
    office = Office(chance=chance, calendar=calendar)
    complaints = _complaints(measures, office)
    steps = _steps(measures, office, complaints)
    front = front_of(measures, authority, measures.seed + 2)
    front.live(_safeguarding(steps))
    heard = "referrals" in services
    care = care_of(measures, authority, measures.seed + 3, apart_from=front.children, index=heard)
    live_in_care(care, front.looked_after if heard else ())
    chance = Random(measures.seed + 1)  # noqa: S311 — invented people
    requests = Requests(
        chance=chance,
        cast=Cast(chance=chance, used=set()),
        authority=authority,
        young=frozenset(each.key for each in complaints if each.young),
    )
    everything = [
        *opening(authority, measures.went_live_on),
        *(requests.of(step) for step in steps if step.at < now),
        *about_household(authority, steps, care),
        *front.lines,
        *care.lines,
    ]
    told = (each for each in everything if datetime.fromisoformat(str(each["at"])) < now)
    lines = in_order(list(told))
    return lines if set(services) >= EVERY_SERVICE else for_services(lines, services)


def _complaints(measures: Measures, office: Office) -> list[Complaint]:
    """Spread over the years, with a share in the last weeks, so that work is under way."""
    first, last = measures.went_live_on + timedelta(days=1), measures.until
    lately = max(first, last - timedelta(days=LAST_WEEKS))
    drawn = []
    for number in range(1, measures.many(COMPLAINTS_A_YEAR) + 1):
        since = lately if office.chance.random() < OF_LAST_WEEKS else first
        received_on = office.day_in(since, last)
        working_days = _working_days(office.chance)
        complaint = Complaint(
            key=f"s{number:03}",
            received_on=received_on,
            working_days=working_days,
            answered_on=office.calendar.nth_after(received_on, working_days),
            fault=office.chance.random() < FAULT_CHANCE,
            young=office.chance.random() < YOUNG_CHANCE,
        )
        if working_days > STAGE_1_WORKING_DAYS and office.chance.random() < EXTENDED_CHANCE:
            complaint.extended_to = office.chance.choice((15, 20, 20))
        if working_days > IN_TIME_WORKING_DAYS and office.chance.random() < EXCUSED_CHANCE:
            complaint.excuse = office.chance.choice(("agreed-date", "good-reason"))
        drawn.append(complaint)
    return [*drawn, _overdue(len(drawn) + 1, first, last, office)]


def _overdue(number: int, first: date, last: date, office: Office) -> Complaint:
    """One that is late on the last day, whatever chance has for the others."""
    received_on = max(first, office.calendar.nth_before(last, IN_TIME_WORKING_DAYS + 5))
    working_days = IN_TIME_WORKING_DAYS + 20
    return Complaint(
        key=f"s{number:03}",
        received_on=received_on,
        working_days=working_days,
        answered_on=office.calendar.nth_after(received_on, working_days),
    )


def _working_days(chance: Random) -> int:
    """Half within the ten days, a quarter within twenty, the rest late; often on the last day."""
    return chance.choice(
        (
            *(chance.randint(4, 9), STAGE_1_WORKING_DAYS),
            *(chance.randint(5, 10), chance.randint(6, 10)),
            *(chance.randint(11, 19), IN_TIME_WORKING_DAYS),
            *(chance.randint(21, 34), chance.randint(25, 60)),
        )
    )


def _steps(measures: Measures, office: Office, complaints: list[Complaint]) -> list[Step]:
    first, last = measures.went_live_on + timedelta(days=1), measures.until

    def days(a_year: int) -> list[date]:
        return [office.day_in(first, last) for _ in range(measures.many(a_year))]

    contacts = Contacts(office=office)
    steps = [
        *(step for each in complaints for step in office.statutory(each, _mistake(office, each))),
        *contacts.corporate(days(CORPORATE_A_YEAR)),
        *contacts.elsewhere(days(ELSEWHERE_A_YEAR)),
        *contacts.withdrawn(days(WITHDRAWN_A_YEAR)),
        *contacts.compliments(days(COMPLIMENTS_A_YEAR)),
        *contacts.safeguarding(days(SAFEGUARDING_A_YEAR)),
    ]
    return sorted(steps, key=lambda step: (step.at, step.case))


def _mistake(office: Office, complaint: Complaint) -> Mistake | None:
    """Now and then a date or an outcome is keyed wrongly, and found some weeks after the answer."""
    if complaint.answered_on is None or office.chance.random() > MISTAKE_CHANCE:
        return None
    put_right_on = office.calendar.nth_after(complaint.answered_on, office.chance.randint(5, 20))
    match office.chance.choice(("received", "answered", "fault")):
        case "received":
            told_on = office.calendar.nth_before(complaint.received_on, 2)
            return Mistake(put_right_on=put_right_on, received_on=told_on)
        case "answered":
            told_on = office.calendar.nth_after(complaint.answered_on, 3)
            return Mistake(put_right_on=put_right_on, answered_on=told_on)
        case _:
            return Mistake(put_right_on=put_right_on, fault=not complaint.fault)


def _safeguarding(steps: Sequence[Step]) -> list[tuple[date, datetime]]:
    """When complaints were decided to be a safeguarding concern: where it is one of a day.

    Referrals makes a contact of each, which is found again by that day.
    """
    decided = [
        step for step in steps if step.action == "decide" and step.facts["route"] == SAFEGUARDING
    ]
    of_day = Counter(step.on for step in decided)
    return [(step.on, step.at) for step in decided if of_day[step.on] == 1]
