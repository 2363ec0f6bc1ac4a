"""What a section of the page holds: a heading, a headline, a chart, and the table below it."""

from dataclasses import dataclass

from services.projections.pages.charts import Chart
from services.projections.pages.tables import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The one figure that the section is about: `84.36%`, within 45 working days, 755 of 895."""

    value: str
    label: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """`name` is unique on its page; `source` says who defines the figures, `population` what they
    look at, `appraised` what an analyst said of the headline.

    Where there is no figure at all, `without` says why in place of chart and table.
    """

    name: str
    heading: str
    source: str
    population: str
    appraised: str | None = None
    headline: Headline | None = None
    charts: tuple[Chart, ...] = ()
    table: Table | None = None
    without: str | None = None
    as_json: str
    as_csv: str
