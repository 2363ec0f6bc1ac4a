"""Who complains, as clients see them."""

from typing import Self

from services.complaints.domain.people import Complainant
from services.complaints.domain.terms import Eligibility, Relation
from shared.casework.api.views import PersonView, View


class ComplainantView(View):
    """Who complains; `eligibility` is null until it was asked."""

    details: PersonView
    relation: Relation
    eligibility: Eligibility | None

    @classmethod
    def of(cls, complainant: Complainant) -> Self:
        return cls(
            details=PersonView.of(complainant.details),
            relation=complainant.relation,
            eligibility=complainant.eligibility,
        )
