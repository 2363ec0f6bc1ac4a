"""A way between two processes that a test can cut: bytes go through it until it is told otherwise.

It runs in a thread of its own and copies between sockets, so that what is cut is a real connection.
"""

import contextlib
import random
import socket
import struct
import threading
from dataclasses import dataclass, field
from typing import Final

RESET: Final = struct.pack("ii", 1, 0)
CHUNK: Final = 65_536


@dataclass(slots=True, kw_only=True)
class Proxy:
    """Listens on a port of its own for connections to `port`.

    `lost` is the share of answers that are lost: the question arrives, and where the answer should
    come back, both connections are cut. `cuts` counts them.
    """

    port: int
    lost: float = 0.0
    cuts: int = 0
    dice: random.Random = field(default_factory=lambda: random.Random(7))
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    _open: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        threading.Thread(target=self._listen, name="proxy", daemon=True).start()

    @property
    def own_port(self) -> int:
        return int(self.listener.getsockname()[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.own_port}"

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for each in self._open:
            each.close()

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self.port))
            except OSError:
                near.close()
                continue
            self._open += [near, far]
            threading.Thread(target=self._carry, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self._carry, args=(far, near, True), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket, answers: bool) -> None:  # noqa: FBT001 - a thread's argument
        with contextlib.suppress(OSError):
            while data := source.recv(CHUNK):
                if answers and self.dice.random() < self.lost:
                    self.cuts += 1
                    break
                target.sendall(data)
        for each in (source, target):
            with contextlib.suppress(OSError):
                each.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
                each.shutdown(socket.SHUT_RDWR)
