"""A supervisor as a process of its own: keeps one service in a home until it is told to stop."""

import sys
from pathlib import Path

from services.command_line.children import Recipe
from services.command_line.home import Home
from services.command_line.supervisor import AlreadyRunning, Supervisor, sole_keeper


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def main(path: str, port: str) -> None:
    home = Home(path=Path(path))
    home.prepare()
    settings = {"CANDOUR_PORT": port}
    try:
        with sole_keeper(home):
            supervisor = Supervisor(home=home, say=say)
            supervisor.listen_for_signals()
            supervisor.clear_leftovers()
            try:
                supervisor.start(
                    Recipe(
                        name="a-service",
                        module="tests.command_line.a_service",
                        settings=settings,
                        port=int(port),
                    )
                )
                supervisor.wait_ready("a-service", f"http://127.0.0.1:{port}")
                say("ready")
                supervisor.keep(lambda: False)
            finally:
                supervisor.stop()
            say("stopped")
    except AlreadyRunning:
        sys.exit(3)


if __name__ == "__main__":
    main(*sys.argv[1:])
