"""The case list of a service: finding a case by its reference, and cases by where they stand.

A row is written by the statement that stores the events, so a list is never behind its cases.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final
from uuid import UUID

import asyncpg

from shared.database.engine import Pool
from shared.event_sourcing import Erased
from shared.event_store.authority_keys import AuthorityKeys
from shared.event_store.key_names import KeyStore
from shared.event_store.list_values import open_rows

FIRST_DAY: Final = date.min
NO_DAY: Final = date.max


class ListOrder(StrEnum):
    """What comes first: what is due soonest, or what was opened last."""

    DUE = "due"
    OPENED = "opened"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Which cases are asked for: every condition that is given must hold.

    `open_only` leaves out closed cases. `due_before` is exclusive, the other days inclusive.
    `tags` must all be there.
    """

    kind: str
    place: str | None = None
    stage: str | None = None
    team: str | None = None
    worker: str | None = None
    service_area: str | None = None
    due_from: date | None = None
    due_before: date | None = None
    opened_from: date | None = None
    opened_to: date | None = None
    unowned_only: bool = False
    open_only: bool = False
    tags: tuple[str, ...] = ()
    person: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a page ended: the sorting day of its last row, and its stream."""

    day: date
    stream: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row of the list, its names readable or `Erased`."""

    stream: UUID
    version: int
    kind: str
    reference: str
    place: str
    stage: str | None
    team: str | None
    worker: str | None
    service_area: str | None
    opened_on: date | None
    due_on: date | None
    closed_on: date | None
    tags: tuple[str, ...]
    summary: dict[str, object]
    names: dict[str, str | Erased]
    sorted_by: date


_CONDITIONS: Final = """
  authority = $1 and kind = $2
  and ($3::text is null or place = $3) and ($4::text is null or stage = $4)
  and ($5::text is null or team = $5) and ($6::text is null or worker = $6)
  and ($7::text is null or service_area = $7) and ($8::date is null or due_on < $8)
  and ($9::date is null or opened_on >= $9) and ($10::date is null or opened_on <= $10)
  and (not $11 or team is null) and (not $12 or closed_on is null)
  and tags @> $13::text[] and ($14::uuid is null or people @> array[$14::uuid])
  and ($15::date is null or due_on >= $15)
"""
_BY_DUE: Final = f"""
select *, coalesce(due_on, date '9999-12-31') as sorted_by from case_list
where {_CONDITIONS}
  and (coalesce(due_on, date '9999-12-31'), stream_id) > ($16::date, $17::uuid)
order by coalesce(due_on, date '9999-12-31'), stream_id limit $18
"""  # noqa: S608 - our own text
_BY_OPENED: Final = f"""
select *, coalesce(opened_on, date '0001-01-01') as sorted_by from case_list
where {_CONDITIONS}
  and (coalesce(opened_on, date '0001-01-01'), stream_id) < ($16::date, $17::uuid)
order by coalesce(opened_on, date '0001-01-01') desc, stream_id desc limit $18
"""  # noqa: S608 - our own text
_STREAM: Final = (
    "select stream_id from case_list where authority = $1 and kind = $2 and reference = $3"
)
_OF_PERSON: Final = """
select stream_id, kind, reference, summary from case_list
where authority = $1 and people && $2::uuid[] order by stream_id
"""
_BEFORE_ALL: Final = UUID(int=0)
_AFTER_ALL: Final = UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOf:
    """A case on which a person appears."""

    stream: UUID
    kind: str
    reference: str
    summary: dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """Reads the case list; `keys` opens the display names of the rows it shows."""

    pool: Pool
    keys: KeyStore

    async def stream_of(self, authority: str, kind: str, reference: str) -> UUID | None:
        """The stream of a case; None where the authority has no such reference."""
        found: UUID | None = await self.pool.fetchval(_STREAM, authority, kind, reference)
        return found

    async def page(
        self,
        authority: str,
        sought: Sought,
        *,
        order: ListOrder = ListOrder.DUE,
        after: Place | None = None,
        limit: int,
    ) -> tuple[Listed, ...]:
        """Up to `limit` rows after a place, in a stable order."""
        first = (
            Place(day=FIRST_DAY, stream=_BEFORE_ALL)
            if order is ListOrder.DUE
            else Place(day=NO_DAY, stream=_AFTER_ALL)
        )
        start = after or first
        rows = await self.pool.fetch(
            _BY_DUE if order is ListOrder.DUE else _BY_OPENED,
            authority,
            sought.kind,
            sought.place,
            sought.stage,
            sought.team,
            sought.worker,
            sought.service_area,
            sought.due_before,
            sought.opened_from,
            sought.opened_to,
            sought.unowned_only,
            sought.open_only,
            list(sought.tags),
            sought.person,
            sought.due_from,
            start.day,
            start.stream,
            limit,
        )
        keys = AuthorityKeys(self.keys, authority)
        names = await open_rows(keys, [(row["stream_id"], row["personal"]) for row in rows])
        return tuple(_listed(row, shown) for row, shown in zip(rows, names, strict=True))

    async def of_person(self, authority: str, people: tuple[UUID, ...]) -> tuple[CaseOf, ...]:
        """Every case of the authority on which any of these references appears."""
        rows = await self.pool.fetch(_OF_PERSON, authority, list(people))
        return tuple(
            CaseOf(
                stream=row["stream_id"],
                kind=row["kind"],
                reference=row["reference"],
                summary=row["summary"],
            )
            for row in rows
        )


def _listed(row: asyncpg.Record, names: dict[str, str | Erased]) -> Listed:
    return Listed(
        stream=row["stream_id"],
        version=row["version"],
        kind=row["kind"],
        reference=row["reference"],
        place=row["place"],
        stage=row["stage"],
        team=row["team"],
        worker=row["worker"],
        service_area=row["service_area"],
        opened_on=row["opened_on"],
        due_on=row["due_on"],
        closed_on=row["closed_on"],
        tags=tuple(row["tags"]),
        summary=row["summary"],
        names=names,
        sorted_by=row["sorted_by"],
    )
