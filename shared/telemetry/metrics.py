"""What a process counts for Prometheus: a registry for each application, so tests never share one.

Labels are route templates, methods, statuses and public codes: a handful of values each, and never
anything that came from a request.
"""

from dataclasses import dataclass, field
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)

TEXT_FORMAT: Final = "text/plain; version=0.0.4; charset=utf-8"
KNOWN_METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
REQUEST_SECONDS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
APPEND_SECONDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class _OfRoute:
    """The counters of one (method, route, status), looked up once: labels cost more than counts."""

    requests: Counter
    seconds: Histogram


@dataclass(slots=True)
class Metrics:
    """The counters and gauges of one service; `text()` is what `/metrics` answers."""

    registry: CollectorRegistry
    _requests: Counter
    _request_seconds: Histogram
    _refusals: Counter
    _append_seconds: Histogram
    _read_seconds: Histogram
    _log_position: Gauge
    _reader_position: Gauge
    _reader_lag: Gauge
    _reader_lag_seconds: Gauge
    _parked: Gauge
    _parked_cases: Gauge
    _parked_seconds: Gauge
    _skipped: Gauge
    _not_of_the_log: Gauge
    _of_route: dict[tuple[str, str, int], _OfRoute] = field(default_factory=dict)

    @classmethod
    def of(cls, service: str) -> "Metrics":
        """Fresh counters for a service, with the process's memory, time and open files."""
        registry = CollectorRegistry()
        PlatformCollector(registry=registry)
        ProcessCollector(registry=registry)
        Info("candour_service", "Which service this is", registry=registry).info({"name": service})
        return cls(
            registry=registry,
            _requests=Counter(
                "candour_requests",
                "Requests answered",
                ["method", "route", "status"],
                registry=registry,
            ),
            _request_seconds=Histogram(
                "candour_request_seconds",
                "Time to answer",
                ["method", "route"],
                buckets=REQUEST_SECONDS,
                registry=registry,
            ),
            _refusals=Counter(
                "candour_refusals", "Refusals by public code", ["code"], registry=registry
            ),
            _append_seconds=Histogram(
                "candour_append_seconds",
                "Time from handing an append over to its answer after the commit",
                buckets=APPEND_SECONDS,
                registry=registry,
            ),
            _read_seconds=Histogram(
                "candour_read_recorded_seconds",
                "Time from handing a read to the access log over to its commit",
                buckets=APPEND_SECONDS,
                registry=registry,
            ),
            _log_position=Gauge(
                "candour_log_position",
                "Last position that this process appended; 0 until it has",
                registry=registry,
            ),
            _reader_position=Gauge(
                "candour_reader_position", "Last position applied", ["reader"], registry=registry
            ),
            _reader_lag=Gauge(
                "candour_reader_lag_positions",
                "Positions not applied yet",
                ["reader"],
                registry=registry,
            ),
            _reader_lag_seconds=Gauge(
                "candour_reader_lag_seconds",
                "Time since the reader last found itself level with the log",
                ["reader"],
                registry=registry,
            ),
            _parked=Gauge(
                "candour_parked_messages", "Messages set aside", ["reader"], registry=registry
            ),
            _parked_cases=Gauge(
                "candour_parked_cases", "Cases set aside", ["reader"], registry=registry
            ),
            _parked_seconds=Gauge(
                "candour_parked_oldest_seconds",
                "How long the oldest message set aside has waited",
                ["reader"],
                registry=registry,
            ),
            _skipped=Gauge(
                "candour_skipped_messages", "Messages given up", ["reader"], registry=registry
            ),
            _not_of_the_log=Gauge(
                "candour_refused_records",
                "Records of a topic that were no message of its log",
                ["reader"],
                registry=registry,
            ),
        )

    def answered(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count one answer; `route` is the route's template, never the path that was asked."""
        known = method if method in KNOWN_METHODS else "other"
        key = (known, route, status)
        counters = self._of_route.get(key)
        if counters is None:
            counters = _OfRoute(
                requests=self._requests.labels(known, route, str(status)),
                seconds=self._request_seconds.labels(known, route),
            )
            self._of_route[key] = counters
        counters.requests.inc()
        counters.seconds.observe(seconds)

    def refused(self, code: str) -> None:
        """Count one refusal by its public code."""
        self._refusals.labels(code).inc()

    def appended(self, seconds: float) -> None:
        """Note how long one append took, commit included."""
        self._append_seconds.observe(seconds)

    def read_recorded(self, seconds: float) -> None:
        """Note how long it took to record one read, commit included."""
        self._read_seconds.observe(seconds)

    def appended_at(self, position: int) -> None:
        self._log_position.set(position)

    def reader_is_at(self, reader: str, *, position: int, behind: int, seconds: float) -> None:
        """Note where a reader is, and how far behind the log: in positions and in seconds."""
        self._reader_position.labels(reader).set(position)
        self._reader_lag.labels(reader).set(behind)
        self._reader_lag_seconds.labels(reader).set(seconds)

    def parked(
        self, reader: str, *, messages: int, cases: int, oldest_seconds: float, skipped: int
    ) -> None:
        """Note what stands aside, for how long the oldest of it, and how much was given up."""
        self._parked.labels(reader).set(messages)
        self._parked_cases.labels(reader).set(cases)
        self._parked_seconds.labels(reader).set(oldest_seconds)
        self._skipped.labels(reader).set(skipped)

    def not_of_the_log(self, reader: str, *, records: int) -> None:
        """Note how many records of its topic were no message of the log."""
        self._not_of_the_log.labels(reader).set(records)

    def text(self) -> bytes:
        """All of it in Prometheus's text format."""
        return generate_latest(self.registry)
