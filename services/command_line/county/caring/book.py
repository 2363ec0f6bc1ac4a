"""The times in care that are told, and what telling one takes."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from services.command_line.county.arranging import arranged
from services.command_line.county.caring.homes import Home, Homes
from services.command_line.county.caring.time_in_care import (
    MANAGER,
    CareTeller,
    Stay,
    TimeInCare,
)
from services.command_line.county.lines import Body
from services.command_line.county.measures import Measures
from services.command_line.county.register import PLACEMENT_TEAMS
from services.command_line.county.story import Story, iso
from services.command_line.county.telling import Office
from services.command_line.county.young import Children, look_up

HOMES_READY_DAYS: Final = 45
GOES_ON_DAYS: Final = 60
"""So long after the last day of the measures things go on, if time does."""


@dataclass(slots=True, kw_only=True)
class CareBook:
    """`index` says whether there is an index of people to ask."""

    measures: Measures
    authority: str
    index: bool
    office: Office
    children: Children
    homes: Homes
    told: list[Story] = field(default_factory=list)
    quiet: Home | None = None
    """A household of which nothing more is told after its first months: for a complaint."""

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

    def tell(self, time: TimeInCare, *, exempt_at: Home | None = None) -> None:
        story = self.story(f"k{len(self.told) + 1:03}")
        teller = CareTeller(office=self.office)
        if self.index and time.child.in_index:
            inquiry = self.story(story.key, service="referrals")
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

    def story(self, key: str, *, service: str = "placements") -> Story:
        return Story(
            office=self.office,
            authority=self.authority,
            service=service,
            key=key,
            path=f"/care/{{{key}}}",
        )

    def fostered(self, start: date, until: date | None, why_left: str) -> Stay:
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

    def stays_at(
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
