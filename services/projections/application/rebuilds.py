"""Rebuilds of the read models: asked for, one at a time; watched; what was checked before a switch.

A rebuild folds every message that was kept into a new generation of the tables, beside the live
one, and switches to it. Going back switches to the generation that was live before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID


class RebuildKind(StrEnum):
    REBUILD = "rebuild"
    BACK = "back"


class RebuildState(StrEnum):
    """`asked` waits for the worker. `done` and `failed` are the end."""

    ASKED = "asked"
    FOLDING = "folding"
    INDEXING = "indexing"
    CHECKING = "checking"
    CATCHING_UP = "catching-up"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RebuildAsked:
    """A command of an administrator: the same `rebuild_id` again is the same rebuild."""

    rebuild_id: UUID
    kind: RebuildKind
    fingerprint: bytes
    asked_by: str
    asked_role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuild:
    """How a rebuild stands. `generation` is the one that is made, or gone back to.

    `messages_done` of `messages` are folded. `checks` are counts: what was found in the new
    generation before it was switched to. `failure` is a code, with the message at fault where
    there is one.
    """

    rebuild_id: UUID
    kind: RebuildKind
    asked_by: str
    asked_at: datetime
    state: RebuildState
    attempts: int
    generation: int | None
    messages: int
    messages_done: int
    checks: Mapping[str, int] = field(default_factory=dict)
    failure: str | None
    failed_source: str | None
    failed_position: int | None
    started_at: datetime | None
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """A generation of the tables: `building`, `live`, or `kept` for going back."""

    number: int
    state: str
    made_at: datetime
    live_since: datetime | None


class RebuildUnderWay(Exception):
    """Another rebuild was asked for, and has not ended."""


class NothingToGoBackTo(Exception):
    """No former generation is kept."""


class Rebuilds(Protocol):
    """Where rebuilds are asked for and watched."""

    async def ask(self, asked: RebuildAsked) -> Rebuild:
        """RebuildUnderWay, NothingToGoBackTo; KeyReused for another body under the same id."""

    async def latest(self, limit: int) -> tuple[Rebuild, ...]:
        """The latest first."""

    async def find(self, rebuild_id: UUID) -> Rebuild | None: ...

    async def generations(self) -> tuple[Generation, ...]:
        """In the order of their numbers."""
