"""Streams that an authority has one of in a service: their ids derive from its code alone."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from uuid import UUID, uuid5

MOST_REMEMBERED: Final = 2_000


@dataclass(frozen=True, slots=True)
class AuthorityStreams:
    """`namespace` is the service's own: one authority's registers are cases apart."""

    namespace: UUID

    def register(self, authority: str) -> UUID:
        """The authority's register of teams and workers."""
        return _named(self.namespace, f"{authority}/register")

    def policy(self, authority: str) -> UUID:
        """The authority's policy."""
        return _named(self.namespace, f"{authority}/policy")

    def erasure(self, authority: str, person: UUID) -> UUID:
        """The erasure of one person, by the reference it was asked for."""
        return uuid5(self.namespace, f"{authority}/erasure/{person}")


@lru_cache(maxsize=MOST_REMEMBERED)
def _named(namespace: UUID, name: str) -> UUID:
    """Remembered, since every command of an authority asks."""
    return uuid5(namespace, name)
