"""What a person is found by, without anything that could be read.

Each term (a name, a date of birth, an identifier) is turned into a keyed hash, and only that is
kept, as a tag on the row of the case list. The key derives from the master key, which is never in
the database: whoever has the tables alone can neither read a term nor try names against it.
"""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from shared.event_store.master_key import MasterKey

_PURPOSE: Final = b"candour: blind index of people, 1"
DIGITS: Final = 32
"""Of hexadecimal: 128 bits, so that two terms never meet by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlindIndex:
    """Makes tags of terms: `name:`, `dob:`, `due:` or `id:`, and a keyed hash."""

    secret: bytes = field(repr=False)

    @classmethod
    def under(cls, master: MasterKey) -> "BlindIndex":
        """The index of an installation, by its master key."""
        return cls(secret=derived(master, _PURPOSE))

    def tags(self, terms: Iterable[str]) -> tuple[str, ...]:
        """The tags, in order, so that the same terms always give the same row."""
        return tuple(sorted(self._tag(term) for term in terms))

    def _tag(self, term: str) -> str:
        digest = hmac.new(self.secret, term.encode(), hashlib.sha256).hexdigest()
        return f"{term.partition(':')[0]}:{digest[:DIGITS]}"


def derived(master: MasterKey, purpose: bytes) -> bytes:
    """A key for one purpose, from which neither the master key nor another one follows."""
    return hmac.digest(master.secret, purpose, "sha256")
