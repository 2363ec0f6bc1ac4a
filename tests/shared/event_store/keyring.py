"""A key ring on a fresh key database, and names for its keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final
from uuid import UUID

from shared.event_store.key_names import KeyKind, KeyName, KeyWanted
from shared.event_store.keys import KeyRing
from shared.event_store.master_key import MasterKey

MASTER: Final = MasterKey.of(b"m" * 32)


@asynccontextmanager
async def key_ring(dsn: str, master: MasterKey = MASTER) -> AsyncIterator[KeyRing]:
    """Another process, as far as the keys are concerned: connections and a memory of its own."""
    ring = KeyRing(dsn, "keys", master)
    try:
        yield ring
    finally:
        await ring.close()


def person(owner: UUID) -> KeyName:
    return KeyName(KeyKind.PERSON, owner)


def case(owner: UUID) -> KeyName:
    return KeyName(KeyKind.CASE, owner)


def text(owner: UUID) -> KeyName:
    return KeyName(KeyKind.TEXT, owner)


def wanted(name: KeyName, *, under: UUID | None = None) -> KeyWanted:
    return KeyWanted(name=name, case=under)
