"""What was said of a figure, as clients see it beside the figure."""

from pydantic import BaseModel, Field

from services.projections.application.appraisals import Appraisal, Rating


class SaidView(BaseModel):
    """What an analyst said of a row, and where it stands."""

    label: str | None
    target: str | None = Field(examples=[">90.3"])
    status: Rating | None
    quartile: int | None
    neighbours: float | None
    previous_period: str | None
    previous_value: float | None
    entered_from: str = Field(description="The document that says so.")


def said_view(appraisal: Appraisal) -> SaidView:
    previous, neighbours = appraisal.previous, appraisal.neighbours
    return SaidView(
        label=appraisal.label,
        target=appraisal.target.text if appraisal.target else None,
        status=appraisal.rating,
        quartile=appraisal.quartile,
        neighbours=None if neighbours is None else float(neighbours),
        previous_period=previous.period if previous else None,
        previous_value=float(previous.value) if previous else None,
        entered_from=appraisal.said_where,
    )
