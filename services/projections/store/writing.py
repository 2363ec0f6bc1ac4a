"""A page's rows written: stretches that end are ended, new ones added, heads moved.

A few statements a page, whatever its size: ends as arrays, new rows by COPY.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from services.projections.read_models.folding import Known, PageRows
from services.projections.read_models.rows import (
    CaseValues,
    ClockValues,
    FactValues,
    PersonKey,
    PersonValues,
)
from services.projections.read_models.stretches import Recording, Stretch, Timeline
from services.projections.store.generations import Entering, held
from shared.database.engine import Connection as Adding
from shared.runner import Delivery, Lent

HEADS: Final = "select stream_id, version from heads where source = $1 and stream_id = any($2)"
MOVE_HEADS: Final = """
insert into heads (source, stream_id, version)
select $1, stream_id, version from unnest($2::uuid[], $3::int[]) as moved (stream_id, version)
on conflict (source, stream_id) do update set version = excluded.version
where heads.version < excluded.version
"""


def _ending(table: str, arrays: str, names: str, standing: str) -> str:
    """Ends the rows of `table` that stand, each found by the index of those that stand.

    A plain join may begin at the table: until its statistics are made, the planner takes all that
    stands in it for a row or two, and each page would read it as often as the page has rows.
    """
    return f"""
update {table} set recorded_to = ended.at, position_to = ended.position
from (
    select found.place, given.at, given.position
    from unnest({arrays}) as given ({names}, at, position)
    cross join lateral (
        select one.ctid as place from {table} one
        where {standing} and one.position_to is null limit 1
    ) found
) ended
where {table}.ctid = ended.place
"""  # noqa: S608 - our own names


END_CLOCKS: Final = _ending(
    "clocks", "$1::uuid[], $2::timestamptz[], $3::bigint[]", "clock", "one.clock = given.clock"
)
END_FACTS: Final = _ending(
    "facts", "$1::uuid[], $2::timestamptz[], $3::bigint[]", "fact", "one.fact = given.fact"
)
END_CASES: Final = _ending(
    "cases",
    "$2::uuid[], $3::timestamptz[], $4::bigint[]",
    "stream_id",
    "one.source = $1 and one.stream_id = given.stream_id",
)
END_PEOPLE: Final = _ending(
    "people",
    "$2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::bigint[]",
    "stream_id, person, part",
    "one.source = $1 and one.stream_id = given.stream_id"
    " and one.person = given.person and one.part = given.part",
)
KNOWN_CASES: Final = """
select source, stream_id, authority, kind, reference, team, worker, service_area, restricted,
       allow, deny, effective_on
from cases where source = $1 and stream_id = any($2) and position_to is null
"""
KNOWN_PEOPLE: Final = """
select source, stream_id, person, part, age, sex, ethnicity, disability, sexual_orientation, born
from people where source = $1 and stream_id = any($2) and position_to is null
"""
MESSAGE: Final = ("source", "position", "stream_id", "version", "event_id", "recorded_at", "body")
LIFE: Final = ("recorded_from", "position_from", "recorded_to", "position_to")


class ReadModels:
    """The tables as the fold sees them: what is known, and where rows go.

    Those of the live generation, or of the one that `enter` enters. `keeps_messages`: a rebuild
    reads the messages that were kept before.
    """

    def __init__(self, enter: Entering = held, *, keeps_messages: bool = True) -> None:
        self._enter = enter
        self._keeps_messages = keeps_messages

    async def heads(
        self, connection: Lent, source: str, streams: Sequence[UUID]
    ) -> dict[UUID, int]:
        async with connection.transaction():
            await self._enter(connection)
            rows = await connection.fetch(HEADS, source, streams)
        return {row["stream_id"]: row["version"] for row in rows}

    async def known(self, connection: Lent, source: str, streams: Sequence[UUID]) -> Known:
        if not streams:
            return Known()
        await self._enter(connection)
        cases = await connection.fetch(KNOWN_CASES, source, streams)
        people = await connection.fetch(KNOWN_PEOPLE, source, streams)
        grouped: dict[UUID, set[PersonValues]] = {}
        for row in people:
            grouped.setdefault(row["stream_id"], set()).add(PersonValues(*row))
        return Known(
            cases={row["stream_id"]: CaseValues(*row) for row in cases},
            people={stream: frozenset(found) for stream, found in grouped.items()},
        )

    async def write(
        self, connection: Lent, source: str, rows: PageRows, deliveries: Sequence[Delivery]
    ) -> None:
        """Adds a page's rows and keeps its messages, byte for byte."""
        await self._enter(connection)
        if self._keeps_messages:
            await connection.copy_records_to_table(
                "messages",
                columns=MESSAGE,
                records=[
                    (source, one.position, one.stream_id, one.version, *_kept(one))
                    for one in deliveries
                ],
            )
        await _end(connection, END_CLOCKS, rows.clocks)
        await _end(connection, END_FACTS, rows.facts)
        await _end_of_source(connection, source, rows.cases.ends)
        await _end_people(connection, source, rows.people.ends)
        await add_rows(connection, rows)
        await connection.execute(MOVE_HEADS, source, list(rows.heads), list(rows.heads.values()))

    async def move_head(self, connection: Lent, source: str, stream: UUID, version: int) -> None:
        await self._enter(connection)
        await connection.execute(MOVE_HEADS, source, [stream], [version])


async def add_rows(connection: Adding, rows: PageRows) -> None:
    """Copies a page's new rows into the generation that the transaction is in."""
    await connection.copy_records_to_table("recordings", records=rows.recordings)
    await _copy(connection, "clocks", ClockValues._fields, rows.clocks.stretches)
    await _copy(connection, "facts", FactValues._fields, rows.facts.stretches)
    await _copy(connection, "cases", CaseValues._fields, rows.cases.stretches)
    await _copy(connection, "people", PersonValues._fields, rows.people.stretches)


async def _end(
    connection: Lent,
    ending: str,
    timeline: Timeline[UUID, ClockValues] | Timeline[UUID, FactValues],
) -> None:
    if timeline.ends:
        await connection.execute(ending, list(timeline.ends), *_moments(timeline.ends.values()))


async def _end_of_source(connection: Lent, source: str, ends: dict[UUID, Recording]) -> None:
    if ends:
        await connection.execute(END_CASES, source, list(ends), *_moments(ends.values()))


async def _end_people(connection: Lent, source: str, ends: dict[PersonKey, Recording]) -> None:
    if ends:
        streams, persons, parts = zip(*ends, strict=True)
        await connection.execute(
            END_PEOPLE, source, streams, persons, parts, *_moments(ends.values())
        )


def _moments(recordings: Iterable[Recording]) -> tuple[list[object], list[object]]:
    kept = list(recordings)
    return [one.recorded_at for one in kept], [one.position for one in kept]


class _HasLife(Protocol):
    @property
    def known(self) -> Recording: ...
    @property
    def ended(self) -> Recording | None: ...


def _life(stretch: _HasLife) -> tuple[object, ...]:
    ended = stretch.ended
    return (
        stretch.known.recorded_at,
        stretch.known.position,
        ended.recorded_at if ended else None,
        ended.position if ended else None,
    )


async def _copy(
    connection: Adding,
    table: str,
    columns: tuple[str, ...],
    stretches: Sequence[Stretch[ClockValues]]
    | Sequence[Stretch[FactValues]]
    | Sequence[Stretch[CaseValues]]
    | Sequence[Stretch[PersonValues]],
) -> None:
    if stretches:
        await connection.copy_records_to_table(
            table,
            columns=columns + LIFE,
            records=[(*one.values, *_life(one)) for one in stretches],
        )


def _kept(one: Delivery) -> tuple[UUID, datetime, bytes]:
    return one.event_id, one.recorded_at, one.body
