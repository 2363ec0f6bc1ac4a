"""The keys of people, cases and texts, in a database of their own.

A key is made once, before the first event that needs it, and never replaced: whoever loses a race
takes the winner's. A destroyed key keeps its row, without the key, so that it is never made again.
"""

from collections.abc import Iterable, Mapping, Sequence
from time import monotonic
from typing import Final, NamedTuple
from uuid import UUID

from shared.database.line import Line
from shared.database.together import Together
from shared.event_store.key_names import KeyKind, KeyName, Keys, KeyWanted, PersonErased
from shared.event_store.master_key import MasterKey
from shared.event_store.wrapping import KeyRow, OpenKey, Proposal, opened, proposed

CACHE_SECONDS: Final = 5.0
CACHE_SIZE: Final = 20_000
ROUNDS: Final = 3

_FETCH: Final = """
with wanted as (select * from unnest($1::text[], $2::uuid[]) as w(kind, owner)),
     found as (select k.* from wanted join keys k using (kind, owner))
select kind, owner, wrapped, wrapped_by, under from found
union
select c.kind, c.owner, c.wrapped, c.wrapped_by, c.under
from found t join keys c on c.kind = 'case' and c.owner = t.under
"""
_ENSURE: Final = """
select kind, owner, wrapped, wrapped_by, under
from ensure_keys($1::text[], $2::uuid[], $3::bytea[], $4::text[], $5::uuid[], $6::bytea[])
"""
_DESTROY: Final = "select destroy_keys($1::text[], $2::uuid[])"


_KINDS: Final = {kind.value: kind for kind in KeyKind}


class _Kept(NamedTuple):
    until: float
    open: OpenKey


class KeyRing:
    """Keys by batch: one question to the database for all that a command, or a page, needs.

    Keys that were read stay in memory for five seconds, so a key destroyed by another process
    works here no longer than that; for writing, the database is always asked.
    """

    def __init__(self, dsn: str, schema: str, master: MasterKey) -> None:
        """`dsn` is of the service's key database, and `schema` that of its keys."""
        # To read is not to wait until what others write is on disk.
        self._reading = Line(dsn, schema)
        self._writing = Line(dsn, schema)
        self._master = master
        self._seen_lately: dict[KeyName, _Kept] = {}
        self._destructions = 0
        self._fetching = Together(self._fetched)
        self._ensuring = Together(self._ensured)

    async def open(self) -> None:
        """Connect. Raises what asyncpg raises where the key database is out of reach."""
        await self._reading.fetch("select")

    async def close(self) -> None:
        """Disconnect."""
        await self._reading.close()
        await self._writing.close()

    async def fetch(self, names: Iterable[KeyName]) -> Keys:
        """The keys of `names`, live or destroyed; one that never was is in neither."""
        wanted = set(names)
        now = monotonic()
        live = {
            name: kept.open.key
            for name in wanted
            if (kept := self._seen_lately.get(name)) is not None and kept.until > now
        }
        missing = frozenset(wanted - live.keys())
        if not missing:
            return Keys(live=live)
        keys = await self._fetching.ask(missing)
        found = {name: keys.live[name] for name in missing & keys.live.keys()}
        return Keys(live=live | found, destroyed=missing & keys.destroyed)

    async def ensure(self, wanted: Iterable[KeyWanted]) -> Keys:
        """The keys of all `wanted`, made where there is none. Raises PersonErased.

        They are on disk when this returns, so an event written under one can always be read.
        """
        by_name = {want.name: want for want in wanted}
        for case in {want.case for want in by_name.values() if want.case is not None}:
            name = KeyName(KeyKind.CASE, case)
            by_name[name] = KeyWanted(name=name)
        if not by_name:
            return Keys()
        keys = await self._ensuring.ask(by_name)
        for name in sorted(keys.destroyed):
            raise PersonErased(name)
        return keys

    async def _fetched(self, asked: Sequence[frozenset[KeyName]]) -> list[Keys]:
        names = list(frozenset().union(*asked))
        destructions = self._destructions
        rows = {row.name: row for row in await self._ask(self._reading, _FETCH, *_columns(names))}
        keys = opened(self._master, rows.values())
        self._keep(keys, rows, destructions)
        return [keys] * len(asked)

    async def _ensured(self, asked: Sequence[Mapping[KeyName, KeyWanted]]) -> list[Keys]:
        """For each the keys that it wants, or those that it wants in vain: live or destroyed.

        A text is proposed under the key that its case was last seen to have; should that be gone,
        the database takes none, and the next round knows.
        """
        destructions = self._destructions
        left = {name: want for wanted in asked for name, want in wanted.items()}
        cases = self._cases_among(left)
        rows: dict[KeyName, KeyRow] = {}
        for _ in range(ROUNDS):
            proposals = proposed(self._master, left.values(), cases)
            for row in await self._propose(proposals):
                rows[row.name] = row
            own = {one.open.row.wrapped: one.open.key for one in proposals}
            keys = opened(self._master, rows.values(), own)
            answers = [_own(keys, wanted) for wanted in asked]
            left = {
                name: want
                for wanted, own in zip(asked, answers, strict=True)
                if not own.destroyed
                for name, want in wanted.items()
                if name not in own.live
            }
            if not left:
                self._keep(keys, rows, destructions)
                return answers
            left |= {
                name: KeyWanted(name=name)
                for want in left.values()
                if want.case is not None
                for name in (KeyName(KeyKind.CASE, want.case),)
            }
            cases = {
                name.owner: OpenKey(key, rows[name])
                for name, key in keys.live.items()
                if name.kind is KeyKind.CASE
            }
        raise RuntimeError("a key could not be made, though nobody else made it")

    async def destroy(self, names: Iterable[KeyName]) -> int:
        """Destroy the keys for good, also ones that this database never had; idempotent.

        With a case's key every text of that case is gone. The number says how many were live.
        """
        ordered = sorted(set(names))
        if not ordered:
            return 0
        [(destroyed,)] = await self._writing.fetch(_DESTROY, *_columns(ordered))
        self._destructions += 1
        self._seen_lately.clear()
        return int(destroyed)

    async def _propose(self, proposals: Sequence[Proposal]) -> list[KeyRow]:
        rows = [proposal.open.row for proposal in proposals]
        return await self._ask(
            self._writing,
            _ENSURE,
            *_columns([row.name for row in rows]),
            [row.wrapped for row in rows],
            [row.wrapped_by for row in rows],
            [row.under for row in rows],
            [proposal.wrapper for proposal in proposals],
        )

    async def _ask(self, line: Line, query: str, *arguments: Sequence[object]) -> list[KeyRow]:
        return [
            KeyRow(KeyName(_KINDS[kind], owner), wrapped, wrapped_by, under)
            for kind, owner, wrapped, wrapped_by, under in await line.fetch(query, *arguments)
        ]

    def _cases_among(self, names: Iterable[KeyName]) -> dict[UUID, OpenKey]:
        """The keys of cases that were seen lately."""
        now = monotonic()
        return {
            name.owner: kept.open
            for name in names
            if name.kind is KeyKind.CASE
            and (kept := self._seen_lately.get(name)) is not None
            and kept.until > now
        }

    def _keep(self, keys: Keys, rows: Mapping[KeyName, KeyRow], destructions: int) -> None:
        """Unless keys were destroyed here since they were asked for: these may be among them."""
        if destructions != self._destructions:
            return
        if len(self._seen_lately) + len(keys.live) > CACHE_SIZE:
            self._seen_lately.clear()
        until = monotonic() + CACHE_SECONDS
        self._seen_lately.update(
            (name, _Kept(until, OpenKey(key, rows[name]))) for name, key in keys.live.items()
        )


def _own(keys: Keys, wanted: Mapping[KeyName, KeyWanted]) -> Keys:
    return Keys(
        live={name: keys.live[name] for name in wanted if name in keys.live},
        destroyed=keys.destroyed.intersection(wanted),
    )


def _columns(names: Sequence[KeyName]) -> tuple[list[str], list[UUID]]:
    return [name.kind.value for name in names], [name.owner for name in names]
