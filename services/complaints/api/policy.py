"""The terms of a complaints policy, as an authority sends and sees them."""

from pydantic import Field
from typing_extensions import override

from services.complaints.domain.policy import ComplaintsTerms
from shared.casework.api.bodies import Number, YesOrNo
from shared.casework.api.policy import EditionView, TermsBody


class PolicyBody(TermsBody[ComplaintsTerms]):
    """The terms for complaints received on `effective_from` or later."""

    acknowledgement_working_days: Number = Field(default=3, ge=1, le=100)
    pause_while_finding_advocate: YesOrNo = False
    stage_1_due_soon_working_days: Number = Field(default=3, ge=0, le=100)

    @override
    def terms(self) -> ComplaintsTerms:
        return ComplaintsTerms(
            acknowledgement_working_days=self.acknowledgement_working_days,
            pause_while_finding_advocate=self.pause_while_finding_advocate,
            stage_1_due_soon_working_days=self.stage_1_due_soon_working_days,
        )


class PolicyEditionView(EditionView):
    """One edition; number 0 is the built-in one, in force until another is."""

    acknowledgement_working_days: int
    pause_while_finding_advocate: bool
    stage_1_due_soon_working_days: int
