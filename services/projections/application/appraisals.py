"""What an analyst says about a figure beside the figure itself: its target, its status, its peers.

Status is a judgement: it cannot be derived from target and quartile (2.76 % against <3.0 % was
published as amber), so that it is recorded by a person, with the one that a rule would suggest.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, Protocol, Self
from uuid import UUID

from services.projections.application.questions import Question, Standpoint

TARGET: Final = re.compile(r"(?P<comparator>>=|<=|>|<)(?P<value>[0-9]{1,9}(?:\.[0-9]{1,4})?)")
TOP_HALF: Final = 2
BOTTOM: Final = 4


class Rating(StrEnum):
    """The published status: red, amber, green."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A value to be above, or below; `comparator` as it was written."""

    comparator: str
    value: Decimal

    @classmethod
    def parse(cls, text: str) -> Self:
        """`>90.3`, `<=3`; ValueError for anything else."""
        found = TARGET.fullmatch(text)
        if found is None:
            raise ValueError("a target is written >90.3 or <3")
        return cls(comparator=found["comparator"], value=Decimal(found["value"]))

    @property
    def text(self) -> str:
        return f"{self.comparator}{self.value}"

    def is_met(self, value: Decimal) -> bool:
        """Equal is met, whatever the comparator: 92.00 met >92.0 (2023-09 paper)."""
        return value >= self.value if self.comparator.startswith(">") else value <= self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviousValue:
    """The value of an earlier period as it was published, without its counts."""

    period: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Appraisal:
    """What holds for one row and period; a later one for the same takes its place, whole.

    `quartile` is 1 (best) to 4 among all authorities; `neighbours` the average of those most like
    this one, in the row's unit. `withdrawn` takes an earlier one back.
    """

    entry_id: UUID
    authority: str
    indicator: str
    label: str | None
    period_from: date
    period_to: date
    target: Target | None = None
    rating: Rating | None = None
    quartile: int | None = None
    neighbours: Decimal | None = None
    previous: PreviousValue | None = None
    withdrawn: bool = False
    said_where: str
    fingerprint: bytes
    entered_by: str
    entered_role: str
    entered_at: datetime


class Appraisals(Protocol):
    """Appraisals: append-only, in one order with entries, so that a token can name it."""

    async def add(self, appraisal: Appraisal) -> bool:
        """False where the same command had added it before; KeyReused for another body."""

    async def latest(
        self,
        authority: str,
        indicators: Sequence[str],
        *,
        first: date,
        last: date,
        upto: int,
        known_before: datetime | None,
    ) -> Mapping[tuple[str, str | None], Appraisal]:
        """The appraisal that holds for each row of a period, by indicator and label."""


async def appraised_on(
    appraisals: Appraisals, question: Question, standpoint: Standpoint, indicators: Sequence[str]
) -> Mapping[tuple[str, str | None], Appraisal]:
    """Like entries, appraisals are for whole periods: as at an earlier day there are none."""
    if question.as_at is not None and question.as_at < question.period.last:
        return {}
    return await appraisals.latest(
        question.authority,
        indicators,
        first=question.period.first,
        last=question.period.last,
        upto=standpoint.entries,
        known_before=question.known_before,
    )


def suggested(value: Decimal | None, appraisal: Appraisal | None) -> Rating | None:
    """The status that the published ones follow for the most part; None where nothing bears on it.

    The last quarter is red; a met target is green, if no quartile below the top half says
    otherwise; anything else is amber.
    """
    if value is None or appraisal is None:
        return None
    if appraisal.quartile == BOTTOM:
        return Rating.RED
    if appraisal.target is None:
        return None if appraisal.quartile is None else Rating.AMBER
    good_company = appraisal.quartile is None or appraisal.quartile <= TOP_HALF
    met = appraisal.target.is_met(value)
    return Rating.GREEN if met and good_company else Rating.AMBER
