"""The containers of docker-compose.yml as processes: their commands, their environments, no other.

What a container engine would do is done here: host names and ports of the file become those of this
machine, and `/run/secrets` becomes a folder. Nothing else is told to any process.
"""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.deploy.compose_file import ROOT, SERVICES, Container, containers

SECONDS_TO_BE_WELL: Final = 120.0
_SECONDS_TO_END: Final = 30.0


def eventually(holds: Callable[[], bool], seconds: float = SECONDS_TO_BE_WELL) -> bool:
    deadline = time.monotonic() + seconds
    pause = threading.Event()
    while not holds():
        if time.monotonic() > deadline:
            return False
        pause.wait(0.1)
    return True


@dataclass(slots=True, kw_only=True)
class Installation:
    """`places` are the file's addresses and those of this machine; `folder` holds the secrets."""

    folder: Path
    variables: Mapping[str, str]
    places: Mapping[str, str]
    ports: Mapping[str, int]
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def secrets(self) -> Path:
        return self.folder / "secrets"

    @property
    def containers(self) -> Mapping[str, Container]:
        return containers(self.variables)

    def address(self, service: str) -> str:
        return f"http://127.0.0.1:{self.ports[service]}"

    def environment(self, name: str) -> Mapping[str, str]:
        """That of the file, here. HOME is nobody's, as in the image."""
        said = {key: self._here(value) for key, value in self.containers[name].environment.items()}
        if "CANDOUR_PORT" in said:
            said["CANDOUR_PORT"] = str(self.ports[name.removesuffix("-worker")])
            said["CANDOUR_HOST"] = "127.0.0.1"
        path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
        return {**said, "PATH": path, "PYTHONPATH": str(ROOT), "HOME": "/nonexistent"}

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        """A container that ends by itself."""
        return subprocess.run(
            self.containers[name].said["command"],
            env=self.environment(name),
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS_TO_BE_WELL,
        )

    def start(self, name: str) -> None:
        with self.log(name).open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.containers[name].said["command"],
                env=self.environment(name),
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def is_well(self, name: str) -> bool:
        """What the container's own health check says."""
        kind, *test = self.containers[name].said["healthcheck"]["test"]
        command = ["sh", "-c", *test] if kind == "CMD-SHELL" else test
        done = subprocess.run(
            command, env=self.environment(name), cwd=self.folder, capture_output=True, check=False
        )
        return done.returncode == 0

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def stop(self) -> None:
        """As Compose does: asked first."""
        for process in self.running.values():
            process.terminate()
        for process in self.running.values():
            try:
                process.wait(_SECONDS_TO_END)
            finally:
                process.kill()

    def _here(self, value: str) -> str:
        for there, here in self.places.items():
            value = value.replace(there, here)
        return value


@contextmanager
def installed(
    folder: Path,
    *,
    variables: Mapping[str, str],
    postgres: str,
    kafka: str,
    first_port: int,
) -> Iterator[Installation]:
    """`postgres` and `kafka` are `host:port`. Everything that was started is stopped at the end."""
    ports = {service: first_port + number for number, service in enumerate(SERVICES)}
    places = {
        "@postgres:5432": f"@{postgres}",
        "kafka:9092": kafka,
        "/run/secrets": str(folder / "secrets"),
        **{f"//{name}:{8001 + n}": f"//127.0.0.1:{ports[name]}" for n, name in enumerate(SERVICES)},
    }
    made = Installation(folder=folder, variables=variables, places=places, ports=ports)
    made.secrets.mkdir(mode=0o700)
    try:
        yield made
    finally:
        made.stop()
        shutil.rmtree(made.secrets)
