"""What a case knows of all that is written beside its procedure."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """`person`, a reference made here, is `known_as` in the index of people."""

    person: UUID
    known_as: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A kind of case that takes notes inherits from this.

    `texts` counts the free texts recorded; `redacted` are those that other words took the place of;
    `redactions` are the erased people whom the texts are to be searched for.
    """

    texts: int = 0
    redacted: frozenset[UUID] = frozenset()
    redactions: tuple[UUID, ...] = ()
    links: tuple[Link, ...] = ()
