"""Earlier referrals of the same child, found in the service's own list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.referrals.application import describing
from services.referrals.domain.earlier import EarlierReferral
from services.referrals.domain.places import NothingOpened, Referral
from services.referrals.domain.terms import Response
from shared.event_store.listing import CaseList, CaseOf


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReferrals:
    """Looks for them by every reference that the child is known by, as the links on cases say."""

    listing: CaseList

    async def of(
        self, authority: str, referral: Referral, *, known_as: UUID | None = None
    ) -> tuple[EarlierReferral, ...]:
        """All others that were decided as social work, whenever that was.

        `known_as` is a further reference of the child, of which the case itself does not know yet.
        """
        if isinstance(referral, NothingOpened):
            return ()
        contact = referral.contact
        further = () if known_as is None else (known_as,)
        rows = await self._of_child(authority, (*contact.references(), *further))
        return tuple(
            EarlierReferral(reference=row.reference, received_on=received_on)
            for row in rows
            if row.reference != contact.reference
            and row.summary.get("response") == Response.SOCIAL_WORK
            and (received_on := _day(row.summary.get("received_on"))) is not None
        )

    async def _of_child(self, authority: str, people: Sequence[UUID]) -> list[CaseOf]:
        """Follow the references from case to case until no more of the child turn up."""
        known = set(people)
        while True:
            rows = await self.listing.of_person(authority, tuple(sorted(known)))
            own = [row for row in rows if row.kind == describing.KIND and _tells_of(row, known)]
            found = {person for row in own for person in _references(row)}
            if found <= known:
                return own
            known |= found


def _tells_of(row: CaseOf, people: set[UUID]) -> bool:
    """Whether one of `people` is the child of the case, and not only the referrer."""
    return not people.isdisjoint(_references(row))


def _references(row: CaseOf) -> list[UUID]:
    written = row.summary.get("references")
    return [UUID(str(one)) for one in written] if isinstance(written, list) else []


def _day(written: object) -> date | None:
    return date.fromisoformat(written) if isinstance(written, str) else None
