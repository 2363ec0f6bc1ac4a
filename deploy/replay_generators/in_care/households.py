"""The households of ours in which some of the children lived, each within what is lawful.

Most stand within their terms. Two took four siblings, one a child by an exemption that names them,
one a child in an emergency for four days (Children Act 1989 Sch 7; SI 2010/959 reg 23).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from deploy.replay_generators.in_care.truth import Child, Stay

APPROVED_ON: Final = date(2011, 4, 18)
EXEMPTED: Final = "exempted"
"""The key of the child whom an exemption names."""
EXEMPTED_ON: Final = date(2014, 1, 30)
EXEMPTING: Final = "home-exempting"
IN_EMERGENCY: Final = date(2014, 5, 12)
OVER_AFTER: Final = date(2014, 5, 16)
EMERGENCY: Final = "home-emergency"
LONG_STAYING: Final = 28
"""Households with one or two children who stay."""
SHORT_STAYING: Final = 10
"""Households with a single place, for a child on the way elsewhere."""
SIBLINGS_CAME_ON: Final = (date(2013, 9, 10), date(2014, 1, 21))
SIBLINGS: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A household. Without `places` it is approved without terms: the usual limit of three."""

    name: str
    kind: str = "in-house"
    places: int | None = None
    sibling_places: int | None = None


def homes() -> tuple[Home, ...]:
    """Every household; the names are those that stays are recorded under."""
    return (
        *(
            Home(
                name=f"home-long-{number:02}",
                kind="kinship" if number % 7 == 0 else "in-house",
                places=None if number % 9 == 0 else 2 + number % 2,
            )
            for number in range(1, LONG_STAYING + 1)
        ),
        *(Home(name=f"home-short-{number:02}", places=1) for number in range(1, SHORT_STAYING + 1)),
        Home(name="home-siblings-1", places=2, sibling_places=SIBLINGS),
        Home(name="home-siblings-2"),
        Home(name=EXEMPTING),
        Home(name=EMERGENCY, places=1),
    )


def settle_down(children: Sequence[Child]) -> None:
    """Let the last stay of some children be in a household of ours: two in each at most."""
    each = (home for home in homes() if home.name.startswith("home-long-") for _ in range(2))
    for child, home in zip(children, each, strict=False):
        _move_in(child.stays[-1], home)


def pass_through(children: Sequence[Child]) -> None:
    """Let the middle stay of some children be in a household with one place."""
    each = (home for home in homes() if home.name.startswith("home-short-"))
    for child, home in zip(children, each, strict=True):
        _move_in(child.stays[-2], home)


def siblings() -> list[Child]:
    """Two families of four: the later ones go beyond the places, or the usual limit."""
    found = []
    for family, came_on in enumerate(SIBLINGS_CAME_ON, start=1):
        within = 2 if family == 1 else 3
        for rank in range(1, SIBLINGS + 1):
            stay = Stay(
                started_on=came_on,
                provider="in-house",
                household=f"home-siblings-{family}",
                ground="within-terms" if rank <= within else "siblings",
            )
            group = uuid5(NAMESPACE_URL, f"county-2014/siblings/{family}")
            found.append(Child(statuses=[(came_on, "C1")], stays=[stay], siblings=group, rank=rank))
    return found


def around_the_exemption() -> list[Child]:
    """Three strangers at the usual limit, and a fourth whom an exemption names."""
    came = (date(2013, 10, 7), date(2013, 11, 11), date(2013, 12, 2))
    found = [
        Child(
            statuses=[(day, "V2")],
            stays=[Stay(started_on=day, provider="in-house", household=EXEMPTING)],
        )
        for day in came
    ]
    exempted = Child(
        key=EXEMPTED,
        statuses=[(date(2013, 12, 10), "C2")],
        stays=[
            Stay(started_on=date(2013, 12, 10)),
            Stay(
                started_on=date(2014, 2, 3),
                provider="in-house",
                household=EXEMPTING,
                ground="exemption",
            ),
        ],
    )
    return [*found, exempted]


def host_of_the_emergency() -> Child:
    """The child who has the one place of the household that took another in an emergency."""
    came_on = date(2013, 8, 19)
    stay = Stay(started_on=came_on, provider="in-house", household=EMERGENCY)
    return Child(statuses=[(came_on, "C2")], stays=[stay])


def in_emergency() -> Child:
    """Three placements in the quarter, the one in the middle for four days."""
    return Child(
        statuses=[(date(2013, 3, 5), "C1")],
        stays=[
            Stay(started_on=date(2013, 3, 5), why="carer-asked"),
            Stay(
                started_on=IN_EMERGENCY,
                provider="in-house",
                household=EMERGENCY,
                ground="emergency",
                why="emergency-ended",
            ),
            Stay(started_on=OVER_AFTER),
        ],
    )


def _move_in(stay: Stay, home: Home) -> None:
    kinship = home.kind == "kinship"
    stay.household = home.name
    stay.provider, stay.type = ("kinship", "U3") if kinship else ("in-house", "U6")
