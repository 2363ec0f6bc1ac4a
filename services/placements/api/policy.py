"""The authority's policy as it is sent and seen: the terms of placements."""

from pydantic import Field
from typing_extensions import override

from services.placements.domain.policy import PlacementsTerms
from shared.casework.api.bodies import Number
from shared.casework.api.policy import EditionView, TermsBody


class PolicyBody(TermsBody[PlacementsTerms]):
    """The terms for children who become looked after on `effective_from` or later."""

    service_told_working_days: Number = Field(default=2, ge=1, le=100)
    officer_appointed_working_days: Number = Field(default=5, ge=1, le=100)
    first_review_due_soon_working_days: Number = Field(default=5, ge=1, le=100)

    @override
    def terms(self) -> PlacementsTerms:
        return PlacementsTerms(
            service_told_working_days=self.service_told_working_days,
            officer_appointed_working_days=self.officer_appointed_working_days,
            first_review_due_soon_working_days=self.first_review_due_soon_working_days,
        )


class PolicyEditionView(EditionView):
    service_told_working_days: int
    officer_appointed_working_days: int
    first_review_due_soon_working_days: int
