"""What the use cases need of the store, as promises it keeps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from services.projections.application.questions import (
    CaseBehind,
    Counted,
    LogPoint,
    Question,
    Standpoint,
)
from services.projections.indicators.measures import Measure
from shared.runner import SourceState


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A figure that an analyst entered for one cell; a later one for the same cell wins.

    `withdrawn` takes an earlier entry back. `said_where` is the document it stands in.
    """

    entry_id: UUID
    authority: str
    indicator: str
    label: str | None
    period_from: date
    period_to: date
    team: str | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    withdrawn: bool = False
    said_where: str
    fingerprint: bytes
    entered_by: str
    entered_role: str
    entered_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """An analyst's declaration that a source's records are complete from an earlier day.

    A later one for the same source takes its place, so that a mistake can be taken back.
    """

    entry_id: UUID
    authority: str
    source: str
    complete_from: date
    reason: str
    fingerprint: bytes
    entered_by: str
    entered_role: str
    entered_at: datetime


class KeyReused(Exception):
    """The same command id came before with another body."""


class Figures(Protocol):
    """Counting over the bitemporal rows."""

    async def count(
        self, measure: Measure, question: Question, sources: Mapping[str, LogPoint]
    ) -> tuple[Counted, ...]:
        """The rows of a measure; a declared row that nothing matches may be left out."""

    async def cases(
        self,
        measure: Measure,
        question: Question,
        sources: Mapping[str, LogPoint],
        *,
        label: str | None,
        numerator: bool,
        after: tuple[date, UUID] | None,
        limit: int,
    ) -> tuple[CaseBehind, ...]:
        """The cases behind one row in the order of (date, thing), after the one given.

        Without a label, those behind a measure's only row.
        """

    async def first_recorded(
        self, authority: str, sources: Mapping[str, LogPoint], known_before: datetime | None
    ) -> Mapping[str, date]:
        """The London day on which the authority's first event was recorded, by source."""


class Readings(Protocol):
    """How far the sources have been read, and what stands aside."""

    async def states(self) -> tuple[SourceState, ...]:
        """Every source, in the order of names."""

    async def parked(self) -> frozenset[UUID]:
        """The cases that are parked now."""

    async def released(self, sources: Mapping[str, LogPoint]) -> int:
        """How many messages up to these positions were parked once and applied since."""


class Entries(Protocol):
    """What analysts entered: append-only."""

    async def add_entry(self, entry: Entry) -> bool:
        """False where the same command had added it before; KeyReused for another body."""

    async def add_coverage(self, coverage: Coverage) -> bool:
        """As for an entry."""

    async def latest(
        self, question: Question, indicators: Sequence[str], upto: int
    ) -> tuple[Entry, ...]:
        """The entry that holds for each cell of the question's period and team."""

    async def coverage(
        self, authority: str, upto: int, known_before: datetime | None
    ) -> Mapping[str, date]:
        """The day declared complete, by source: the latest declaration of a source holds."""

    async def count(self) -> int:
        """The ordinal of the last entry, declaration or appraisal."""


async def standpoint_now(readings: Readings, entries: Entries, today: date) -> Standpoint:
    """Everything that has been read until now; entries first, so that none is half seen."""
    ordinal = await entries.count()
    states = await readings.states()
    sources = {
        state.source: LogPoint(log_id=state.log_id, position=state.position)
        for state in states
        if state.log_id is not None
    }
    return Standpoint(
        sources=sources,
        parked=await readings.parked(),
        released=await readings.released(sources),
        entries=ordinal,
        today=today,
    )
