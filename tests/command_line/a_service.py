"""A small real service for the supervisor to keep: ready at once; falls over or talks if asked."""

import os
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from typing_extensions import override

from services.command_line.logs import LARGEST_BYTES


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/fall":
            os._exit(7)
        if self.path == "/talk":
            sys.stdout.write(f"{'x' * 999}\n" * (LARGEST_BYTES // 1000))
            sys.stdout.flush()
        said = str(os.getpid()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    @override
    def log_message(self, format: str, *args: object) -> None:
        sys.stdout.write(f"answered {format % args}\n")


if __name__ == "__main__":
    sys.stdout.write("started\n")
    sys.stdout.flush()
    ThreadingHTTPServer(("127.0.0.1", int(os.environ["CANDOUR_PORT"])), Answers).serve_forever()
