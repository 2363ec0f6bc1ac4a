"""How many open exploitation cases a practitioner has."""

from typing import Protocol


class Caseloads(Protocol):
    """Counts them in the service's own list: `services.referrals.store.listed_caseloads`."""

    async def open_cases(self, authority: str, worker: str, *, without: str) -> int:
        """Those of `worker`, leaving out the case of the reference `without`."""
        ...
