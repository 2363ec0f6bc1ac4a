"""The ways of counting cases: open on a day, in which state, in whose hands.

A case is open from the fact that opens it to one that closes it, and again once reopened.
"""

from dataclasses import dataclass, field

from services.projections.indicators.windows import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseKind:
    """Which facts open, close and reopen a case of one kind; without one, it stays closed."""

    kind: str
    opened: str
    closed: tuple[str, ...]
    reopened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """Cases open on a day, by kind, team and worker, and those that nobody owns."""

    kinds: tuple[CaseKind, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class PractitionerLoad:
    """Open cases of one kind by practitioner, their average, and whose are over the ceiling.

    A case is in the hands of the `practitioner` (a code) of its latest fact of the kind
    `allocated`, or else of the case's worker. The ceiling on the day is the number `ceiling` of the
    latest such fact of all: the policy that held at the last allocation.
    """

    case: CaseKind
    allocated: str
    practitioner: str
    ceiling: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestCode:
    """A row for each value of a code of the latest fact by the day, over `told`: (kind, code).

    Of facts of one day the one told later is the latest; told at once, the kind named first.
    With `ended`, a kind of fact that ends what the first kind began: where all are ended, and where
    nothing was told, the row is `without`.
    """

    prefix: str
    told: tuple[tuple[str, str], ...]
    ended: str | None = None
    without: str = "not-recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class LatestNumber:
    """The sum of a number of the latest fact of a kind on each case."""

    label: str
    kind: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCases:
    """Cases of one kind open on a day, all of them under `label`, and by the state they are in."""

    case: CaseKind
    label: str
    rows: tuple[LatestCode | LatestNumber, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedStays:
    """Of the children with a case open at the end of each window, those with `at_least` stays that
    overlap it, in whichever of their cases.

    A child is the person in the part of the child; a case without one stands for a child. A stay is
    from a fact of `started` that has all codes of `counts` to the fact of `ended` that follows it:
    stays of one case do not overlap, so that the nth end ends the nth start, also after one was
    taken back or moved to another day. A fact that is corrected is the same stay. The day of a move
    belongs to the new stay: one that ended on the window's first day is outside, unless it began on
    it too. Open cases in one of the states `leaving_out`, by `state`, are neither counted nor in
    the whole.
    """

    case: CaseKind
    started: str
    ended: str
    counts: tuple[tuple[str, str], ...]
    at_least: int
    state: LatestCode
    leaving_out: tuple[str, ...]
    windows: tuple[Window, ...]
