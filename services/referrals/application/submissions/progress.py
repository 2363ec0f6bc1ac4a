"""How far submissions are, for those who sent them, in the order in which that changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from services.referrals.domain.submissions.progress import Became, state_of
from services.referrals.domain.submissions.terms import SubmissionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Progressed:
    """A submission and what became of each of its children.

    `changed_at` is the place, in the log, of the last change that its sender may see, where the
    order of changes was asked for.
    """

    stream: UUID
    reference: str
    agency: str
    message_id: str | None
    received_at: datetime
    decision_due: date
    children: tuple[Became, ...]
    changed_at: int | None = None

    @property
    def state(self) -> SubmissionState:
        return state_of(self.children)


class Changes(Protocol):
    """Where submissions are listed by their latest change; `agency` None is any agency."""

    async def after(
        self, authority: str, agency: str | None, *, position: int, limit: int
    ) -> Sequence[Progressed]: ...
    async def one(
        self, authority: str, agency: str | None, reference: str
    ) -> Progressed | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Reads how far submissions are."""

    changes: Changes
