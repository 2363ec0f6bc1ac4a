"""A measure as the JSON that its SQL reads: rows to count, days and bands."""

from datetime import date, timedelta
from typing import assert_never

from services.projections.application.questions import Question
from services.projections.indicators.clock_measures import ClockCells, ClockShares, OpenClocks
from services.projections.indicators.measures import (
    ByCode,
    ByHeading,
    ByPerson,
    FactRow,
    Facts,
    RecordingDelay,
)
from shared.clock import london_end_of_day
from shared.working_days import WorkingDayCalendar

LONG_AGO = date(1900, 1, 1)
ONE_DAY = timedelta(days=1)

Details = dict[str, object]


def of_facts(measure: Facts, question: Question) -> Details:
    """Facts are counted under the team of the day that was asked for, or the one now known."""
    rows: Details = {"rows": [_row(number, row) for number, row in enumerate(measure.rows)]}
    return rows | {"heading_day": question.as_at}


def of_clock_cells(measure: ClockCells, question: Question) -> Details:
    return of_standing(question) | (
        {"timescales": measure.timescales} if measure.timescales else {}
    )


def of_clock_shares(measure: ClockShares, question: Question) -> Details:
    """Clocks are counted under the team of the day that was asked for, as facts are."""
    day = question.looked_up_on
    return {
        "day": day,
        "day_ends": london_end_of_day(day),
        "heading_day": question.as_at,
        "timescales": sorted({one for row in measure.rows for one in row.timescales}),
        "counted_on": measure.counted_on.value,
        "rows": [
            {
                "row": number,
                "label": row.label,
                "timescales": row.timescales,
                "cell": row.cell.value,
            }
            for number, row in enumerate(measure.rows)
        ],
    }


def of_standing(question: Question) -> Details:
    day = question.standing_on
    return {"day": day, "day_ends": london_end_of_day(day), "heading_day": day}


def of_open_clocks(
    measure: OpenClocks, question: Question, calendar: WorkingDayCalendar
) -> Details:
    """Raises OutsideCalendar."""
    day = question.standing_on
    return of_standing(question) | {
        "timescales": [measure.timescale],
        "stage": measure.stage,
        "soon": calendar.nth_after(day, measure.due_soon),
        "due_soon": measure.due_soon,
        "holidays": sorted(day.isoformat() for day in calendar.holidays),
        "bands": _bands(measure, day, calendar),
    }


def of_recording_delay(measure: RecordingDelay) -> Details:
    return {"arrangements": list(measure.arrangements)}


def _row(number: int, row: FactRow) -> Details:
    within = row.within
    return {
        "row": number,
        "label": row.label or ("" if row.by is None else None),
        "kinds": list(row.kinds),
        "among": [dict(pattern) for pattern in row.among],
        "counted": [dict(pattern) for pattern in row.counted],
        "number": within.number if within else None,
        "at_least": within.at_least if within else None,
        "at_most": within.at_most if within else None,
        "share": row.of.value,
        "prefix": row.prefix,
        "each": row.each.value,
        "over": list(row.over),
    } | _grouping(row)


def _grouping(row: FactRow) -> Details:
    match row.by:
        case None:
            return {"group_by": None, "group_code": None}
        case ByCode(code=code):
            return {"group_by": "code", "group_code": code}
        case ByHeading() | ByPerson():
            return {"group_by": row.by.value, "group_code": None}
        case _:
            assert_never(row.by)


def _bands(measure: OpenClocks, day: date, calendar: WorkingDayCalendar) -> list[Details]:
    """For each band of working days open on `day`, the days on which its clocks started.

    A clock has been open for at most n working days exactly when it started on the (n+1)th working
    day back, counting `day` itself, or later.
    """
    bands: list[Details] = []
    *labels, oldest = measure.band_labels
    last = day
    for label, limit in zip(labels, measure.bands, strict=True):
        first = calendar.nth_before(day + ONE_DAY, limit + 1)
        bands.append({"label": label, "starts_from": first, "starts_to": last})
        last = first - ONE_DAY
    bands.append({"label": oldest, "starts_from": LONG_AGO, "starts_to": last})
    return bands
