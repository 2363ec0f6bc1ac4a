"""Every time limit of a child's time in care so far, with the rule it comes from.

The day of the start is day 0. Numbers of days stand here and nowhere else, but for what an
authority sets in its own policy. The Care Planning Regulations (SI 2010/959) came into force on
1 April 2011; what began before has no clock under them.
"""

from dataclasses import replace
from datetime import date
from typing import Final

from shared.deadlines import Catalogue, Confidence, Timescale, Unit

SERVICE_TOLD: Final = "care.iro-notified"
OFFICER_APPOINTED: Final = "care.iro-appointed"
FIRST_REVIEW: Final = "care.review-first"
SECOND_REVIEW: Final = "care.review-second"
LATER_REVIEW: Final = "care.review-later"
PLAN: Final = "placement.plan"
FIRST_VISIT: Final = "placement.visit-first"
VISIT: Final = "placement.visit"
OUTSIDE_TERMS: Final = "placement.outside-terms"

CARE_PLANNING_REGULATIONS: Final = date(2011, 4, 1)
"""The day on which SI 2010/959 came into force."""

CATALOGUE: Final = Catalogue(
    (
        Timescale(
            code=SERVICE_TOLD,
            title="Reviewing officer service told",
            unit=Unit.WORKING_DAYS,
            limit=2,
            starts="the child became looked after",
            stops="the reviewing officer service was told",
            rule="Local policy of the authority",
            source="2014-11 paper L992: within 2 working days",
            confidence=Confidence.OFFICIAL_PAGE,
            local=True,
            due_soon=1,
        ),
        Timescale(
            code=OFFICER_APPOINTED,
            title="Independent reviewing officer appointed",
            unit=Unit.WORKING_DAYS,
            limit=5,
            starts="the child became looked after",
            stops="the reviewing officer was appointed",
            rule="Local policy of the authority",
            source="2014-11 paper L993: within 5 working days of becoming looked after",
            confidence=Confidence.OFFICIAL_PAGE,
            local=True,
            due_soon=1,
        ),
        Timescale(
            code=FIRST_REVIEW,
            title="First review",
            unit=Unit.WORKING_DAYS,
            limit=20,
            starts="the child became looked after",
            stops="the review was held",
            rule="SI 2010/959 reg 33(1)",
            source="legislation.gov.uk",
            confidence=Confidence.LEGISLATION,
            in_force_from=CARE_PLANNING_REGULATIONS,
            due_soon=5,
        ),
        Timescale(
            code=SECOND_REVIEW,
            title="Second review",
            unit=Unit.CALENDAR_MONTHS,
            limit=3,
            starts="the first review was held",
            stops="the second review was held",
            rule="SI 2010/959 reg 33(2)",
            source="legislation.gov.uk",
            confidence=Confidence.LEGISLATION,
            in_force_from=CARE_PLANNING_REGULATIONS,
        ),
        Timescale(
            code=LATER_REVIEW,
            title="Later review",
            unit=Unit.CALENDAR_MONTHS,
            limit=6,
            starts="the review before was held",
            stops="the review was held",
            rule="SI 2010/959 reg 33(2)",
            source="legislation.gov.uk",
            confidence=Confidence.LEGISLATION,
            in_force_from=CARE_PLANNING_REGULATIONS,
        ),
        Timescale(
            code=PLAN,
            title="Placement plan",
            unit=Unit.WORKING_DAYS,
            limit=5,
            starts="the placement started",
            stops="the placement plan was made",
            rule="SI 2010/959 reg 9",
            source="legislation.gov.uk",
            confidence=Confidence.LEGISLATION,
            in_force_from=CARE_PLANNING_REGULATIONS,
            due_soon=2,
        ),
        Timescale(
            code=FIRST_VISIT,
            title="First visit to the placement",
            unit=Unit.WEEKS,
            limit=1,
            starts="the placement started",
            stops="the child was visited",
            rule="SI 2010/959 reg 28(2)(a)",
            source="legislation.gov.uk",
            confidence=Confidence.LEGISLATION,
            in_force_from=CARE_PLANNING_REGULATIONS,
        ),
        Timescale(
            code=VISIT,
            title="Visit",
            unit=Unit.WEEKS,
            limit=6,
            starts="the child was last visited",
            stops="the child was visited",
            rule="SI 2010/959 reg 28(2)(b)",
            source="legislation.gov.uk",
            confidence=Confidence.LEGISLATION,
            in_force_from=CARE_PLANNING_REGULATIONS,
            due_soon=1,
        ),
        Timescale(
            code=OUTSIDE_TERMS,
            title="Emergency placement outside the terms of approval",
            unit=Unit.WORKING_DAYS,
            limit=6,
            starts="the placement started",
            stops="the child moved, or the terms were changed",
            rule="SI 2010/959 reg 23",
            source="legislation.gov.uk",
            confidence=Confidence.OFFICIAL_PAGE,
            in_force_from=CARE_PLANNING_REGULATIONS,
            due_soon=2,
        ),
    )
)


def visit_after_first_year(timescale: Timescale) -> Timescale:
    """The interval of visits to a placement that is to last until the child is eighteen.

    Reg 28(2)(c)(i): after the first year of it, at most three months.
    """
    return replace(
        timescale,
        unit=Unit.CALENDAR_MONTHS,
        limit=3,
        rule="SI 2010/959 reg 28(2)(c)(i)",
        due_soon=0,
    )
