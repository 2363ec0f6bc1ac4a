"""What a command starts from, read at one moment: what it did before, and the case's history.

The commands of many callers are looked up by one statement (`shared.database.together`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Final
from uuid import UUID

import asyncpg

from shared.database.line import Line
from shared.event_store.event_rows import COLUMNS, events_in
from shared.event_store.store import StoredCommand, StoredEvent

# Each lateral part ends in a limit or an offset, so that it is looked up by its index for each
# question, and once.
_AT_HAND: Final = f"""
select q.n::integer, l.stream_id as found, b.version_1, b.version_2,
       m.command_id as known, m.authority as known_authority, m.fingerprint, m.caller,
       m.streams, m.versions, m.answering, m.recorded_at as known_at, m.position as known_position,
       {COLUMNS}
  from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::uuid[])
       with ordinality as q(command_id, authority, kind, reference, beside_1, beside_2, n)
  left join lateral (select c.stream_id from case_list c
                      where c.authority = q.authority and c.kind = q.kind
                        and c.reference = q.reference limit 1) l on true
  left join lateral (select * from commands k where k.command_id = q.command_id limit 1) m on true
 cross join lateral (
       select (select max(v.version) from events v where v.stream_id = q.beside_1) as version_1,
              (select max(v.version) from events v where v.stream_id = q.beside_2) as version_2
       offset 0) b
  left join lateral (select * from events v where v.stream_id = l.stream_id
                      order by v.version offset 0) e on true
 order by q.n, e.version
"""  # noqa: S608 - our own names
_FIRST_OF_EVENT: Final = 13

Beside = tuple[UUID, UUID]
"""Two streams that a decision on any case rests on: the authority's register and its policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A case by its reference, and a command; what is None is not sought.

    Of the streams `beside` the case the versions are wanted.
    """

    command_id: UUID | None = None
    authority: str | None = None
    kind: str | None = None
    reference: str | None = None
    beside: Beside | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AtHand:
    """`stream` is that of the reference, `command` what the command wrote: each None if unknown.

    `versions` are the present ones of the streams beside the case, 0 where nothing happened yet.
    """

    stream: UUID | None
    command: StoredCommand | None
    events: tuple[StoredEvent, ...]
    versions: Mapping[UUID, int] = field(default_factory=dict)


async def at_hand(line: Line, sought: Sequence[Sought]) -> list[AtHand]:
    """What there is of each, in the order of `sought`."""
    rows = await line.fetch(
        _AT_HAND,
        [one.command_id for one in sought],
        [one.authority for one in sought],
        [one.kind for one in sought],
        [one.reference for one in sought],
        [one.beside and one.beside[0] for one in sought],
        [one.beside and one.beside[1] for one in sought],
    )
    by_question = groupby(rows, key=itemgetter(0))
    return [_of(one, list(own)) for one, (_, own) in zip(sought, by_question, strict=True)]


def _of(sought: Sought, rows: Sequence[asyncpg.Record]) -> AtHand:
    first = rows[0]
    at = (first["version_1"] or 0, first["version_2"] or 0)
    return AtHand(
        stream=first["found"],
        command=None if first["known"] is None else _command(first),
        # Of a question without events there is one row, in which they are null.
        events=() if first[_FIRST_OF_EVENT] is None else events_in(rows, first=_FIRST_OF_EVENT),
        versions=dict(zip(sought.beside, at, strict=True)) if sought.beside else {},
    )


def _command(row: asyncpg.Record) -> StoredCommand:
    return StoredCommand(
        command_id=row["known"],
        authority=row["known_authority"],
        fingerprint=row["fingerprint"],
        caller=row["caller"],
        streams=tuple(row["streams"]),
        versions=tuple(row["versions"]),
        answering=row["answering"],
        recorded_at=row["known_at"],
        position=row["known_position"],
    )
