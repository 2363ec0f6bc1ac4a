"""What is sent beside the procedure of any case: notes, redactions, links, details put right."""

from uuid import UUID

from pydantic import Field

from shared.casework.api.bodies import Body, BusinessDate, Line, Text
from shared.casework.beside.happenings import AddNote, CompleteRedaction, CorrectPerson, LinkPerson
from shared.casework.terms import CorrectionReason, Disability, Ethnicity, Sex, SexualOrientation


class NoteBody(Body):
    noted_on: BusinessDate
    text: Text

    def command(self) -> AddNote:
        return AddNote(noted_on=self.noted_on, text=self.text)


class RedactionBody(Body):
    """`text` is the id of a text of the case; `wording` takes its place."""

    redacted_on: BusinessDate
    text: UUID
    wording: Text


class RedactionCompletionBody(Body):
    """No text of the case names the erased `person` any more."""

    completed_on: BusinessDate
    person: UUID

    def command(self) -> CompleteRedaction:
        return CompleteRedaction(completed_on=self.completed_on, person=self.person)


class LinkBody(Body):
    """`person`, a reference of this case, is `known_as` in the index of people."""

    linked_on: BusinessDate
    person: UUID
    known_as: UUID

    def command(self) -> LinkPerson:
        return LinkPerson(linked_on=self.linked_on, person=self.person, known_as=self.known_as)


class PersonCorrectionBody(Body):
    """What is not given stays. The person is put right in every part that they have here."""

    person: UUID = Field(description="Their reference on this case.")
    reason: CorrectionReason
    name: Line | None = None
    date_of_birth: BusinessDate | None = None
    contact: Line | None = Field(
        default=None, description="An address, a number or an e-mail address, as given."
    )
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    def command(self) -> CorrectPerson:
        return CorrectPerson(
            person=self.person,
            reason=self.reason,
            name=self.name,
            date_of_birth=self.date_of_birth,
            contact=self.contact,
            sex=self.sex,
            ethnicity=self.ethnicity,
            disability=self.disability,
            sexual_orientation=self.sexual_orientation,
        )
