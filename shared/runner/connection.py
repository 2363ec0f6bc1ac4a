"""The types of a pool and of a connection lent by it: generic for mypy, plain at run time."""

from typing import TYPE_CHECKING

import asyncpg
from asyncpg.pool import PoolConnectionProxy

if TYPE_CHECKING:
    Pool = asyncpg.Pool[asyncpg.Record]
    Lent = PoolConnectionProxy[asyncpg.Record]
else:
    Pool = asyncpg.Pool
    Lent = PoolConnectionProxy

__all__ = ["Lent", "Pool"]
