"""How many open exploitation cases a practitioner has."""

from contextlib import AbstractAsyncContextManager
from typing import Protocol


class Caseloads(Protocol):
    """Counts them in the service's own list: `services.referrals.store.listed_caseloads`."""

    def open_cases(
        self, authority: str, worker: str, *, without: str
    ) -> AbstractAsyncContextManager[int]:
        """Those of `worker`, leaving out the case of the reference `without`.

        Nobody is given a case while the block lasts, other than by the block itself.
        """
        ...
