"""The worker's job of later referrals: it looks again at what a command was cut off from.

Whether a referral is a further one follows from another's change as a command of its own. Where
the first was stored and the process died before the second, the log still tells of the first: the
worker goes along the log, a round behind its head, so that it comes after whoever is still at it.
"""

import asyncio
from dataclasses import dataclass, field
from typing import Final, Protocol
from uuid import UUID, uuid5

from structlog.typing import FilteringBoundLogger

from services.referrals.application.cases import ReferralDesk
from services.referrals.application.further_referrals import FurtherReferrals
from services.referrals.application.kinds import SERVICE
from shared.casework.speaking import Speaking
from shared.casework.working import pause
from shared.clock import Clock, london_date

PAGE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A referral was decided, put right or linked, at a position of the log."""

    position: int
    authority: str
    stream: UUID
    reference: str


class Changes(Protocol):
    """What the log tells of children who have more than one referral."""

    async def head(self) -> int:
        """The last position."""

    async def between(self, after: int, up_to: int, *, limit: int) -> tuple[Happened, ...]:
        """In the order of positions, `after` left out."""


@dataclass(slots=True, kw_only=True)
class ResumingFurther:
    """Begins with the whole log at every start: looking again where nothing is undone is cheap.

    What fails is logged and tried again in the next round. In simulated time a look has the time
    that its case has reached.
    """

    changes: Changes
    referrals: ReferralDesk
    further: FurtherReferrals
    clock: Clock
    simulated: bool
    poll_seconds: float
    log: FilteringBoundLogger
    _done: int = 0
    _seen: int = 0
    _failed: dict[str, Happened] = field(default_factory=dict)

    async def go_on(self, stop: asyncio.Event) -> None:
        """Look until told to stop."""
        while not stop.is_set():
            await self.once()
            await pause(stop, self.poll_seconds)

    async def once(self) -> None:
        """Look at everything up to where the log ended in the round before."""
        try:
            waiting = tuple(self._failed.values())
            self._failed.clear()
            await self._look_at(waiting)
            while self._done < self._seen:
                found = await self.changes.between(self._done, self._seen, limit=PAGE)
                await self._look_at(found)
                self._done = found[-1].position if len(found) == PAGE else self._seen
            self._seen = await self.changes.head()
        except Exception:
            self.log.exception("round-failed")

    async def _look_at(self, found: tuple[Happened, ...]) -> None:
        """One that fails must not keep the others waiting."""
        for happened in found:
            try:
                await self.further.look_again(happened.reference, await self._said(happened))
            except Exception:
                self.log.exception("further-referrals-not-looked-at", stream=str(happened.stream))
                self._failed[f"{happened.authority}/{happened.position}"] = happened

    async def _said(self, happened: Happened) -> Speaking:
        """Named after what happened, so that it is the same command each time."""
        command_id = uuid5(happened.stream, f"further/{happened.position}")
        if not self.simulated:
            return Speaking.alone(SERVICE, happened.authority, command_id, self.clock.now())
        case = await self.referrals.find(happened.authority, happened.reference)
        at = case.recorded[-1].stored.recorded_at
        return Speaking(
            authority=happened.authority,
            actor=f"{SERVICE}-worker",
            role="service",
            team=None,
            worker=None,
            command_id=command_id,
            fingerprint=command_id.bytes,
            decided_at=at,
            today=london_date(at),
            simulated_at=at,
            correlation_id=command_id,
        )
