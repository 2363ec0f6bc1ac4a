"""People of the index as clients see them: candidates of a search, and whole entries."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Self
from uuid import UUID

from pydantic import Field

from services.referrals.application.people.finding import Candidate
from services.referrals.application.people.kind import PersonCase
from services.referrals.domain.people.entry import Address, Entry
from services.referrals.domain.people.identifiers import Identifier
from services.referrals.domain.people.rules import PersonAction, allowed
from services.referrals.domain.people.state import Indexed, NotIndexed
from services.referrals.domain.people.terms import IdentifierKind, Matched
from shared.casework.api.listing_actions import Lister
from shared.casework.api.views import ActionView, RefusedActionView, View, readable
from shared.casework.terms import Disability, Ethnicity, Sex, SexualOrientation
from shared.event_sourcing import Erased

WHERE: Final[Mapping[str, str]] = {
    PersonAction.CORRECT_DETAILS: "/correction",
    PersonAction.ADD_IDENTIFIER: "/identifiers",
    PersonAction.WITHDRAW_IDENTIFIER: "/identifiers/withdrawal",
    PersonAction.RECORD_ADDRESS: "/addresses",
}


class CandidateView(View):
    """Somebody who could be the one; `matched` says what agreed, the strongest first."""

    person: UUID
    name: str | None
    date_of_birth: date | None
    expected_on: date | None
    matched: list[Matched]

    @classmethod
    def of(cls, candidate: Candidate) -> Self:
        return cls(
            person=candidate.person,
            name=candidate.held.name,
            date_of_birth=candidate.held.date_of_birth,
            expected_on=candidate.held.expected_on,
            matched=list(candidate.agreed),
        )


class SearchView(View):
    """Who was found. `search` lets the caller add these very details, for an hour."""

    search: str
    candidates: list[CandidateView]


class IdentifierView(View):
    kind: IdentifierKind
    value: str | None

    @classmethod
    def of(cls, identifier: Identifier) -> Self:
        return cls(kind=identifier.kind, value=readable(identifier.value))


class AddressView(View):
    """From `from_on` to the day before the next one; `to` is null for where the person lives."""

    from_on: date
    to: date | None
    lines: str | None
    postcode: str | None

    @classmethod
    def of(cls, address: Address, following: Address | None) -> Self:
        return cls(
            from_on=address.from_on,
            to=None if following is None else following.from_on,
            lines=readable(address.lines),
            postcode=readable(address.postcode),
        )


class IndexedPersonView(View):
    """A person at `version`, which is also its ETag. Of whoever was erased the reference stays."""

    person: UUID
    version: int
    erased: bool
    name: str | None
    date_of_birth: date | None
    expected_on: date | None
    sex: Sex | None
    ethnicity: Ethnicity | None
    disability: Disability | None
    sexual_orientation: SexualOrientation | None
    identifiers: list[IdentifierView]
    addresses: list[AddressView] = Field(description="The oldest first.")
    allowed_actions: list[ActionView]
    refused_actions: list[RefusedActionView]

    @classmethod
    def of(cls, case: PersonCase, *, lister: Lister) -> Self:
        state = case.state
        if isinstance(state, NotIndexed):
            raise TypeError("nobody is in the index under this reference")
        href = f"/people/{state.person}"
        actions = lister.listed(allowed(state), WHERE, href)
        entry = state.entry if isinstance(state, Indexed) else None
        details = None if entry is None else entry.details
        return cls(
            person=state.person,
            version=case.version,
            erased=details is None or details.is_erased,
            name=None if details is None else readable(details.name),
            date_of_birth=None if details is None else _day(details.date_of_birth),
            expected_on=None if details is None else _day(details.expected_on),
            sex=None if details is None else details.sex,
            ethnicity=None if details is None else details.ethnicity,
            disability=None if details is None else details.disability,
            sexual_orientation=None if details is None else details.sexual_orientation,
            identifiers=[] if entry is None else [IdentifierView.of(i) for i in entry.identifiers],
            addresses=[] if entry is None else _addresses(entry),
            allowed_actions=actions.allowed,
            refused_actions=actions.refused,
        )


class CaseOfPersonView(View):
    """A case of this service on which the person is."""

    kind: str = Field(examples=["referral"])
    reference: str = Field(examples=["R-2023-00001"])


def _addresses(entry: Entry) -> list[AddressView]:
    following = (*entry.addresses[1:], None)
    return [AddressView.of(*pair) for pair in zip(entry.addresses, following, strict=False)]


def _day(value: date | Erased | None) -> date | None:
    return value if isinstance(value, date) else None
