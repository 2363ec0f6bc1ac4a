"""What an answer at Stage 1 found, and whether it came in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.complaints.domain.terms import Cause, Excused, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseOutcome:
    cause: Cause
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An outcome for each cause, and what follows from them for the whole.

    `fault` is true where any cause is upheld, wholly or partly.
    """

    outcomes: tuple[CauseOutcome, ...]
    outcome: Outcome
    fault: bool
    apology: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """How the answer stands to its limits.

    `working_days` from receipt (day 0) to the response. `in_extended_time`: by the due date,
    extended or not. `excused` speaks only of responses past the maximum of 20 working days, where
    a date agreed with the complainant counts, or a good reason.
    """

    working_days: int
    in_extended_time: bool
    excused: Excused


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A Stage 1 response that was sent on `responded_on`."""

    responded_on: date
    finding: Finding
    timing: Timing


def finding(outcomes: Sequence[CauseOutcome], *, apology: bool) -> Finding:
    """The finding on the whole complaint.

    One outcome for all causes is the outcome of the whole. Where causes differ, any fault makes it
    partly upheld; without fault it is not upheld if any cause is, else no finding if any has none.
    """
    found = {each.outcome for each in outcomes}
    fault = not found.isdisjoint({Outcome.UPHELD, Outcome.PARTLY_UPHELD})
    return Finding(
        outcomes=tuple(outcomes), outcome=_whole(found, fault=fault), fault=fault, apology=apology
    )


def _whole(found: set[Outcome], *, fault: bool) -> Outcome:
    if len(found) == 1:
        return next(iter(found))
    if fault:
        return Outcome.PARTLY_UPHELD
    return Outcome.NOT_UPHELD if Outcome.NOT_UPHELD in found else Outcome.NO_FINDING
