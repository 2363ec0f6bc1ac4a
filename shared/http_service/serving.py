"""Running a service's application: uvicorn, with our log in place of its own."""

import gc
import signal
import socket
from types import FrameType
from typing import Final

import uvicorn
from fastapi import FastAPI
from typing_extensions import override

from shared.telemetry import capture_library_logs

GRACE_SECONDS: Final = 5
KEEP_ALIVE_SECONDS: Final = 75
"""Longer than the usual load balancer's 60, so that it is never we who hang up in between."""

COLLECT_AFTER: Final = (20_000, 10, 10)
"""Objects more than are gone before the youngest are looked through; Python's own is 700."""


class _Server(uvicorn.Server):
    """Tells the application when it is asked to stop, so that readers at rest are let go.

    Being asked to stop is no failure: unlike uvicorn's own, it does not end by the same signal
    again but in order, with exit code 0. Asked by Ctrl-C a second time, it waits for nobody.
    """

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        # What is there now stays: the collector need not walk it again with every thousand objects
        # of a request, nearly all of which go by their count of references.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECT_AFTER)

    @override
    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        app = self.config.app
        assert isinstance(app, FastAPI)
        app.state.stopping = True
        self.force_exit = self.should_exit and sig == signal.SIGINT
        self.should_exit = True


def serve(app: FastAPI, *, host: str, port: int) -> None:
    """Answer requests until SIGINT or SIGTERM; what is under way gets a few seconds to end.

    Logs are JSON lines on standard error; there is no access log besides `http.requests`.
    """
    capture_library_logs()
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
    )
    _Server(config).run()
