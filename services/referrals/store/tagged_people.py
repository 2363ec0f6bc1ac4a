"""The rows of the index of people that carry a tag, opened for whoever searches."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from services.referrals.application.people.describing import FOUND_BY, read
from services.referrals.domain.people.entry import Sought
from shared.database.engine import Pool
from shared.event_store.authority_keys import AuthorityKeys
from shared.event_store.key_names import KeyStore
from shared.event_store.list_values import open_rows

MOST: Final = 500
"""Rows that one search opens: a date of birth is shared by a few dozen children of a county."""

_WITH_ANY: Final = """
select stream_id, personal from case_list
 where authority = $1 and kind = 'person' and tags && $2::text[]
 order by stream_id limit $3
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleByTag:
    """Reads the case list by its index of tags; `keys` opens what the rows say of each person."""

    pool: Pool
    keys: KeyStore

    async def with_any(self, authority: str, tags: Sequence[str]) -> list[tuple[UUID, Sought]]:
        """Those with any of the tags; who was erased says nothing, and is left out."""
        rows = await self.pool.fetch(_WITH_ANY, authority, list(tags), MOST)
        keys = AuthorityKeys(self.keys, authority)
        opened = await open_rows(keys, [(row["stream_id"], row["personal"]) for row in rows])
        return [
            (row["stream_id"], read(found))
            for row, values in zip(rows, opened, strict=True)
            if isinstance(found := values.get(FOUND_BY), str)
        ]
