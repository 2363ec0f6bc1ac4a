"""A small real HTTP service for replays: repeats answers by key, can be late or busy."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from typing_extensions import override


@dataclass(slots=True)
class Book:
    """What was asked and answered; so many `busy` answers, `unknown_reads` and `empty_reads` come
    first.
    """

    answers: dict[str, tuple[int, object]] = field(default_factory=dict)
    seen: list[dict[str, object]] = field(default_factory=list)
    busy: int = 0
    unknown_reads: int = 0
    empty_reads: int = 0

    def answer(self, asked: dict[str, object]) -> tuple[int, object]:
        self.seen.append(asked)
        if asked["method"] == "GET":
            self.empty_reads -= 1
            if self.empty_reads >= 0:
                return 200, {"items": []}
            self.unknown_reads -= 1
            return (
                (404, {"code": "no-such-case"})
                if self.unknown_reads >= 0
                else (200, {"items": [1]})
            )
        if self.busy:
            self.busy -= 1
            return 503, {"code": "queue-full"}
        key = str(asked["key"])
        if key not in self.answers:
            self.answers[key] = self._decide(asked)
        return self.answers[key]

    def _decide(self, asked: dict[str, object]) -> tuple[int, object]:
        if asked["path"] == "/refused":
            return 409, {"code": "case-closed", "title": "The case is closed."}
        return 201, {"reference": f"C-2022-{len(self.answers) + 1:05}", "odd/name": ["x"]}


@contextmanager
def caseworker() -> Iterator[tuple[str, Book]]:
    """The address of a running service, and its book."""
    book = Book()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            said = self.rfile.read(length)
            status, document = book.answer(
                {
                    "method": self.command,
                    "path": self.path,
                    "key": self.headers.get("Idempotency-Key"),
                    "time": self.headers.get("Candour-Time"),
                    "authority": self.headers.get("Candour-Authority"),
                    "authorization": self.headers.get("Authorization"),
                    "body": json.loads(said) if said else None,
                }
            )
            answer = json.dumps(document).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        @override
        def log_message(self, format: str, *args: object) -> None:
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", book
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
