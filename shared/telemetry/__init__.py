"""Logs without personal data, correlation of what belongs together, and Prometheus metrics."""

from shared.telemetry.correlation import CORRELATION, correlation_id
from shared.telemetry.log_lines import capture_library_logs, log_of, write_line
from shared.telemetry.metrics import TEXT_FORMAT, Metrics

__all__ = [
    "CORRELATION",
    "TEXT_FORMAT",
    "Metrics",
    "capture_library_logs",
    "correlation_id",
    "log_of",
    "write_line",
]
