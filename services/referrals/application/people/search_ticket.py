"""The token that a search gives: proof that this caller looked for these very details just now.

It holds nothing of the person: only when it ends, and a keyed hash over who searched for what.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from services.referrals.application.people.blind_index import derived
from services.referrals.domain.people.refusals import SearchFirst
from shared.event_store.master_key import MasterKey

_PURPOSE: Final = b"candour: ticket of a search for a person, 1"
LASTS: Final = timedelta(hours=1)
FIELD: Final = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTickets:
    """Gives and checks them."""

    secret: bytes = field(repr=False)

    @classmethod
    def under(cls, master: MasterKey) -> "SearchTickets":
        """Those of an installation, by its master key."""
        return cls(secret=derived(master, _PURPOSE))

    def give(self, authority: str, actor: str, terms: Iterable[str], at: datetime) -> str:
        """The ticket for a search at that instant."""
        ends = int((at + LASTS).timestamp())
        return f"{ends}.{self._proof(authority, actor, terms, ends)}"

    def check(
        self, ticket: str, authority: str, actor: str, terms: Iterable[str], at: datetime
    ) -> None:
        """Raises SearchFirst unless it was given for this, and has not ended."""
        ends, _, proof = ticket.partition(".")
        if not (ends.isascii() and ends.isdigit()) or len(ends) > len("9999999999"):
            raise SearchFirst(FIELD)
        right = self._proof(authority, actor, terms, int(ends))
        if not hmac.compare_digest(proof.encode(), right.encode()) or at.timestamp() > int(ends):
            raise SearchFirst(FIELD)

    def _proof(self, authority: str, actor: str, terms: Iterable[str], ends: int) -> str:
        said = "\n".join((authority, actor, str(ends), *sorted(terms)))
        return hmac.new(self.secret, said.encode(), hashlib.sha256).hexdigest()
