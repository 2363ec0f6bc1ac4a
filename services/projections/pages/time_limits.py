"""The section of every time limit: answered in time, answered late, open in time, open late."""

from collections.abc import Mapping
from typing import Final

from services.projections.application.questions import Answer, CellStatus
from services.projections.pages import links, tables
from services.projections.pages.charts import Chart, Tone, in_time_and_late
from services.projections.pages.sections import Section
from services.projections.pages.wording import cell_in_words, in_words, time_limit_in_words

CODE: Final = "all.clocks"
NAME: Final = "time-limits"
HEADING: Final = "Every time limit"
CELLS: Final = ("answered-in-time", "answered-late", "open-in-time", "open-late")
LATE: Final = frozenset({"answered-late", "open-late"})
LEGEND: Final = (Tone.IN_TIME, Tone.LATE)


def section_of_clocks(answer: Answer) -> Section:
    """Four cells for each timescale of every service, whatever its procedure."""
    counts = cells_by_timescale(answer)
    period = answer.question.period.code
    if not counts:
        why = dict.fromkeys(cell_in_words(cell) for cell in answer.cells if cell.reason)
        return Section(
            name=NAME,
            heading=HEADING,
            source=answer.indicator.source,
            population=answer.indicator.population,
            without="; ".join(why) or "No time limit was answered in the period or open at its end",
            as_json=links.figures(CODE, answer.question),
            as_csv=links.figures(CODE, answer.question, form="csv"),
        )
    return Section(
        name=NAME,
        heading=HEADING,
        source=answer.indicator.source,
        population=answer.indicator.population,
        charts=(
            _chart("answered", f"Answered in {period}", counts),
            _chart("open", f"Open on {answer.question.standing_on:%-d %B %Y}", counts),
        ),
        table=tables.Table(
            name="time-limits-table",
            caption=f"{answer.indicator.title}, {period}",
            columns=(
                tables.Column(title="Time limit"),
                *(tables.Column(title=in_words(cell), is_number=True) for cell in CELLS),
            ),
            rows=tuple(
                tables.Row(
                    head=time_limit_in_words(timescale),
                    cells=tuple(
                        tables.number(
                            row.get(cell, 0),
                            links.cases_behind(CODE, answer.question, f"{timescale}:{cell}"),
                            warns=cell in LATE and row.get(cell, 0) > 0,
                        )
                        for cell in CELLS
                    ),
                )
                for timescale, row in counts.items()
            ),
        ),
        as_json=links.figures(CODE, answer.question),
        as_csv=links.figures(CODE, answer.question, form="csv"),
    )


def cells_by_timescale(answer: Answer) -> Mapping[str, Mapping[str, int]]:
    """For each timescale its four counts; one with no such clock in the period is left out."""
    found: dict[str, dict[str, int]] = {}
    for cell in answer.cells:
        timescale, colon, name = (cell.label or "").rpartition(":")
        counted = cell.status in {CellStatus.REPORTED, CellStatus.NOT_APPLICABLE}
        if colon and counted and name in CELLS and cell.numerator is not None:
            found.setdefault(timescale, {})[name] = int(cell.numerator)
    return dict(sorted(found.items()))


def _chart(kind: str, title: str, counts: Mapping[str, Mapping[str, int]]) -> Chart:
    return Chart(
        name=f"time-limits-{kind}",
        title=title,
        told="For each time limit how many were in time and how many late; as in the table below.",
        bars=tuple(
            in_time_and_late(
                time_limit_in_words(timescale),
                row.get(f"{kind}-in-time", 0),
                row.get(f"{kind}-late", 0),
            )
            for timescale, row in counts.items()
        ),
        legend=LEGEND,
    )
