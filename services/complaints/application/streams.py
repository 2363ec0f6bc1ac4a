"""Streams that an authority has one of: their ids derive from its code alone."""

from typing import Final
from uuid import UUID, uuid5

_AUTHORITIES: Final = UUID("5b0c6a52-3f1d-5a7e-9b0e-6f4c2d8e1a70")


def register_stream(authority: str) -> UUID:
    """The authority's register of teams and workers."""
    return uuid5(_AUTHORITIES, f"{authority}/register")


def policy_stream(authority: str) -> UUID:
    """The authority's policy."""
    return uuid5(_AUTHORITIES, f"{authority}/policy")


def erasure_stream(authority: str, person: UUID) -> UUID:
    """The erasure of one person, by the reference it was asked for."""
    return uuid5(_AUTHORITIES, f"{authority}/erasure/{person}")
