"""What is sent about a person: to look for them, to add them, to put them right."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from services.referrals.domain.people.entry import Address, Details, Sought
from services.referrals.domain.people.happenings import CorrectDetails
from services.referrals.domain.people.identifiers import Identifier, checked
from services.referrals.domain.people.terms import EntryReason, IdentifierKind
from shared.casework.api.bodies import Body, BusinessDate, Day, Line, YesOrNo
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation

MOST_IDENTIFIERS = 20
MOST_CANDIDATES = 50


class IdentifierBody(Body):
    """A number that others gave the person. Spaces, hyphens and small letters do not matter."""

    kind: IdentifierKind
    value: Line = Field(examples=["943 476 5919"])

    def identifier(self, field: str = "value") -> Identifier:
        """Raises IdentifierMisshapen or CheckDigitWrong."""
        return checked(self.kind, self.value, field)


Identifiers = list[IdentifierBody]


class SearchBody(Body):
    """Whatever is known of the person; something must be."""

    name: Line | None = None
    date_of_birth: BusinessDate | None = None
    expected_on: Day | None = None
    identifiers: Identifiers = Field(default=[], max_length=MOST_IDENTIFIERS)

    def sought(self) -> Sought:
        """Raises IdentifierMisshapen or CheckDigitWrong."""
        return Sought(
            name=self.name,
            date_of_birth=self.date_of_birth,
            expected_on=self.expected_on,
            identifiers=tuple(one.identifier("identifiers") for one in self.identifiers),
        )


class AddressBody(Body):
    """Where the person lives, or lived, from a day on."""

    from_on: BusinessDate
    lines: Line = Field(examples=["4 Example Street, Sampleton"])
    postcode: Line | None = None

    def address(self) -> Address:
        return Address(from_on=self.from_on, lines=self.lines, postcode=self.postcode)


class NewPersonBody(Body):
    """A person who was searched for by the very same details.

    `search` is the token that the search gave. Where it found candidates, look at each of them:
    `looked_at` are their references, and `none_of_these` says that it is none of them.
    """

    search: Annotated[str, Field(max_length=200, pattern="^[ -~]*$")] = ""
    none_of_these: YesOrNo = False
    looked_at: list[UUID] = Field(default=[], max_length=MOST_CANDIDATES)
    name: Line | None = None
    date_of_birth: BusinessDate | None = None
    expected_on: Day | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None
    identifiers: Identifiers = Field(default=[], max_length=MOST_IDENTIFIERS)
    address: AddressBody | None = None

    def details(self, person: UUID) -> Details:
        return Details(
            person=person,
            name=self.name,
            date_of_birth=self.date_of_birth,
            expected_on=self.expected_on,
            sex=self.sex,
            ethnicity=self.ethnicity,
            disability=self.disability,
            sexual_orientation=self.sexual_orientation,
        )


class DetailsCorrectionBody(Body):
    """What is left out stays. A date of birth takes the place of the day expected."""

    reason: EntryReason
    name: Line | None = None
    date_of_birth: BusinessDate | None = None
    expected_on: Day | None = None
    sex: Sex | None = None
    ethnicity: Ethnicity | None = None
    disability: Disability | None = None
    sexual_orientation: SexualOrientation | None = None

    def command(self, person: UUID) -> CorrectDetails:
        return CorrectDetails(
            reason=self.reason,
            details=Details(
                person=person,
                name=self.name,
                date_of_birth=self.date_of_birth,
                expected_on=self.expected_on,
                sex=self.sex,
                ethnicity=self.ethnicity,
                disability=self.disability,
                sexual_orientation=self.sexual_orientation,
            ),
        )


class IdentifierWithdrawalBody(IdentifierBody):
    """An identifier that is not the person's."""

    reason: EntryReason
