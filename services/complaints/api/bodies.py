"""What every body of this API is made of: refused when it holds anything unknown."""

from typing import Annotated
from uuid import UUID, uuid5

from pydantic import BaseModel, ConfigDict, Field

from shared.casework.people.details import PersonDetails
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.web import as_written
from shared.web.as_written import Day, Number, YesOrNo
from shared.web.clean_text import CleanStr, CleanText, Code

BusinessDate = Annotated[
    Day,
    Field(description="A London date; the past is welcome, the future is refused."),
]
Instant = Annotated[as_written.Instant, Field(description="An instant with its zone (RFC 3339).")]
Line = CleanStr
Text = CleanText

__all__ = [
    "Body",
    "BusinessDate",
    "Code",
    "Day",
    "Instant",
    "Line",
    "Number",
    "PersonBody",
    "Text",
    "YesOrNo",
]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PersonBody(Body):
    """A person on the case. Without `person`, a reference is made for them here."""

    person: UUID | None = Field(
        default=None, description="Their reference in the index of people, where it is known."
    )
    name: Line
    date_of_birth: Day | None = None
    contact: Line | None = Field(
        default=None, description="An address, a number or an e-mail address, as given."
    )
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    def details(self, command_id: UUID, part: str) -> PersonDetails:
        """The person, with a reference that a repeated command makes again."""
        return PersonDetails(
            person=self.person or uuid5(command_id, part),
            name=self.name,
            date_of_birth=self.date_of_birth,
            contact=self.contact,
            sex=self.sex,
            ethnicity=self.ethnicity,
            disability=self.disability,
            sexual_orientation=self.sexual_orientation,
        )
