"""The referrals of a year: who got in touch, what became of it, and whom placements hears of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from services.command_line.county.arranging import arranged
from services.command_line.county.cast import Cast
from services.command_line.county.lines import Body
from services.command_line.county.measures import Measures
from services.command_line.county.referring.answering import (
    SOCIAL_WORK,
    answers,
    closing,
    decided,
)
from services.command_line.county.referring.assessing import (
    AUTHORISED,
    assessing,
    assessment,
    closed_after,
)
from services.command_line.county.referring.exploiting import (
    Work,
    exploiting,
    shared_out,
    work_of,
)
from services.command_line.county.referring.front_door import FrontDoor
from services.command_line.county.referring.referred import (
    BecameLookedAfter,
    Course,
    Referred,
)
from services.command_line.county.register import REFERRAL_TEAMS
from services.command_line.county.telling import Office
from services.command_line.county.young import Child, Children
from shared.working_days import current_edition

CALLS_A_YEAR: Final = 42
SUBMISSIONS_A_YEAR: Final = 18
LOOKED_AFTER_A_YEAR: Final = 4
REFERRED_AGAIN_A_YEAR: Final = 5
STUCK: Final = 2
UNDECIDED: Final = 2
STUCK_WORKING_DAYS: Final = (52, 75)
NEEDING_THE_INDEX: Final = frozenset({Course.LOOKED_AFTER, Course.REFERRED_AGAIN})
ONE_EXPLOITED_OF: Final = 3
DAYS_UNTIL_AGAIN: Final = (5, 40)
OLDEST_EXPLOITED: Final = 16
YOUNGEST_EXPLOITED: Final = 11


@dataclass(slots=True, kw_only=True)
class Front:
    """Tells the whole of it; `looked_after` are the children whom placements hears of."""

    measures: Measures
    authority: str
    office: Office
    door: FrontDoor
    children: Children
    lines: list[Body] = field(default_factory=list)
    looked_after: list[BecameLookedAfter] = field(default_factory=list)
    calls: int = 0

    def live(self, complaints: Sequence[tuple[date, datetime]]) -> None:
        """`complaints` are those decided as safeguarding: the day, and when it was told."""
        measures, calendar = self.measures, self.office.calendar
        first, last = measures.went_live_on + timedelta(days=1), measures.until
        for day in self._days(CALLS_A_YEAR, first, last):
            self._call(day, Course.USUAL)
        for day in self._days(LOOKED_AFTER_A_YEAR, first, last - timedelta(days=90)):
            self._call(day, Course.LOOKED_AFTER)
        for day in self._days(REFERRED_AGAIN_A_YEAR, first, last - timedelta(days=150)):
            self._call(day, Course.REFERRED_AGAIN)
        for _ in range(measures.many(STUCK)):
            days = self.office.chance.randint(*STUCK_WORKING_DAYS)
            self._call(max(first, calendar.nth_before(last, days)), Course.STUCK)
        for _ in range(measures.many(UNDECIDED)):
            days = self.office.chance.randint(2, 5)
            self._call(calendar.nth_before(last, days), Course.UNDECIDED)
        for number, day in enumerate(self._days(SUBMISSIONS_A_YEAR, first, last), start=1):
            self._submission(number, day)
        for number, (day, at) in enumerate(complaints, start=1):
            self._go_on(self.door.from_complaint(f"g{number:03}r", day, at))
        shared_out(list(work_of_all(self.lines)))
        self.lines = [
            *arranged("referrals", self.authority, REFERRAL_TEAMS, measures.went_live_on),
            *self.lines,
        ]

    def _days(self, a_year: int, first: date, last: date) -> list[date]:
        last = max(first, last)
        return sorted(self.office.day_in(first, last) for _ in range(self.measures.many(a_year)))

    def _call(self, day: date, course: Course, again: Child | None = None) -> None:
        self.calls += 1
        usual = course is Course.USUAL
        exploited = usual and again is None and _is_exploited(self.calls)
        child = again or self._child(day, exploited=exploited)
        if course in NEEDING_THE_INDEX and not child.in_index:
            course = Course.USUAL
        self._go_on(
            self.door.telephone(
                f"r{self.calls:03}",
                day,
                child,
                course=course,
                exploited=exploited,
                known=again is not None,
            )
        )

    def _submission(self, number: int, day: date) -> None:
        exploited = _is_exploited(number)
        many = 1 if exploited else self.office.chance.choice((1, 1, 2, 3))
        drawn = [self._child(day, exploited=exploited) for _ in range(many)]
        children = [replace(child, in_index=False) for child in drawn]
        for referred in self.door.submission(f"s{number:03}r", day, children, exploited=exploited):
            self._go_on(referred)

    def _go_on(self, referred: Referred) -> None:
        """What is done about it, told in the order of its days."""
        story, office = referred.story, self.office
        if referred.course is not Course.UNDECIDED:
            decision = decided(referred, office)
            acts = list(answers(referred, decision, office))
            if referred.exploited:
                acts += exploiting(decision.on, office, ends=self.calls > 1)
            if decision.response == SOCIAL_WORK:
                made = assessment(referred, decision, office)
                acts += assessing(decision, made, office)
                end = None if referred.exploited else closed_after(made, office)
                if end is not None:
                    acts.append(end)
                    self._again(referred, end.on)
            elif not referred.exploited:
                on = office.calendar.nth_after(decision.on, office.chance.randint(0, 3))
                acts.append(closing(on, "response-given", office.chance))
            for act in sorted(acts, key=lambda one: one.on):
                at = story.tell(act)
                if act.noun == AUTHORISED and "looked_after" in act.body:
                    self._became(referred, act.body["looked_after"], at)
        self.lines += story.lines

    def _again(self, referred: Referred, closed_on: date) -> None:
        """Soon after the closing somebody gets in touch about the same child."""
        days = self.office.chance.randint(*DAYS_UNTIL_AGAIN)
        day = closed_on + timedelta(days=days)
        if referred.course is Course.REFERRED_AGAIN and day <= self.measures.until:
            self._call(day, Course.AGAIN, again=referred.child)

    def _became(self, referred: Referred, looked_after: object, at: datetime) -> None:
        assert isinstance(looked_after, dict)
        assert referred.child is not None
        on = date.fromisoformat(looked_after["on"])
        self.looked_after.append(BecameLookedAfter(child=referred.child, on=on, told_at=at))

    def _child(self, day: date, *, exploited: bool) -> Child:
        if exploited:
            return self.children.drawn_on(day, youngest=YOUNGEST_EXPLOITED, oldest=OLDEST_EXPLOITED)
        return self.children.drawn_on(day)


def _is_exploited(number: int) -> bool:
    """The first of every few."""
    return number % ONE_EXPLOITED_OF == 1


def front_of(measures: Measures, authority: str, seed: int) -> Front:
    """An empty front door, with a chance of its own."""
    chance = Random(seed)  # noqa: S311 — invented people
    office = Office(chance=chance, calendar=current_edition())
    return Front(
        measures=measures,
        authority=authority,
        office=office,
        door=FrontDoor(office=office, authority=authority),
        children=Children(chance=chance, cast=Cast(chance=chance, used=set()), prefix="p"),
    )


def work_of_all(lines: Sequence[Body]) -> Iterator[Work]:
    """The practitioners' work in all lines, case by case."""
    by_case: dict[str, list[Body]] = {}
    for said in lines:
        by_case.setdefault(str(said["id"]).split(":")[1], []).append(said)
    for case in by_case.values():
        yield from work_of(case)
