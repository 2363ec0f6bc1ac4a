"""One child's time in care as it is told: officer, placements, plans, visits, reviews, the end."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from services.command_line.county.caring.homes import Home
from services.command_line.county.lines import Body
from services.command_line.county.register import IN_CARE
from services.command_line.county.story import AT_ONCE, Act, Story, iso
from services.command_line.county.telling import LAGS, Office
from services.command_line.county.young import Child
from shared.deadlines.months import add_months

MANAGER: Final = "service-manager"
REVIEWER: Final = "reviewing-officer"
OFFICERS: Final = ("iro-01", "iro-02", "iro-03")
FIRST_REVIEW: Final = 20
"""Working days (SI 2010/959 reg 33(1))."""
LATER_REVIEWS: Final = (3, 6, 6, 6, 6, 6, 6)
"""Calendar months from the review before (reg 33(2))."""
SEEN_CHANCE: Final = 0.95
ALONE_CHANCE: Final = 0.8
LATE_CHANCE: Final = 0.5
IN_PARTS_CHANCE: Final = 0.1
LATE_REASONS: Final = ("officer-unavailable", "adjourned", "not-told", "child-or-family")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A placement as it will be told; `until` is None where the child stays."""

    provider: str
    type: str
    start: date
    until: date | None = None
    why_left: str = "planned"
    home: Home | None = None
    ground: str = "within-terms"
    emergency: bool = False
    address: str | None = None


@dataclass(slots=True, kw_only=True)
class TimeInCare:
    """What is so, before anybody tells it. Nothing is told of days from `last_day` on.

    `slow` are the steps that come late: told, appointed, planned, visited, reviewed.
    """

    child: Child
    start: date
    last_day: date
    status: str
    stays: list[Stay]
    need: str = "N1"
    unaccompanied: bool = False
    siblings: str | None = None
    left_on: date | None = None
    left_for: str = "returned-home"
    seen_until: date | None = None
    slow: frozenset[str] = frozenset()
    further: list[Act] = field(default_factory=list)

    @property
    def end(self) -> date:
        """The first day of which nothing is told."""
        return self.last_day if self.left_on is None else min(self.left_on, self.last_day)


@dataclass(slots=True, kw_only=True)
class CareTeller:
    """Tells times in care; draws from the office's chance."""

    office: Office

    def begin(self, story: Story, time: TimeInCare, *, index: bool) -> None:
        """Recorded by a worker. Without an `index` of people the child has no reference yet."""
        who = time.child.known() if index else time.child.details()
        body: Body = {
            "started_on": iso(time.start),
            "child": who,
            "legal_status": time.status,
            "need": time.need,
            "unaccompanied": time.unaccompanied,
        }
        if time.siblings is not None:
            body["sibling_group"] = time.siblings
        at = self.office.told_after(time.start, story.at, AT_ONCE)
        story.say("start", at, "social-worker", "/care", body, {story.key: "/reference"})

    def go_on(self, story: Story, time: TimeInCare) -> None:
        """Everything after the beginning, in the order of its days."""
        acts = [
            *self._officer(time),
            *self._owner(time),
            *self._placed(time),
            *self._reviews(time),
            *time.further,
            *self._end(time),
        ]
        story.tell_all(acts)

    def _officer(self, time: TimeInCare) -> Iterator[Act]:
        chance = self.office.chance
        told = chance.randint(3, 5) if "told" in time.slow else chance.randint(0, 2)
        told_on = self._after(time.start, told)
        body: Body = {"told_on": iso(told_on)}
        yield _act(told_on, "iro-told", "/reviewing-officer/notification", body)
        days = chance.randint(6, 9) if "appointed" in time.slow else chance.randint(2, 5)
        appointed_on = self._after(time.start, days)
        body = {"appointed_on": iso(appointed_on), "officer": chance.choice(OFFICERS)}
        yield _act(appointed_on, "iro", "/reviewing-officer", body, who=REVIEWER)

    def _owner(self, time: TimeInCare) -> Iterator[Act]:
        team = self.office.chance.choice(IN_CARE)
        on = self._after(time.start, self.office.chance.randint(0, 2))
        worker = self.office.chance.choice(team.worker_codes())
        body: Body = {"allocated_on": iso(on), "team": team.code, "worker": worker}
        yield _act(on, "owner", "/allocation", body)

    def _placed(self, time: TimeInCare) -> Iterator[Act]:
        before: Stay | None = None
        for number, stay in enumerate(time.stays, start=1):
            yield self._came(number, stay, before)
            if time.status != "V4":
                yield from self._planned_and_visited(time, number, stay)
            before = stay

    def _came(self, number: int, stay: Stay, before: Stay | None) -> Act:
        body: Body = {
            "provider": stay.provider,
            "type": stay.type,
            "emergency": stay.emergency,
            "long_term": stay.type in {"U1", "U4"},
        }
        save = {} if stay.home is None else stay.home.turn
        if stay.home is not None:
            body["place"] = stay.home.place(stay.ground)
        if stay.address is not None:
            body["address"] = stay.address
        if before is None:
            noun = "/placements"
            body["started_on"] = iso(stay.start)
        else:
            noun = "/moves"
            body |= {"moved_on": iso(stay.start), "reason": before.why_left}
            save = {**save, **({} if before.home is None else before.home.turn)}
        what = f"placement:{number}"
        return _act(stay.start, what, noun, body, lags=AT_ONCE, save=save)

    def _planned_and_visited(self, time: TimeInCare, number: int, stay: Stay) -> Iterator[Act]:
        chance = self.office.chance
        end = min(time.end, stay.until or time.end)
        days = chance.randint(7, 10) if "planned" in time.slow else chance.randint(1, 5)
        planned_on = self._after(stay.start, days)
        if planned_on < end:
            noun = f"/placements/{number}/plan"
            yield _act(planned_on, f"plan:{number}", noun, {"planned_on": iso(planned_on)})
        slow = "visited" in time.slow
        day = stay.start + timedelta(days=chance.randint(9, 13) if slow else chance.randint(2, 7))
        visit = 0
        while day < end and (time.seen_until is None or day <= time.seen_until):
            visit += 1
            seen = chance.random() < SEEN_CHANCE
            body: Body = {
                "visited_on": iso(day),
                "seen": seen,
                "seen_alone": seen and chance.random() < ALONE_CHANCE,
                "placement": number,
            }
            lags = tuple(lag for lag in LAGS if day + timedelta(days=lag + 5) < end) or AT_ONCE
            yield _act(day, f"visit:{number}.{visit}", "/visits", body, lags=lags)
            late = slow and chance.random() < LATE_CHANCE
            day += timedelta(days=chance.randint(44, 60) if late else chance.randint(26, 41))

    def _reviews(self, time: TimeInCare) -> Iterator[Act]:
        chance = self.office.chance
        late = "reviewed" in time.slow
        days = chance.randint(23, 30) if late else chance.randint(14, FIRST_REVIEW)
        day = self._after(time.start, days)
        for number, months in enumerate(LATER_REVIEWS, start=1):
            if day >= time.end or (time.seen_until is not None and day > time.seen_until):
                return
            body: Body = {"held_on": iso(day)}
            if late:
                body["late_reason"] = chance.choice(LATE_REASONS)
            rest_on = day + timedelta(days=7)
            in_parts = chance.random() < IN_PARTS_CHANCE and rest_on < time.end
            if in_parts:
                body["complete"] = False
            yield _act(day, f"review:{number}", "/reviews", body, who=REVIEWER)
            if in_parts:
                noun, rest = f"/reviews/{number}/parts", {"held_on": iso(rest_on)}
                yield _act(rest_on, f"review:{number}.2", noun, {**rest}, who=REVIEWER)
            late = "reviewed" in time.slow and number == 1
            due = add_months(day, months)
            day = due + timedelta(days=chance.randint(8, 20) if late else chance.randint(-25, -4))
            if not late:
                day = self.office.calendar.nth_before(day + timedelta(days=1), 1)
            else:
                day = self._after(day, 1)

    def _end(self, time: TimeInCare) -> Iterator[Act]:
        if time.left_on is not None:
            last = time.stays[-1]
            save = {} if last.home is None else last.home.turn
            body: Body = {"ended_on": iso(time.left_on), "reason": time.left_for}
            yield _act(time.left_on, "end", "/ending", body, lags=AT_ONCE, save=save)

    def _after(self, day: date, working_days: int) -> date:
        return self.office.calendar.nth_after(day, working_days)


def _act(
    on: date,
    what: str,
    noun: str,
    body: Body,
    *,
    who: str = MANAGER,
    lags: tuple[int, ...] = (0, 0, 0, 1, 1, 2),
    save: dict[str, str] | None = None,
) -> Act:
    return Act(on=on, what=what, who=who, noun=noun, body=body, lags=lags, save=save or {})
