"""A writer that measures itself: how long an append waited and took, and how far the log is."""

from dataclasses import dataclass
from time import perf_counter

from shared.event_store.store import Append, Appended, Outcome
from shared.event_store.writing import LogWriter
from shared.telemetry import Metrics


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredWriter:
    """Appends through `writer` and tells `metrics`."""

    writer: LogWriter
    metrics: Metrics

    async def append(self, append: Append) -> Outcome:
        started = perf_counter()
        outcome = await self.writer.append(append)
        self.metrics.appended(perf_counter() - started)
        if isinstance(outcome, Appended):
            self.metrics.appended_at(outcome.positions[-1])
        return outcome
