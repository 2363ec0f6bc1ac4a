"""Parts of bodies that several routes of a referral take."""

from typing import Annotated
from uuid import UUID, uuid5

from pydantic import Field, StringConstraints

from services.referrals.domain.child import Child
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.exploitation_state import Particulars, RiskFound
from services.referrals.domain.exploitation_terms import (
    ExploitationModel,
    LivingSituation,
    Online,
    RiskIndicator,
    RiskLevel,
    RiskTool,
)
from shared.casework.api.bodies import Body, BusinessDate, Code, Day, Line, Number
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation

HIGHEST_SCORE = 1_000

FormerReference = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9/._-]{0,39}$")]
"""The code of a case in a former system: never a name."""


class ChildBody(Body):
    """The child, as far as they are known: even a name may be missing.

    Without `person`, a reference is made for them here. `expected_on` is of an unborn child.
    """

    person: UUID | None = Field(
        default=None, description="Their reference in the index of people, where it is known."
    )
    name: Line | None = None
    date_of_birth: Day | None = None
    expected_on: Day | None = None
    contact: Line | None = Field(default=None, description="An address or a number, as given.")
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    def child(self, command_id: UUID) -> Child:
        """The child, with a reference that a repeated command makes again."""
        return Child(
            person=self.person or uuid5(command_id, "child"),
            name=self.name,
            date_of_birth=self.date_of_birth,
            expected_on=self.expected_on,
            contact=self.contact,
            sex=self.sex,
            ethnicity=self.ethnicity,
            disability=self.disability,
            sexual_orientation=self.sexual_orientation,
        )


class FormerReferralBody(Body):
    """An earlier referral of this child that a former system held."""

    reference: FormerReference
    received_on: BusinessDate

    def earlier(self) -> EarlierReferral:
        return EarlierReferral(reference=self.reference, received_on=self.received_on)


class ParticularsBody(Body):
    """What is known of the exploitation; models and indicators each once."""

    models: list[ExploitationModel] = Field(default=[], max_length=len(ExploitationModel))
    indicators: list[RiskIndicator] = Field(default=[], max_length=len(RiskIndicator))
    living_situation: LivingSituation = LivingSituation.NOT_STATED
    online: Online = Online.UNKNOWN
    risk_tool: RiskTool = RiskTool.NOT_COMPLETED

    def particulars(self) -> Particulars:
        return Particulars(
            models=tuple(self.models),
            indicators=tuple(self.indicators),
            living_situation=self.living_situation,
            online=self.online,
            risk_tool=self.risk_tool,
        )


class RiskBody(Body):
    """What a risk tool said; `score` is in that tool's own points."""

    assessed_on: BusinessDate
    level: RiskLevel
    tool: Code
    score: Number | None = Field(default=None, ge=0, le=HIGHEST_SCORE)

    def found(self) -> RiskFound:
        return RiskFound(
            assessed_on=self.assessed_on, level=self.level, tool=self.tool, score=self.score
        )
