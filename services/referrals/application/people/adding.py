"""Adding to the index what the index itself must be asked about first: who is there already."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from services.referrals.application.people.finding import Finding
from services.referrals.application.people.kind import PersonCase, PersonCases
from services.referrals.domain.local import Here
from services.referrals.domain.people.entry import Address, Details, Sought
from services.referrals.domain.people.happenings import AddIdentifier, AddPerson, PersonEvent
from services.referrals.domain.people.identifiers import Identifier
from services.referrals.domain.people.refusals import PersonForgotten
from services.referrals.domain.people.state import Forgotten, Person
from shared.event_store.drafting import Changed
from shared.event_store.refusals import NoSuchCase
from shared.event_store.said import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Who is to be added; `search` is the ticket of the search for them."""

    details: Details
    identifiers: tuple[Identifier, ...]
    address: Address | None
    search: str
    none_of_these: bool
    looked_at: tuple[UUID, ...]


def person_of(said: Said) -> UUID:
    """The reference that a command gives: the id of the stream it begins."""
    return uuid5(said.command_id, "stream")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The people of all authorities, and the way to find them."""

    people: PersonCases
    finding: Finding

    async def add(self, new: NewPerson, said: Said) -> Changed[Person, PersonEvent, Here]:
        """Add a person. Two who are added at one moment may be one: a merge is for that.

        Raises SearchFirst, or as the rule does.
        """

        async def build() -> AddPerson:
            sought = Sought.like(new.details, new.identifiers)
            self.finding.check_searched(new.search, sought, said)
            found = await self.finding.candidates(said.authority, sought)
            return AddPerson(
                details=new.details,
                identifiers=new.identifiers,
                address=new.address,
                none_of_these=new.none_of_these,
                looked_at=new.looked_at,
                found=tuple(one.person for one in found),
                taken_by=await self.finding.holder_of(said.authority, new.identifiers),
            )

        return await self.people.open(build, said)

    async def add_identifier(
        self, person: UUID, identifier: Identifier, said: Said
    ) -> Changed[Person, PersonEvent, Here]:
        """Raises IdentifierTaken, or as the rule does."""
        taken_by = await self.finding.holder_of(said.authority, (identifier,), but=person)
        command = AddIdentifier(identifier=identifier, taken_by=taken_by)
        return await self.people.change(person, command, said)

    async def check_not_forgotten(self, authority: str, person: UUID) -> None:
        """Raises PersonForgotten; a reference that the index does not know passes."""
        try:
            entry = await self.find(authority, person)
        except NoSuchCase:
            return
        if isinstance(entry.state, Forgotten):
            raise PersonForgotten

    async def find(self, authority: str, person: UUID) -> PersonCase:
        """The entry as it stands. Raises NoSuchCase."""
        return await self.people.load(person, authority=authority)
