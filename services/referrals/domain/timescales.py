"""Every time limit of referrals and assessments, with the rule it comes from.

The day of receipt, and the day of the start, is day 0. Numbers of days stand here and nowhere else,
but for what an authority sets in its own policy. No clock of these may pause.
"""

from typing import Final

from shared.deadlines import Catalogue, Confidence, Timescale, Unit

DECISION: Final = "referral.decision"
ACKNOWLEDGEMENT: Final = "referral.acknowledgement"
OUTCOME_TOLD: Final = "referral.outcome-told"
FROM_REFERRAL: Final = "assessment.from-referral"
FROM_START: Final = "assessment.from-start"

WORKING_TOGETHER: Final = "Working Together to Safeguard Children"

CATALOGUE: Final = Catalogue(
    (
        Timescale(
            code=DECISION,
            title="Decision on a contact",
            unit=Unit.WORKING_DAYS,
            limit=1,
            starts="the contact was received",
            stops="the type of response was decided",
            rule=WORKING_TOGETHER,
            source="R1: councils' procedure pages (one working day)",
            confidence=Confidence.OFFICIAL_PAGE,
            due_soon=1,
        ),
        Timescale(
            code=ACKNOWLEDGEMENT,
            title="Acknowledgement to the referrer",
            unit=Unit.WORKING_DAYS,
            limit=1,
            starts="the contact was received",
            stops="a person acknowledged it to the referrer",
            rule=WORKING_TOGETHER,
            source="R1: councils' procedure pages; an automatic receipt is no acknowledgement",
            confidence=Confidence.OFFICIAL_PAGE,
            due_soon=1,
        ),
        Timescale(
            code=OUTCOME_TOLD,
            title="Outcome told to the referrer",
            unit=Unit.WORKING_DAYS,
            limit=1,
            starts="the response was decided",
            stops="the referrer was told what became of it",
            rule="Local policy of the authority",
            source="R1: councils' procedure pages tell the referrer within one working day",
            confidence=Confidence.SECONDARY_PAGE,
            local=True,
            due_soon=1,
        ),
        Timescale(
            code=FROM_REFERRAL,
            title="Assessment, from the referral",
            unit=Unit.WORKING_DAYS,
            limit=45,
            starts="the referral was received",
            stops="the assessment was authorised",
            rule=WORKING_TOGETHER,
            source="R2 (a): the first assessment of a referral",
            confidence=Confidence.OFFICIAL_PAGE,
            due_soon=10,
        ),
        Timescale(
            code=FROM_START,
            title="Assessment, from its start",
            unit=Unit.WORKING_DAYS,
            limit=45,
            starts="the assessment was started",
            stops="the assessment was authorised",
            rule="Children in need census, assessment actual start date",
            source="R2 (b): validator rule 8670Q, the basis of the national statistics",
            confidence=Confidence.OFFICIAL_PAGE,
            due_soon=10,
        ),
    )
)
