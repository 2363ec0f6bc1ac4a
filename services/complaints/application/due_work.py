"""What the worker finds undone: erasures that were asked for and not yet confirmed."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID, uuid5

from services.complaints.application.erasing import Erasing
from services.complaints.application.speaking import Speaking
from shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """An erasure that was cut off: its stream, in its authority."""

    authority: str
    stream: UUID


class UnfinishedErasures(Protocol):
    """Where the worker finds them."""

    async def waiting(self) -> tuple[Unfinished, ...]: ...


async def resume_erasures(
    erasing: Erasing, found: UnfinishedErasures, clock: Clock
) -> tuple[Unfinished, ...]:
    """Carry each out from wherever it stands; gives those that were resumed."""
    waiting = await found.waiting()
    for one in waiting:
        said = Speaking.alone(one.authority, uuid5(one.stream, "resumed"), clock.now())
        await erasing.resume(one.stream, said)
    return waiting
