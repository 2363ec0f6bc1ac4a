"""A time limit as the law or a local policy states it: data, with its source."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from shared.deadlines.units import Direction, Unit


class Confidence(StrEnum):
    """How well the rule is known: from `LEGISLATION` that was read down to `UNSOURCED`."""

    LEGISLATION = "A"
    OFFICIAL_PAGE = "B"
    SECONDARY_PAGE = "C"
    UNSOURCED = "D"
    SOURCES_CONFLICT = "X"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """How far the limit may be extended, in the timescale's unit counted from the same start.

    `shortest` and `longest` are inclusive; `times` is how often; `by` is the role or body that
    decides; `reasons` are codes, empty where any reason will do.
    """

    shortest: int
    longest: int
    times: int = 1
    by: str = "the authority"
    reasons: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 < self.shortest <= self.longest or self.times < 1:
            raise ValueError("an extension goes from a shortest to a longest limit, at least once")

    def allows(self, limit: int) -> bool:
        """Whether the extended limit is one the rule permits."""
        return self.shortest <= limit <= self.longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Timescale:
    """One entry of the catalogue.

    `limit` is in `unit`, and the due date is inclusive. `starts` and `stops` are clauses that
    follow "when", such as "the complaint is received". `rule` is the citation that a complainant
    is told; `source` is where it was read. `earliest` is the first permitted unit of a window.
    `due_soon` is how many units before the due date the work list warns (0: never).
    `in_force_from` and `in_force_to` are inclusive start dates; None where no date is known.
    `local` marks a council's own policy. ValueError where the entry contradicts itself.
    """

    code: str
    title: str
    unit: Unit
    limit: int
    starts: str
    stops: str
    rule: str
    source: str
    confidence: Confidence
    direction: Direction = Direction.FORWARD
    extension: Extension | None = None
    may_pause: bool = False
    in_force_from: date | None = None
    in_force_to: date | None = None
    local: bool = False
    earliest: int | None = None
    due_soon: int = 0

    def __post_init__(self) -> None:
        if self.limit < 0 or self.due_soon < 0:
            raise ValueError(f"{self.code}: a limit is not negative")
        if (self.direction is Direction.WINDOW) != (self.earliest is not None):
            raise ValueError(f"{self.code}: a window, and only a window, has an earliest unit")
        if self.earliest is not None and not 0 <= self.earliest <= self.limit:
            raise ValueError(f"{self.code}: a window opens before it closes")
        if self.may_pause and (self.direction is not Direction.FORWARD or self.unit.is_elapsed):
            raise ValueError(f"{self.code}: only a forward clock of whole days can pause")
        if self.extension is not None and self.extension.shortest <= self.limit:
            raise ValueError(f"{self.code}: an extension is longer than the limit")

    def in_force_on(self, day: date) -> bool:
        """Whether a clock that starts on `day` is under this version of the rule."""
        after = self.in_force_from is None or self.in_force_from <= day
        before = self.in_force_to is None or day <= self.in_force_to
        return after and before

    def with_pauses(self) -> "Timescale":
        """The same rule where a setting lets it pause."""
        return replace(self, may_pause=True)
