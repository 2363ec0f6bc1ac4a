"""Has anybody changed the log behind the service's back? The chains are walked and checked.

Found are: a row that was edited, moved or deleted, and a log that is shorter than what a reader or
a command knows of it. Not found is a last row that nobody had read and whose command was removed
too, nor a chain that was computed anew to its end: those need checkpoints sealed elsewhere.
"""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

import asyncpg

from shared.database.engine import Connection
from shared.event_store.store import Checkpoint

FindingKind = Literal["edited", "moved", "deleted", "reader-ahead", "rewritten", "another-log"]

_ROWS_AT_A_TIME: Final = 2_000
_MOST_FINDINGS: Final = 100
_NO_STREAM: Final = UUID(int=0)
# The hash is computed where the rows are; a page begins with the hash that the page before ended
# with. The message ends in its position, which tells a moved row from an edited one.
_CHAINS: Final = """
select e.position, e.stream_id, e.version, e.hash,
       event_hash(case when e.version = 1 then ''::bytea
                       when lag(e.stream_id) over w = e.stream_id then lag(e.hash) over w
                       else $3::bytea end, e) = e.hash as unbroken,
       right(encode(e.message, 'escape'), length(tail)) = tail as in_its_place
  from events e, lateral (select '"position":"' || e.position || '"}' as tail) t
 where (e.stream_id, e.version) > ($1::uuid, $2::integer)
window w as (order by e.stream_id, e.version)
 order by e.stream_id, e.version limit $4
"""
_POSITIONS: Final = """
select e.position, e.before
  from (select position, lag(position, 1, 0::bigint) over (order by position) as before
          from events) e
 where e.position <> e.before + 1 order by e.position limit $1
"""
_COMMANDS_AHEAD: Final = """
select c.position, c.streams[c.answering + 1] as stream_id, c.versions[c.answering + 1] as version
  from commands c where c.position > $1 order by c.position limit $2
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One broken link: where it is, as far as that is known, and a sentence that says what is."""

    kind: FindingKind
    position: int | None = None
    stream_id: UUID | None = None
    version: int | None = None
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What a walk through the whole log found; at most 100 findings, the first of each chain."""

    ok: bool
    log_id: UUID
    events_checked: int
    findings: tuple[Finding, ...]


async def verify(connection: Connection, readers: Mapping[str, Checkpoint]) -> Verification:
    """Check the whole log as it is at this moment, while appends go on.

    `connection` has the log's schema as search path. `readers` says by name how far each reader of
    the log has come.
    """
    findings: list[Finding] = []
    checked = 0
    async with connection.transaction(isolation="repeatable_read", readonly=True):
        await connection.execute("set local statement_timeout = 0")
        log_id: UUID = await connection.fetchval("select log_id from log_identity")
        head = int(await connection.fetchval("select coalesce(max(position), 0) from events"))
        walk = _Walk()
        async for row in _chained(connection):
            checked += 1
            finding = walk.step(row)
            if finding is not None and len(findings) < _MOST_FINDINGS:
                findings.append(finding)
        findings += await _holes(connection)
        findings += await _commands_ahead(connection, head)
        for name, checkpoint in readers.items():
            found = await _of_reader(connection, name, checkpoint, log_id=log_id, head=head)
            findings += [] if found is None else [found]
    return Verification(
        ok=not findings,
        log_id=log_id,
        events_checked=checked,
        findings=tuple(findings[:_MOST_FINDINGS]),
    )


class _Walk:
    """Follows the chains row by row; of each chain only the first broken link is named."""

    def __init__(self) -> None:
        self._stream_id = _NO_STREAM
        self._version = 0
        self._broken = False

    def step(self, row: asyncpg.Record) -> Finding | None:
        if row["stream_id"] != self._stream_id:
            self._stream_id, self._version, self._broken = row["stream_id"], 0, False
        expected, self._version = self._version + 1, row["version"]
        if self._broken:
            return None
        position, version = row["position"], row["version"]
        kind: FindingKind
        if version != expected:
            kind, said = "deleted", f"version {expected} is missing, version {version} follows"
            position, version = None, expected
        elif row["unbroken"]:
            return None
        elif row["in_its_place"]:
            kind, said = "edited", f"the event at position {position} is not what was stored"
        else:
            kind, said = "moved", f"the event at position {position} was stored elsewhere"
        self._broken = True
        return Finding(
            kind=kind, position=position, stream_id=self._stream_id, version=version, said=said
        )


async def _chained(connection: Connection) -> AsyncIterator[asyncpg.Record]:
    """All rows, stream by stream, a page in memory at a time."""
    stream_id, version, previous = _NO_STREAM, 0, b""
    while True:
        rows = await connection.fetch(_CHAINS, stream_id, version, previous, _ROWS_AT_A_TIME)
        for row in rows:
            yield row
        if len(rows) < _ROWS_AT_A_TIME:
            return
        last = rows[-1]
        stream_id, version, previous = last["stream_id"], last["version"], last["hash"]


async def _holes(connection: Connection) -> list[Finding]:
    rows = await connection.fetch(_POSITIONS, _MOST_FINDINGS)
    return [
        Finding(
            kind="deleted",
            position=row["before"] + 1,
            said=f"positions {row['before'] + 1} to {row['position'] - 1} are missing",
        )
        for row in rows
    ]


async def _commands_ahead(connection: Connection, head: int) -> list[Finding]:
    rows = await connection.fetch(_COMMANDS_AHEAD, head, _MOST_FINDINGS)
    return [
        Finding(
            kind="deleted",
            position=row["position"],
            stream_id=row["stream_id"],
            version=row["version"],
            said=f"a command wrote position {row['position']}, the log ends at {head}",
        )
        for row in rows
    ]


async def _of_reader(
    connection: Connection, name: str, checkpoint: Checkpoint, *, log_id: UUID, head: int
) -> Finding | None:
    position = checkpoint.position
    if checkpoint.log_id != log_id:
        return Finding(kind="another-log", said=f"the reader {name} reads another log")
    if position > head:
        return Finding(
            kind="reader-ahead",
            position=position,
            said=f"the reader {name} has read position {position}, the log ends at {head}",
        )
    if position == 0 or checkpoint.event_id is None:
        return None
    event_id = await connection.fetchval(
        "select event_id from events where position = $1", position
    )
    if event_id == checkpoint.event_id:
        return None
    return Finding(
        kind="rewritten",
        position=position,
        said=f"the reader {name} read another event at position {position}",
    )
