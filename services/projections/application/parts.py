"""A measure by the windows of its rows: each part is asked over its own days.

Records must reach back to a window's first day: what has no year behind it has no rolling year.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from services.projections.application.periods import Period
from services.projections.application.questions import Question
from services.projections.indicators import Indicator
from services.projections.indicators.case_measures import RepeatedStays
from services.projections.indicators.measures import Facts, Measure
from services.projections.indicators.windows import Window, rolling_year, year_to_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Rows of one window. `since` is the day from which on the records must be there."""

    measure: Measure
    question: Question
    since: date


def parts(indicator: Indicator, question: Question) -> Sequence[Part]:
    """In the order of the windows' first rows."""
    measure = indicator.measure
    match measure:
        case Facts(rows=rows):
            windows = dict.fromkeys(row.window for row in rows)
            last = min(question.through, question.looked_up_on)
            return [
                _part(
                    indicator,
                    Facts(rows=tuple(row for row in rows if row.window is window)),
                    question,
                    window,
                    last,
                )
                for window in windows
            ]
        case RepeatedStays(windows=windows):
            return [
                _part(
                    indicator,
                    replace(measure, windows=(window,)),
                    question,
                    window,
                    question.standing_on,
                )
                for window in windows
            ]
        case _:
            return [_part(indicator, measure, question, Window.PERIOD, question.through)]


def _part(
    indicator: Indicator, measure: Measure, question: Question, window: Window, last: date
) -> Part:
    if window is Window.PERIOD:
        return Part(
            measure=measure, question=question, since=question.first_day_of(indicator.basis)
        )
    first = _first(window, last)
    return Part(
        measure=measure,
        question=replace(question, period=Period.between(first, last)),
        since=first,
    )


def _first(window: Window, last: date) -> date:
    match window:
        case Window.YEAR_TO_DATE:
            return year_to_date(last)
        case Window.ROLLING_YEAR:
            return rolling_year(last)
        case Window.PERIOD:
            return last
        case _:
            assert_never(window)
