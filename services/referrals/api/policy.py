"""An authority's policy of referrals, as it is sent and as it is seen."""

from typing import Annotated

from pydantic import Field, StringConstraints
from typing_extensions import override

from services.referrals.domain.policy import ReferralsTerms
from shared.casework.api.bodies import Number
from shared.casework.api.policy import EditionView, TermsBody, policy_router

Telephone = Annotated[str, StringConstraints(pattern=r"^[0-9+][0-9 ]{2,19}$")]


class PolicyBody(TermsBody[ReferralsTerms]):
    """The terms for contacts received on `effective_from` or later."""

    outcome_told_working_days: Number = Field(default=1, ge=1, le=100)
    exploitation_ceiling: Number = Field(default=10, ge=1, le=100)
    re_referral_months: Number = Field(default=12, ge=1, le=100)
    assessment_due_soon_working_days: Number = Field(default=10, ge=0, le=100)
    emergency_number: Telephone | None = Field(
        default=None, description="Told to partners beside 999."
    )

    @override
    def terms(self) -> ReferralsTerms:
        return ReferralsTerms(
            outcome_told_working_days=self.outcome_told_working_days,
            exploitation_ceiling=self.exploitation_ceiling,
            re_referral_months=self.re_referral_months,
            assessment_due_soon_working_days=self.assessment_due_soon_working_days,
            emergency_number=self.emergency_number,
        )


class PolicyEditionView(EditionView):
    outcome_told_working_days: int
    exploitation_ceiling: int
    re_referral_months: int
    assessment_due_soon_working_days: int
    emergency_number: str | None


router = policy_router(PolicyBody, PolicyEditionView)
