"""The children who come into care in a year, and the households they may come to."""

from datetime import timedelta
from typing import Final

from services.command_line.county.caring.book import CareBook
from services.command_line.county.caring.homes import closed, hold
from services.command_line.county.caring.time_in_care import (
    MANAGER,
    CareTeller,
    Stay,
    TimeInCare,
)
from services.command_line.county.lines import Body
from services.command_line.county.referring.referred import BecameLookedAfter
from services.command_line.county.story import Act, iso
from shared.clock import london_date

HOMES_A_YEAR: Final = 4
FEWEST_CHILDREN: Final = 3
COURSES: Final = 5
LONG_UNSEEN: Final = 1
UNACCOMPANIED: Final = 4
"""Which of the courses, in turn, a child's time in care takes."""
LONG_UNSEEN_DAYS: Final = 70
SLOW_CHANCE: Final = 0.5
STATUSES: Final = ("V2", "V2", "C1", "C2")
SLOW: Final = ("told", "appointed", "planned", "visited", "reviewed")


def households(care: CareBook) -> None:
    """Households for anybody, with terms and without, one resting and one that gives up."""
    for number in range(max(2, care.measures.many(HOMES_A_YEAR))):
        terms: Body | None = {"places": 2} if number % 2 else None
        care.homes.approve(terms=terms, places=2 if terms else None)
    resting = care.homes.approve(terms={"places": 3}, places=2)
    hold(resting, care.ready_on + timedelta(days=care.office.chance.randint(0, 60)), 1)
    retiring = care.homes.approve(places=0)
    closed(retiring, care.ready_on + timedelta(days=care.office.chance.randint(30, 200)))


def child(care: CareBook, number: int) -> None:
    """One of several courses in turn, begun on any day of the years."""
    chance = care.office.chance
    last = max(care.ready_on, care.measures.until - timedelta(days=10 + 60 * (number % 3)))
    start = care.office.day_in(care.ready_on, last)
    if number < FEWEST_CHILDREN:
        start = care.ready_on + timedelta(days=chance.randint(0, 25))
    child = care.children.drawn_on(start, youngest=1, oldest=14)
    time = TimeInCare(
        child=child,
        start=start,
        last_day=care.last_day,
        status=chance.choice(STATUSES),
        stays=[],
        need=chance.choice(("N1", "N1", "N4", "N5", "N8")),
        unaccompanied=number % COURSES == UNACCOMPANIED,
        slow=_slow(number),
    )
    courses = (_moved_twice, _with_family, _went_home)
    course = number % COURSES
    (courses[course] if course < len(courses) else _elsewhere)(care, time)
    if course == LONG_UNSEEN:
        time.seen_until = care.measures.until - timedelta(days=LONG_UNSEEN_DAYS)
    if time.status == "C1":
        on = start + timedelta(days=chance.randint(70, 140))
        if on < time.end:
            body: Body = {"changed_on": iso(on), "status": "C2"}
            act = Act(on=on, what="status", who=MANAGER, noun="/legal-statuses", body={**body})
            time.further.append(act)
    care.tell(time)


def from_referral(care: CareBook, became: BecameLookedAfter) -> None:
    """Placements heard of it; the worker finds the time in care by the child."""
    key, chance = f"k-{became.child.key}", care.office.chance
    story = care.story(key)
    story.at = became.told_at
    path = f"/care?person={{{became.child.key}}}"
    story.look("found", "social-worker", path, {key: "/items/0/reference"})
    time = TimeInCare(
        child=became.child,
        start=became.on,
        last_day=care.last_day,
        status="V2",
        stays=[],
        slow=frozenset({chance.choice(SLOW)}) if chance.random() < SLOW_CHANCE else frozenset(),
    )
    time.stays = [care.fostered(time.start, None, "planned")]
    on = london_date(story.at)
    details: Body = {"person": f"{{{became.child.key}}}", "reason": "late-news"}
    time.further.append(
        Act(
            on=on,
            what="details",
            who=MANAGER,
            noun="/people/correction",
            body={**details, **became.child.details()},
        )
    )
    CareTeller(office=care.office).go_on(story, time)
    care.told.append(story)


def _moved_twice(care: CareBook, time: TimeInCare) -> None:
    """Three placements, and an address that was keyed wrongly: no move."""
    chance = care.office.chance
    first = time.start + timedelta(days=chance.randint(20, 45))
    second = first + timedelta(days=chance.randint(40, 70))
    time.stays = [
        care.fostered(time.start, first, "behaviour-or-risk"),
        Stay(
            provider="agency",
            type="U6",
            start=first,
            until=second,
            why_left="better-match",
            address="12 Lantern Row, Sampleton",
        ),
        Stay(provider="residential", type="K2", start=second),
    ]
    wrong = first + timedelta(days=12)
    time.further.append(
        Act(
            on=wrong,
            what="address",
            who=MANAGER,
            noun="/corrections/placements/2/address",
            body={"reason": "miskeyed", "address": "21 Lantern Row, Sampleton"},
        )
    )


def _with_family(_care: CareBook, time: TimeInCare) -> None:
    time.stays = [Stay(provider="kinship", type="U3", start=time.start)]


def _went_home(care: CareBook, time: TimeInCare) -> None:
    """Fostered, and home again after some months."""
    left_on = time.start + timedelta(days=care.office.chance.randint(60, 160))
    time.stays = [care.fostered(time.start, left_on, "left-care")]
    if left_on <= care.measures.until:
        time.left_on = left_on


def _elsewhere(care: CareBook, time: TimeInCare) -> None:
    provider, kind = care.office.chance.choice(
        (("agency", "U6"), ("agency", "U4"), ("residential", "K2"), ("parents", "P1"))
    )
    time.stays = [Stay(provider=provider, type=kind, start=time.start)]


def _slow(number: int) -> frozenset[str]:
    """Two of three children wait for something."""
    if number % 3 == 0:
        return frozenset()
    return frozenset({SLOW[number % len(SLOW)], SLOW[(number + 2) % len(SLOW)]})
