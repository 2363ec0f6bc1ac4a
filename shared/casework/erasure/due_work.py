"""What the worker finds undone: erasures that were asked for and not yet confirmed."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from shared.casework.erasure.erasing import Erasing
from shared.casework.speaking import Speaking
from shared.clock import Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """An erasure that was cut off: its stream, in its authority."""

    authority: str
    stream: UUID


async def resume_erasure(erasing: Erasing, unfinished: Unfinished, clock: Clock) -> None:
    """Carry it out from wherever it stands."""
    command_id = uuid5(unfinished.stream, "resumed")
    said = Speaking.alone(erasing.service, unfinished.authority, command_id, clock.now())
    await erasing.resume(unfinished.stream, said)
