"""What a sender is told: the receipt at once, and later what became of each child's contact."""

from datetime import date, datetime
from typing import Final, Self

from pydantic import Field

from services.referrals.application.submissions.kind import SubmissionCase
from services.referrals.application.submissions.progress import Progressed
from services.referrals.domain.submissions.state import NothingSubmitted, Submitted
from services.referrals.domain.submissions.terms import SubmissionState
from services.referrals.domain.terms import Response
from shared.casework.api.views import View

NUMBER: Final = "999"
IN_AN_EMERGENCY: Final = (
    "If a child is in immediate danger, ring 999 now. This receipt is sent by a machine: nobody "
    "has read the submission yet."
)
WHAT_NEXT: Final = (
    "A social worker reads it and decides what is done by the end of the next working day. A "
    "person then acknowledges it, and tells the referrer what became of it."
)


class WarningView(View):
    """Something that was odd. It was kept as it was said."""

    field: str = Field(examples=["children.0.date_of_birth"])
    code: str = Field(examples=["not-a-date"])


class EmergencyView(View):
    """What to do where it cannot wait; `local_number` is the authority's own, where it has one."""

    text: str = IN_AN_EMERGENCY
    number: str = NUMBER
    local_number: str | None


class ReceiptChildView(View):
    """`child` counts from 1, in the order sent."""

    child: int = Field(examples=[1])
    referral: str = Field(examples=["R-2023-00001"])


class ReceiptView(View):
    """It arrived and is kept. No duty of the authority ends with this."""

    reference: str = Field(examples=["S-2023-00001"])
    message_id: str = Field(examples=["police-2023-000417"])
    agency: str
    received_at: datetime
    emergency: EmergencyView
    children: list[ReceiptChildView]
    warnings: list[WarningView]
    next_step: str = WHAT_NEXT
    decision_due: date = Field(description="By when it is decided what is done.")

    @classmethod
    def of(cls, case: SubmissionCase, *, message_id: str, local_number: str | None) -> Self:
        submitted = known(case)
        return cls(
            reference=submitted.reference,
            message_id=message_id,
            agency=submitted.agency,
            received_at=submitted.received_at,
            emergency=EmergencyView(local_number=local_number),
            children=[
                ReceiptChildView(child=number, referral=child.referral)
                for number, child in enumerate(submitted.children, start=1)
            ],
            warnings=warnings_of(submitted),
            decision_due=submitted.decision_due,
        )


class BecameView(View):
    """What became of a child's contact: a code, and when the referrer was told of it."""

    child: int = Field(examples=[1])
    referral: str = Field(examples=["R-2023-00001"])
    response: Response | None
    told_on: date | None


class ProgressView(View):
    """How far a submission is. `message_id` is null where what was sent did not look like an id."""

    reference: str = Field(examples=["S-2023-00001"])
    message_id: str | None
    agency: str
    received_at: datetime
    state: SubmissionState
    decision_due: date
    children: list[BecameView]

    @classmethod
    def of(cls, progressed: Progressed) -> Self:
        return cls(
            reference=progressed.reference,
            message_id=progressed.message_id,
            agency=progressed.agency,
            received_at=progressed.received_at,
            state=progressed.state,
            decision_due=progressed.decision_due,
            children=[
                BecameView(
                    child=number,
                    referral=became.referral,
                    response=became.response,
                    told_on=became.told_on,
                )
                for number, became in enumerate(progressed.children, start=1)
            ],
        )


class ProgressPage(View):
    """Submissions by their latest change. Ask again with `after` set to `next`, now or later."""

    items: list[ProgressView]
    next: str = Field(
        description="Where to go on from: whatever changes after this comes again.",
        examples=["1042"],
    )
    more: bool = Field(description="Whether there is a further page by now.")


def warnings_of(submitted: Submitted) -> list[WarningView]:
    """As the receipt told them; none where they were redacted, or everybody was erased."""
    if not isinstance(submitted.warnings, str):
        return []
    parted = (line.rpartition(" ") for line in submitted.warnings.splitlines())
    return [WarningView(field=field, code=code) for field, _, code in parted]


def known(case: SubmissionCase) -> Submitted:
    """The submission that a reference led to."""
    if isinstance(case.state, NothingSubmitted):
        raise TypeError("nothing came under this reference")
    return case.state
