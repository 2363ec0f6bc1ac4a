"""Streams that an authority has one of in a service: their ids derive from its code alone."""

from dataclasses import dataclass
from uuid import UUID, uuid5


@dataclass(frozen=True, slots=True)
class AuthorityStreams:
    """`namespace` is the service's own: one authority's registers are cases apart."""

    namespace: UUID

    def register(self, authority: str) -> UUID:
        """The authority's register of teams and workers."""
        return uuid5(self.namespace, f"{authority}/register")

    def policy(self, authority: str) -> UUID:
        """The authority's policy."""
        return uuid5(self.namespace, f"{authority}/policy")

    def erasure(self, authority: str, person: UUID) -> UUID:
        """The erasure of one person, by the reference it was asked for."""
        return uuid5(self.namespace, f"{authority}/erasure/{person}")
