"""Finding people in the index: by blind tags first, then by what the rows found say in clear."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from services.referrals.application.people.blind_index import BlindIndex
from services.referrals.application.people.search_ticket import SearchTickets
from services.referrals.domain.people.entry import Sought, terms_of, terms_to_look_up
from services.referrals.domain.people.identifiers import ONE_PERSONS, Identifier
from services.referrals.domain.people.matching import matched, strength
from services.referrals.domain.people.terms import Matched
from shared.event_store.said import Said

MOST_CANDIDATES: Final = 50
"""That a search answers, the likeliest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Somebody in the index, and what of the search agreed with them."""

    person: UUID
    held: Sought
    agreed: tuple[Matched, ...]


class TaggedPeople(Protocol):
    """The people of an authority with any of these tags, as far as they are not erased."""

    async def with_any(
        self, authority: str, tags: Sequence[str]
    ) -> Sequence[tuple[UUID, Sought]]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Searches the index, and knows whether somebody has."""

    index: BlindIndex
    tickets: SearchTickets
    people: TaggedPeople

    async def candidates(self, authority: str, sought: Sought) -> tuple[Candidate, ...]:
        """The likeliest first."""
        tags = self.index.tags(terms_to_look_up(sought))
        rows = await self.people.with_any(authority, tags)
        found = (
            Candidate(person=person, held=held, agreed=matched(sought, held))
            for person, held in rows
        )
        likely = sorted(
            (one for one in found if one.agreed),
            key=lambda one: (strength(one.agreed), str(one.person)),
        )
        return tuple(likely[:MOST_CANDIDATES])

    async def holder_of(
        self, authority: str, identifiers: Sequence[Identifier], *, but: UUID | None = None
    ) -> UUID | None:
        """Somebody other than `but` who has one of those that only one person may have."""
        unique = tuple(one for one in identifiers if one.kind in ONE_PERSONS)
        if not unique:
            return None
        found = await self.candidates(authority, Sought(identifiers=unique))
        return next((one.person for one in found if one.person != but), None)

    def ticket(self, sought: Sought, said: Said) -> str:
        """Proof that whoever `said` it searched for these details."""
        terms = terms_of(sought)
        return self.tickets.give(said.authority, said.actor, terms, said.decided_at)

    def check_searched(self, ticket: str, sought: Sought, said: Said) -> None:
        """Raises SearchFirst."""
        terms = terms_of(sought)
        self.tickets.check(ticket, said.authority, said.actor, terms, said.decided_at)
