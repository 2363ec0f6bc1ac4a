"""References to read out, like `C-2022-00001`: unique in an authority, gaps allowed."""

import asyncio
from typing import Final

from shared.database.engine import Pool

_BLOCK: Final = 20
_DRAW: Final = """
insert into reference_numbers as r (authority, prefix, year, next_number)
values ($1, $2, $3, 1 + $4::bigint)
on conflict (authority, prefix, year) do update set next_number = r.next_number + $4::bigint
returning next_number - $4::bigint
"""


class References:
    """Draws references in blocks, so that a row of the database is not locked for each case."""

    def __init__(self, pool: Pool, block: int = _BLOCK) -> None:
        self._pool = pool
        self._block = block
        self._left: dict[tuple[str, str, int], range] = {}
        self._drawing = asyncio.Lock()

    async def draw(self, prefix: str, authority: str, year: int) -> str:
        """The next reference; `year` is that of `recorded_at`."""
        series = (authority, prefix, year)
        async with self._drawing:
            left = self._left.get(series)
            if not left:
                first = int(await self._pool.fetchval(_DRAW, authority, prefix, year, self._block))
                left = range(first, first + self._block)
            self._left[series] = left[1:]
        return f"{prefix}-{year}-{left[0]:05d}"
