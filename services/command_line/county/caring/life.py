"""The children in care of a county: those who come of referrals, and those told by a worker."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Final
from uuid import NAMESPACE_DNS, uuid5

from services.command_line.county.arranging import arranged
from services.command_line.county.caring.homes import (
    Home,
    Homes,
    closed,
    hold,
    other_terms,
)
from services.command_line.county.caring.time_in_care import (
    MANAGER,
    CareTeller,
    Stay,
    TimeInCare,
)
from services.command_line.county.cast import Cast
from services.command_line.county.lines import Body
from services.command_line.county.measures import Measures
from services.command_line.county.referring.referred import BecameLookedAfter
from services.command_line.county.register import PLACEMENT_TEAMS
from services.command_line.county.story import AT_ONCE, Act, Story, iso
from services.command_line.county.telling import Office
from services.command_line.county.young import Children, look_up
from shared.clock import london_date
from shared.working_days import current_edition

HOMES_A_YEAR: Final = 4
CHILDREN_A_YEAR: Final = 9
FEWEST_CHILDREN: Final = 3
HOMES_READY_DAYS: Final = 45
COURSES: Final = 5
LONG_UNSEEN: Final = 3
UNACCOMPANIED: Final = 4
"""Which of the courses, in turn, a child's time in care takes."""
LONG_UNSEEN_DAYS: Final = 70
GOES_ON_DAYS: Final = 60
"""So long after the last day of the measures things go on, if time does."""
SIBLINGS: Final = 4
DAYS_BETWEEN: Final = 14
SLOW_CHANCE: Final = 0.5
STATUSES: Final = ("V2", "V2", "C1", "C2")
SLOW: Final = ("told", "appointed", "planned", "visited", "reviewed")


@dataclass(slots=True, kw_only=True)
class Care:
    """Tells the whole of it. `index` says whether there is an index of people to ask."""

    measures: Measures
    authority: str
    index: bool
    office: Office
    children: Children
    homes: Homes
    told: list[Story] = field(default_factory=list)
    quiet: Home | None = None
    """A household of which nothing more is told after its first months: for a complaint."""

    def live(self, looked_after: Sequence[BecameLookedAfter]) -> None:
        self._found()
        for number in range(max(FEWEST_CHILDREN, self.measures.many(CHILDREN_A_YEAR))):
            self._child(number)
        for became in looked_after:
            self._from_referral(became)
        self._together()
        self._beyond()
        self._in_emergency()
        self._short_breaks()

    @property
    def lines(self) -> list[Body]:
        teams = arranged("placements", self.authority, PLACEMENT_TEAMS, self.measures.went_live_on)
        return [*teams, *self.homes.lines, *(said for one in self.told for said in one.lines)]

    @property
    def last_day(self) -> date:
        return self.measures.until + timedelta(days=GOES_ON_DAYS)

    @property
    def ready_on(self) -> date:
        """From here on there are households to place with."""
        return self.measures.went_live_on + timedelta(days=HOMES_READY_DAYS)

    def _found(self) -> None:
        """Households for anybody, with terms and without, one resting and one that gives up."""
        for number in range(max(2, self.measures.many(HOMES_A_YEAR))):
            terms: Body | None = {"places": 2} if number % 2 else None
            self.homes.approve(terms=terms, places=2 if terms else None)
        resting = self.homes.approve(terms={"places": 3}, places=2)
        hold(resting, self.ready_on + timedelta(days=self.office.chance.randint(0, 60)), 1)
        retiring = self.homes.approve(places=0)
        closed(retiring, self.ready_on + timedelta(days=self.office.chance.randint(30, 200)))

    def _child(self, number: int) -> None:
        """One of several courses in turn, begun on any day of the years."""
        chance = self.office.chance
        last = max(self.ready_on, self.measures.until - timedelta(days=10 + 60 * (number % 3)))
        start = self.office.day_in(self.ready_on, last)
        if number < FEWEST_CHILDREN:
            start = self.ready_on + timedelta(days=chance.randint(0, 25))
        child = self.children.drawn_on(start, youngest=1, oldest=14)
        time = TimeInCare(
            child=child,
            start=start,
            last_day=self.last_day,
            status=chance.choice(STATUSES),
            stays=[],
            need=chance.choice(("N1", "N1", "N4", "N5", "N8")),
            unaccompanied=number % COURSES == UNACCOMPANIED,
            slow=frozenset({SLOW[number % len(SLOW)]}) if number % 2 else frozenset(),
        )
        courses = (self._moved_twice, self._with_family, self._went_home)
        course = number % COURSES
        (courses[course] if course < len(courses) else self._elsewhere)(time)
        if course == LONG_UNSEEN:
            time.seen_until = self.measures.until - timedelta(days=LONG_UNSEEN_DAYS)
        if time.status == "C1":
            on = start + timedelta(days=chance.randint(70, 140))
            if on < time.end:
                body: Body = {"changed_on": iso(on), "status": "C2"}
                act = Act(on=on, what="status", who=MANAGER, noun="/legal-statuses", body={**body})
                time.further.append(act)
        self._tell(time)

    def _moved_twice(self, time: TimeInCare) -> None:
        """Three placements, and an address that was keyed wrongly: no move."""
        chance = self.office.chance
        first = time.start + timedelta(days=chance.randint(20, 45))
        second = first + timedelta(days=chance.randint(40, 70))
        time.stays = [
            self._fostered(time.start, first, "behaviour-or-risk"),
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

    def _with_family(self, time: TimeInCare) -> None:
        time.stays = [Stay(provider="kinship", type="U3", start=time.start)]

    def _went_home(self, time: TimeInCare) -> None:
        """Fostered, and home again after some months."""
        left_on = time.start + timedelta(days=self.office.chance.randint(60, 160))
        time.stays = [self._fostered(time.start, left_on, "left-care")]
        if left_on <= self.measures.until:
            time.left_on = left_on

    def _elsewhere(self, time: TimeInCare) -> None:
        provider, kind = self.office.chance.choice(
            (("agency", "U6"), ("agency", "U4"), ("residential", "K2"), ("parents", "P1"))
        )
        time.stays = [Stay(provider=provider, type=kind, start=time.start)]

    def _fostered(self, start: date, until: date | None, why_left: str) -> Stay:
        """With carers of our own where there is room, else with an agency's."""
        home = self.homes.with_room(start, until)
        return Stay(
            provider="agency" if home is None else "in-house",
            type="U6",
            start=start,
            until=until,
            why_left=why_left,
            home=home,
        )

    def _from_referral(self, became: BecameLookedAfter) -> None:
        """Placements heard of it; the worker finds the time in care by the child."""
        key, chance = f"k-{became.child.key}", self.office.chance
        story = self._story(key)
        story.at = became.told_at
        path = f"/care?person={{{became.child.key}}}"
        story.look("found", "social-worker", path, {key: "/items/0/reference"})
        time = TimeInCare(
            child=became.child,
            start=became.on,
            last_day=self.last_day,
            status="V2",
            stays=[],
            slow=frozenset({chance.choice(SLOW)}) if chance.random() < SLOW_CHANCE else frozenset(),
        )
        time.stays = [self._fostered(time.start, None, "planned")]
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
        CareTeller(office=self.office).go_on(story, time)
        self.told.append(story)

    def _together(self) -> None:
        """Four brothers and sisters with one household, the last of them some days later."""
        home = self.homes.approve(open_to_all=False)
        self.quiet = home
        group = str(uuid5(NAMESPACE_DNS, f"{self.authority}:siblings"))
        first = self.ready_on + timedelta(days=10)
        for number in range(1, SIBLINGS + 1):
            is_last = number == SIBLINGS
            start = first + timedelta(days=DAYS_BETWEEN if is_last else 0)
            time = self._stays_at(home, start, ground="siblings" if is_last else "within-terms")
            time.siblings = group
            self._tell(time)

    def _beyond(self) -> None:
        """An exemption names the second child of a household that has one place."""
        terms: Body = {"places": 1, "youngest": 0, "oldest": 17}
        home = self.homes.approve(terms=terms, open_to_all=False)
        start = self.ready_on + timedelta(days=5)
        self._tell(self._stays_at(home, start))
        time = self._stays_at(home, start + timedelta(days=60), ground="exemption")
        self._tell(time, exempt_at=home)

    def _in_emergency(self) -> None:
        """One emergency is settled by other terms in time; another lasts longer than it may."""
        calendar = self.office.calendar
        home = self.homes.approve(terms={"places": 1}, open_to_all=False)
        start = self.ready_on + timedelta(days=5)
        self._tell(self._stays_at(home, start))
        came_on = calendar.nth_after(start, 30)
        time = self._stays_at(home, came_on, ground="emergency", emergency=True)
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
        self._tell(time)
        came_on = calendar.nth_after(settled_on, 40)
        time = self._stays_at(home, came_on, ground="emergency", emergency=True)
        moved_on = calendar.nth_after(came_on, 8)
        time.stays = [
            replace(time.stays[0], until=moved_on, why_left="emergency-ended"),
            Stay(provider="agency", type="U6", start=moved_on),
        ]
        self._tell(time)

    def _short_breaks(self) -> None:
        """A disabled child who stays with the same carers now and then."""
        home = self.homes.approve(kind="short-breaks", open_to_all=False)
        time = self._stays_at(home, self.ready_on + timedelta(days=20))
        time.status, time.need = "V4", "N2"
        self._tell(time)

    def _stays_at(
        self, home: Home, start: date, *, ground: str = "within-terms", emergency: bool = False
    ) -> TimeInCare:
        stay = Stay(
            provider="in-house",
            type="U6",
            start=start,
            home=home,
            ground=ground,
            emergency=emergency,
        )
        return TimeInCare(
            child=self.children.drawn_on(start, youngest=2, oldest=12),
            start=start,
            last_day=self.last_day,
            status="V2",
            stays=[stay],
        )

    def _tell(self, time: TimeInCare, *, exempt_at: Home | None = None) -> None:
        story = self._story(f"k{len(self.told) + 1:03}")
        teller = CareTeller(office=self.office)
        if self.index and time.child.in_index:
            inquiry = self._story(story.key, service="referrals")
            look_up(inquiry, time.child, time.start)
            story.lines += inquiry.lines
            story.at = inquiry.at
        teller.begin(story, time, index=self.index)
        if exempt_at is not None:
            path = f"/households/{{{exempt_at.key}}}/exemptions"
            body: Body = {"granted_on": iso(time.start), "care": f"{{{story.key}}}"}
            story.say("exemption", story.soon(), MANAGER, path, body, {})
        teller.go_on(story, time)
        self.told.append(story)

    def _story(self, key: str, *, service: str = "placements") -> Story:
        return Story(
            office=self.office,
            authority=self.authority,
            service=service,
            key=key,
            path=f"/care/{{{key}}}",
        )


def care_of(measures: Measures, authority: str, seed: int, *, apart_from: Children) -> Care:
    """Nothing told yet, with a chance of its own; no child is one of `apart_from`."""
    chance = Random(seed)  # noqa: S311 — invented people
    office = Office(chance=chance, calendar=current_edition())
    cast = Cast(chance=chance, used=apart_from.cast.used)
    return Care(
        measures=measures,
        authority=authority,
        index=True,
        office=office,
        children=Children(chance=chance, cast=cast, prefix="q", births=apart_from.births),
        homes=Homes(office=office, authority=authority, cast=cast, opened_on=measures.went_live_on),
    )
