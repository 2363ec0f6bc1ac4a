"""Every time limit of the complaints procedure so far, with the rule it comes from.

The day of receipt is day 0. Numbers of days stand here and nowhere else, but for what an
authority sets in its own policy.
"""

from datetime import date
from typing import Final

from services.complaints.domain.terms import ExtensionReason
from shared.deadlines import Catalogue, Confidence, Extension, Timescale, Unit

ACKNOWLEDGEMENT: Final = "complaint.acknowledgement"
STAGE_1: Final = "complaint.stage-1"
STAGE_1_MAXIMUM: Final = "complaint.stage-1-maximum"
INFORMAL_RESOLUTION: Final = "complaint.informal-resolution"

PROCEDURE_BEGAN: Final = date(2006, 9, 1)
"""The day on which SI 2006/1738 came into force."""

CATALOGUE: Final = Catalogue(
    (
        Timescale(
            code=ACKNOWLEDGEMENT,
            title="Acknowledgement",
            unit=Unit.WORKING_DAYS,
            limit=3,
            starts="the complaint was received",
            stops="the acknowledgement was sent",
            rule="Local policy of the authority",
            source="Councils publish two or three working days",
            confidence=Confidence.SECONDARY_PAGE,
            local=True,
            due_soon=1,
        ),
        Timescale(
            code=STAGE_1,
            title="Stage 1 response",
            unit=Unit.WORKING_DAYS,
            limit=10,
            starts="the complaint was received",
            stops="the response was sent",
            rule="SI 2006/1738 reg 14",
            source="Ten working days, by extension 11 to 20 (councils' procedure pages)",
            confidence=Confidence.OFFICIAL_PAGE,
            extension=Extension(
                shortest=11,
                longest=20,
                reasons=tuple(str(reason) for reason in ExtensionReason),
            ),
            in_force_from=PROCEDURE_BEGAN,
            due_soon=3,
        ),
        Timescale(
            code=STAGE_1_MAXIMUM,
            title="Stage 1 response, at the latest",
            unit=Unit.WORKING_DAYS,
            limit=20,
            starts="the complaint was received",
            stops="the response was sent",
            rule="SI 2006/1738 reg 14",
            source="2023-09 paper L772-773: meetings do not stop the clock",
            confidence=Confidence.OFFICIAL_PAGE,
            in_force_from=PROCEDURE_BEGAN,
            due_soon=3,
        ),
        Timescale(
            code=INFORMAL_RESOLUTION,
            title="Informal resolution",
            unit=Unit.ELAPSED_HOURS,
            limit=24,
            starts="the contact was received",
            stops="it was put right",
            rule="Local policy of the authority",
            source="2023-09 paper L1339-1341: a window of up to 24 hours",
            confidence=Confidence.OFFICIAL_PAGE,
            local=True,
        ),
    )
)
