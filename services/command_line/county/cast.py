"""The invented people of a replay. No name, number or address here belongs to anyone."""

from dataclasses import dataclass
from random import Random
from typing import Final

FIRST: Final = (
    "Averil", "Bramwell", "Cordelia", "Dunstan", "Elowen", "Fenwick", "Gwendolen", "Hartley",
    "Isolde", "Jocasta", "Kenelm", "Leofric", "Merryn", "Nerys", "Osric", "Perpetua",
    "Quentin", "Rosamund", "Sorrel", "Tamsin", "Ulric", "Verity", "Wulfric", "Ysolde",
)  # fmt: skip
LAST: Final = (
    "Applethwaite", "Birdsworth", "Cloudesley", "Duckmanton", "Eaglescliffe", "Farthingale",
    "Gooseberry", "Hollowcombe", "Inkpenny", "Jarrowfield", "Kettlewick", "Lanternby",
    "Mistlethorpe", "Nettlefold", "Ottersley", "Pondersby", "Quillfeather", "Rookhaven",
    "Saltmarshe", "Thistlewood", "Underbridge", "Vinegarth", "Windlestraw", "Yaffleton",
)  # fmt: skip
DESIRED: Final = (
    "An explanation in plain words of what was decided and why.",
    "An apology, and a worker who returns calls.",
    "The visit plan to be kept to, and changes to be told beforehand.",
    "The record of the meeting to be put right.",
    "The assessment to be finished and shared with the family.",
    "Somebody to listen to what the young person says.",
    "The payment that was promised to be made.",
    "Contact to be arranged as the order says.",
)
PRAISE: Final = (
    "She always rang back when she said she would.",
    "Thank you for explaining the plan so that my son understood it.",
    "The worker came on time, every time, and listened.",
    "You kept us together. We shall not forget it.",
)
NOTES: Final = (
    "Rang at ten; left word with the grandmother that we shall ring again on Thursday.",
    "Met at the library. The wish is to have the minutes changed, not to see anybody punished.",
    "The school nurse says that the letter never came.",
    "Asked for an interpreter for the next meeting.",
)
SEXES: Final = ("female", "female", "female", "male", "male", None)
BIRTH_DATE_CHANCE: Final = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Somebody:
    """A person as a form would give them. `born` is an ISO date; `contact` is a made-up address."""

    name: str
    born: str | None
    contact: str
    sex: str | None


@dataclass(slots=True, kw_only=True)
class Cast:
    """Draws people, each name once."""

    chance: Random
    used: set[str]

    def adult(self) -> Somebody:
        name = self._name()
        born = f"{self.chance.randint(1958, 1999)}-{self._month_and_day()}"
        return Somebody(
            name=name,
            born=born if self.chance.random() < BIRTH_DATE_CHANCE else None,
            contact=_contact(name),
            sex=self.chance.choice(SEXES),
        )

    def young_person(self) -> Somebody:
        name = self._name()
        born = f"{self.chance.randint(2005, 2012)}-{self._month_and_day()}"
        return Somebody(name=name, born=born, contact=_contact(name), sex=self.chance.choice(SEXES))

    def _name(self) -> str:
        """A name nobody has yet: with further family names for as long as it is taken."""
        name = f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}"
        while name in self.used:
            name = f"{name}-{self.chance.choice(LAST)}"
        self.used.add(name)
        return name

    def _month_and_day(self) -> str:
        return f"{self.chance.randint(1, 12):02}-{self.chance.randint(1, 28):02}"


def _contact(name: str) -> str:
    return f"{name.lower().replace(' ', '.')}@household.invalid"
