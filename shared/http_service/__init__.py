"""What every service does the same way over HTTP, put together by `create_service`."""

from shared.http_service.feed import BATCH_TYPE, Log
from shared.http_service.from_settings import clock_from, edge_from, tokens_from
from shared.http_service.refusals import FromAnotherLog
from shared.http_service.service import create_service
from shared.http_service.serving import serve

__all__ = [
    "BATCH_TYPE",
    "FromAnotherLog",
    "Log",
    "clock_from",
    "create_service",
    "edge_from",
    "serve",
    "tokens_from",
]
