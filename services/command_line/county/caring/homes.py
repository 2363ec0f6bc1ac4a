"""Fostering households, and who is told to be there when, so that no placement is unlawful."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from services.command_line.county.cast import Cast
from services.command_line.county.lines import Body, person
from services.command_line.county.register import FOSTERING
from services.command_line.county.story import AT_ONCE, Act, Story, iso
from services.command_line.county.telling import Office

USUAL_LIMIT: Final = 3
SETTLING_DAYS: Final = 15
UNTIL_TOLD: Final = timedelta(days=45)
"""A place is given again only when everybody must have been told that it is free."""
MANAGER: Final = "service-manager"
OFFICER: Final = "placement-officer"


@dataclass(slots=True, kw_only=True)
class Home:
    """`places` are those that the county fills; the terms may allow more."""

    key: str
    story: Story
    approved_on: date
    places: int
    open_to_all: bool
    stays: list[tuple[date, date | None]] = field(default_factory=list)

    def has_room(self, from_on: date, to_on: date | None) -> bool:
        """Whether there is a place for the whole stay, whatever the order of telling."""
        ready = self.approved_on + timedelta(days=SETTLING_DAYS)
        there = sum(
            (end is None or end + UNTIL_TOLD > from_on)
            and (to_on is None or begin < to_on + UNTIL_TOLD)
            for begin, end in self.stays
        )
        return from_on >= ready and there < self.places

    def place(self, ground: str = "within-terms") -> Body:
        """The place as a placement's body names it."""
        return {"household": f"{{{self.key}}}", "ground": ground}

    @property
    def turn(self) -> dict[str, str]:
        """What a line saves that fills or frees a place here, so that they are sent in turn."""
        return {f"{self.key}-turn": "/reference"}


@dataclass(slots=True, kw_only=True)
class Homes:
    """The households of the county, each told in its first weeks."""

    office: Office
    authority: str
    cast: Cast
    opened_on: date
    all: list[Home] = field(default_factory=list)

    def approve(
        self,
        *,
        kind: str = "in-house",
        terms: Body | None = None,
        places: int | None = None,
        open_to_all: bool = True,
    ) -> Home:
        """Approve carers and give them a supervising worker."""
        key = f"h{len(self.all) + 1:02}"
        story = Story(
            office=self.office,
            authority=self.authority,
            service="placements",
            key=key,
            path=f"/households/{{{key}}}",
        )
        chance, calendar = self.office.chance, self.office.calendar
        approved_on = calendar.nth_after(self.opened_on, chance.randint(1, 10))
        carers = [person(self.cast.adult()) for _ in range(chance.choice((1, 2, 2)))]
        body: Body = {"approved_on": iso(approved_on), "kind": kind, "carers": carers}
        if terms is not None:
            body["terms"] = terms
        at = self.office.told_after(approved_on, None, AT_ONCE)
        story.say("approval", at, OFFICER, "/households", body, {key: "/reference"})
        given: Body = {"team": FOSTERING.code, "worker": chance.choice(FOSTERING.worker_codes())}
        story.tell(
            Act(
                on=approved_on,
                what="allocation",
                who=OFFICER,
                noun="/allocation",
                body={"allocated_on": iso(approved_on), **given},
            )
        )
        most = places if places is not None else USUAL_LIMIT
        home = Home(
            key=key, story=story, approved_on=approved_on, places=most, open_to_all=open_to_all
        )
        self.all.append(home)
        return home

    def with_room(self, from_on: date, to_on: date | None) -> Home | None:
        """A household for anybody that can take a child for the whole stay, and now has them."""
        for home in self.all:
            if home.open_to_all and home.has_room(from_on, to_on):
                home.stays.append((from_on, to_on))
                return home
        return None

    @property
    def lines(self) -> list[Body]:
        return [said for home in self.all for said in home.story.lines]


def hold(home: Home, on: date, places: int) -> None:
    """The carers rest: so many places wait."""
    home.story.tell(
        Act(
            on=on,
            what="hold",
            who=OFFICER,
            noun="/holds",
            body={"from_on": iso(on), "places": places, "reason": "carers-rest"},
        )
    )


def closed(home: Home, on: date) -> None:
    """They foster no more; nobody is there."""
    home.story.tell(
        Act(
            on=on,
            what="closure",
            who=OFFICER,
            noun="/closure",
            body={"closed_on": iso(on), "reason": "retired"},
        )
    )


def other_terms(home: Home, on: date, places: int) -> None:
    """The panel allows another number of children."""
    home.story.tell(
        Act(
            on=on,
            what="terms",
            who=OFFICER,
            noun="/terms",
            body={"effective_on": iso(on), "terms": {"places": places}},
            lags=AT_ONCE,
        )
    )
