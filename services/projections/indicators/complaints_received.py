"""Volumes of complaints: counted by the day they were received.

Received and resolved are different sets and do not match (2023-09 paper, lines 964 to 968).
"""

from typing import Final

from services.projections.indicators.complaints_basis import COMPLAINTS, PAPER, REGULATIONS
from services.projections.indicators.declaration import (
    Basis,
    CountedBy,
    Indicator,
    Polarity,
    ValueUnit,
)
from services.projections.indicators.measures import (
    ByCode,
    ByHeading,
    ByPerson,
    FactRow,
    Facts,
    Of,
)

ROUTES: Final = (
    "statutory",
    "corporate",
    "informal",
    "signposted",
    "declined",
    "appeals",
    "court",
    "safeguarding",
    "undecided",
)
STATUTORY: Final = ({"route": "statutory"},)
CONTACT: Final = ("complaint.contact",)
STAGE: Final = ("complaint.stage",)


def _who(prefix: str, by: ByCode | ByPerson) -> FactRow:
    return FactRow(kinds=CONTACT, among=STATUTORY, of=Of.WHOLE, by=by, prefix=prefix)


RECEIVED: Final = Indicator(
    code="complaints.received",
    title="Contacts received, by kind",
    numerator="Contacts received in the period that went this route",
    denominator=None,
    population="Every representation and compliment, by the date it was received",
    basis=Basis.RECEIVED,
    counted_by=CountedBy.STARTED,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.COUNT,
    measure=Facts(
        rows=(
            *(FactRow(label=route, kinds=CONTACT, counted=({"route": route},)) for route in ROUTES),
            FactRow(
                label="complaints",
                kinds=CONTACT,
                counted=({"route": "statutory"}, {"route": "corporate"}),
            ),
            FactRow(label="compliment", kinds=("compliment.received",)),
        )
    ),
    sources=COMPLAINTS,
    source=PAPER,
    effective_from=REGULATIONS,
)
BY_STAGE: Final = Indicator(
    code="complaints.by-stage",
    title="Statutory complaints considered at each stage",
    numerator="Complaints received in the period that reached the stage",
    denominator=None,
    population="Statutory complaints, by the date they were received",
    basis=Basis.RECEIVED,
    counted_by=CountedBy.STARTED,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.COUNT,
    measure=Facts(
        rows=(
            FactRow(label="stage-1", kinds=STAGE, counted=({"stage": "stage-1"},)),
            FactRow(label="stage-2", kinds=STAGE, counted=({"stage": "stage-2"},), recorded=False),
            FactRow(label="stage-3", kinds=STAGE, counted=({"stage": "stage-3"},), recorded=False),
        )
    ),
    sources=COMPLAINTS,
    source=PAPER,
    effective_from=REGULATIONS,
)
BY_SERVICE: Final = Indicator(
    code="complaints.by-service",
    title="Statutory complaints by service area and team",
    numerator="Received in the period about this service area, or with this team",
    denominator=None,
    population="Statutory complaints, by the date they were received",
    basis=Basis.RECEIVED,
    counted_by=CountedBy.STARTED,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.COUNT,
    measure=Facts(
        rows=(
            FactRow(kinds=CONTACT, among=STATUTORY, by=ByCode(code="service_area")),
            FactRow(kinds=CONTACT, among=STATUTORY, by=ByHeading.TEAM, prefix="team:"),
        )
    ),
    sources=COMPLAINTS,
    source=PAPER,
    effective_from=REGULATIONS,
)
WHO: Final = Indicator(
    code="complaints.who",
    title="Who complained, and for whom",
    numerator="Received in the period from, or about, such a person",
    denominator="Statutory complaints received in the period",
    population="Statutory complaints, by the date they were received; sex, age and the like of the "
    "child, where given",
    basis=Basis.RECEIVED,
    counted_by=CountedBy.STARTED,
    polarity=Polarity.NEITHER,
    unit=ValueUnit.PERCENT,
    measure=Facts(
        rows=(
            *(
                FactRow(
                    label=label,
                    kinds=CONTACT,
                    among=STATUTORY,
                    counted=({"by": label},),
                    of=Of.WHOLE,
                )
                for label in ("child-or-young-person", "other")
            ),
            _who("relation:", ByCode(code="relation")),
            _who("eligibility:", ByCode(code="eligibility")),
            _who("advocate:", ByCode(code="advocate")),
            _who("age:", ByPerson.AGE_BAND),
            _who("sex:", ByPerson.SEX),
            _who("disability:", ByPerson.DISABILITY),
            _who("sexual-orientation:", ByPerson.SEXUAL_ORIENTATION),
            _who("ethnicity:", ByPerson.ETHNICITY),
        )
    ),
    sources=COMPLAINTS,
    source=PAPER,
    effective_from=REGULATIONS,
)
COMPLIMENTS: Final = Indicator(
    code="complaints.compliments",
    title="Compliments recorded, by team",
    numerator="Compliments received in the period",
    denominator=None,
    population="Compliments, by the date they were received",
    basis=Basis.RECEIVED,
    counted_by=CountedBy.STARTED,
    polarity=Polarity.HIGHER_IS_BETTER,
    unit=ValueUnit.COUNT,
    measure=Facts(
        rows=(
            FactRow(label="all", kinds=("compliment.received",)),
            FactRow(kinds=("compliment.received",), by=ByHeading.TEAM, prefix="team:"),
        )
    ),
    sources=COMPLAINTS,
    source=PAPER,
    effective_from=REGULATIONS,
)

INDICATORS: Final = (RECEIVED, BY_STAGE, BY_SERVICE, WHO, COMPLIMENTS)
