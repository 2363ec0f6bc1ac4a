"""A service that answers on a port of its own while a block lasts, in a thread of this process.

The port is bound before anybody is told of it, and stays so: nobody else can take it in between.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI


@contextmanager
def answering(app_on: Callable[[int], FastAPI]) -> Iterator[str]:
    """The address; `app_on` makes the application, told of its port."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = int(listener.getsockname()[1])
        server = uvicorn.Server(uvicorn.Config(app_on(port), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        pause = threading.Event()
        while not server.started and thread.is_alive():
            pause.wait(0.01)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()
