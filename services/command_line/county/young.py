"""The children of the county, and how each comes into the index of people: searched for first."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from services.command_line.county.cast import SEXES, Cast
from services.command_line.county.lines import Body
from services.command_line.county.story import AT_ONCE, Story, iso

ETHNICITIES: Final = ("white", "white", "white", "mixed", "asian", "black", "other", "not-stated")
DAYS_OF_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True, kw_only=True)
class Child:
    """`key` is the name under which the person's reference is saved.

    Whoever might be taken for another child is not put into the index by this county.
    """

    key: str
    name: str
    born: date
    sex: str | None
    ethnicity: str
    in_index: bool

    def details(self) -> Body:
        """What is known of the child, without the reference."""
        known: Body = {
            "name": self.name,
            "date_of_birth": iso(self.born),
            "ethnicity": self.ethnicity,
        }
        if self.sex is not None:
            known["sex"] = self.sex
        return known

    def known(self) -> Body:
        """The same with the reference, where the child is in the index."""
        if not self.in_index:
            return self.details()
        return {"person": f"{{{self.key}}}", **self.details()}


@dataclass(slots=True, kw_only=True)
class Children:
    """Draws children; each date of birth is one child's, or the child stays out of the index.

    `prefix` makes their keys, which are unique in the county.
    """

    chance: Random
    cast: Cast
    prefix: str
    births: set[tuple[int, frozenset[int]]] = field(default_factory=set)
    drawn: int = 0

    def drawn_on(self, day: date, *, youngest: int = 1, oldest: int = 15) -> Child:
        """A child who was between so many years old on that day."""
        name = self.cast.young_person().name
        days = self.chance.randint(youngest * DAYS_OF_A_YEAR, oldest * DAYS_OF_A_YEAR)
        born = day - timedelta(days=days)
        likeness = born.year, frozenset((born.month, born.day))
        alone = likeness not in self.births and "-" not in name
        self.births.add(likeness)
        self.drawn += 1
        return Child(
            key=f"{self.prefix}{self.drawn:03}",
            name=name,
            born=born,
            sex=self.chance.choice(SEXES),
            ethnicity=self.chance.choice(ETHNICITIES),
            in_index=alone,
        )


def look_up(story: Story, child: Child, on: date) -> None:
    """Search, and add whom nobody found, within minutes; later lines know them by `child.key`."""
    sought: Body = {"name": child.name, "date_of_birth": iso(child.born)}
    ticket = f"{child.key}-search"
    at = story.office.told_after(on, story.at, AT_ONCE)
    story.say(
        f"search:{child.key}",
        at,
        "social-worker",
        "/people/search",
        sought,
        {ticket: "/search"},
    )
    story.say(
        f"person:{child.key}",
        story.soon(),
        "social-worker",
        "/people",
        {"search": f"{{{ticket}}}", **child.details()},
        {child.key: "/person"},
    )
