"""An Apache Kafka of one's own: one node, a child of the process that starts it.

    kafka = ApacheKafka(home / "kafka" / "data", jars)
    kafka.start()
    … kafka.bootstrap …
    kafka.stop()

For development and tests: one node, so that what it acknowledged survives its process but not
always its machine. Start it from the main thread: Linux ties the child's life to the thread that
made it.
"""

import asyncio
import os
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaError

from shared.broker.node import HOST, free_ports, new_cluster_id, write_logging, write_settings
from shared.broker.programs import java
from shared.broker.settings import KafkaSettings
from shared.database.dying_with_parent import die_with_parent

_START_LIMIT_SECONDS: Final = 120.0
_FORMAT_LIMIT_SECONDS: Final = 120.0
_STOP_LIMIT_SECONDS: Final = 30.0
_LOOK_AGAIN_SECONDS: Final = 0.1
_PORT_ATTEMPTS: Final = 5
_HEAP: Final = ("-Xms64m", "-Xmx512m")


class KafkaDidNotStart(Exception):
    """The broker ended or did not answer in time; the message names its log."""


class ApacheKafka:
    """The node whose data are in `folder`, run from `jars`; `settings` are added to its own.

    Its port is picked at the first start and kept for as long as this object lives, so that clients
    find it again after `kill` and `start`.
    """

    def __init__(
        self,
        folder: Path,
        jars: Path,
        *,
        log: Path | None = None,
        settings: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.log = log or folder / "kafka.log"
        self._jars = jars
        self._settings = dict(settings or {})
        self._ports: tuple[int, ...] = ()
        self._answered = False
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def bootstrap(self) -> str:
        """`host:port`, once it was launched."""
        return f"{HOST}:{self._ports[0]}"

    @property
    def process_id(self) -> int:
        assert self._process is not None, "not started"
        return self._process.pid

    def start(self) -> None:
        """Launch it, unless that was done, and wait until it answers.

        Raises KafkaNotHere or KafkaDidNotStart.
        """
        first = not self._answered
        for _ in range(_PORT_ATTEMPTS):
            if self._process is None:
                self.launch()
            if self._wait():
                self._answered = True
                return
            self.kill()
            if not first or "Address already in use" not in self.log.read_text(errors="replace"):
                break
            self._ports = ()
        raise KafkaDidNotStart(f"Apache Kafka did not start, see {self.log}")

    def launch(self) -> None:
        """Start the process and return; `answers` tells when it can be used."""
        program = java()
        data = self.folder / "data"
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._ports = self._ports or free_ports(2)
        if not data.is_dir():
            self._format(program, data)
        settings = write_settings(self.folder, data, self._ports, self._settings)
        logging = f"-Dlog4j2.configurationFile={write_logging(self.folder)}"
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own argument list
                [
                    str(program),
                    *_HEAP,
                    logging,
                    "-cp",
                    self._jars_all,
                    "kafka.Kafka",
                    str(settings),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                env={"PATH": os.environ.get("PATH", "")},
                # Ctrl-C is for the supervisor, which stops the services before their broker.
                start_new_session=True,
                preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509 - no threads yet
            )

    async def answers(self) -> bool:
        """Whether it gives metadata. An open port is no sign: a killed broker's may yet accept."""
        if not _accepts(self._ports[0]):
            return False
        known = KafkaSettings(bootstrap_servers=self.bootstrap)
        admin = AIOKafkaAdminClient(request_timeout_ms=2_000, **known.client_options())
        try:
            await admin.start()
            cluster = await admin.describe_cluster()
        except (KafkaError, OSError):
            return False
        finally:
            await admin.close()
        return bool(cluster["brokers"])

    async def ready(self) -> None:
        """Wait until it answers. Raises KafkaDidNotStart."""
        async with asyncio.timeout(_START_LIMIT_SECONDS):
            while not self.has_ended():
                if await self.answers():
                    return
                await asyncio.sleep(_LOOK_AGAIN_SECONDS)
        raise KafkaDidNotStart(f"Apache Kafka ended as it started, see {self.log}")

    def has_ended(self) -> bool:
        """Whether a broker that was started has ended by itself."""
        return self._process is not None and self._process.poll() is not None

    def stop(self) -> None:
        """Let it finish what it has begun; what it acknowledged stays."""
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(_STOP_LIMIT_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """End it as a power cut of its process would: at once, and with nothing finished."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    @property
    def _jars_all(self) -> str:
        return f"{self._jars}/*"

    def _wait(self) -> bool:
        """Ask from a thread with a loop of its own, since the caller may be inside of one."""
        became: list[bool] = []

        def ask() -> None:
            try:
                asyncio.run(self.ready())
            except (KafkaDidNotStart, TimeoutError):
                became.append(False)
            else:
                became.append(True)

        asking = threading.Thread(target=ask, name="kafka-start")
        asking.start()
        asking.join()
        return became == [True]

    def _format(self, program: Path, data: Path) -> None:
        """Make the data folder, whole or not at all."""
        draft = self.folder / "data.draft"
        shutil.rmtree(draft, ignore_errors=True)
        settings = write_settings(self.folder, draft, self._ports, self._settings)
        told = ["format", "--cluster-id", new_cluster_id(), "--config", str(settings)]
        done = subprocess.run(  # noqa: S603 - our own argument list
            [str(program), "-cp", self._jars_all, "kafka.tools.StorageTool", *told],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_FORMAT_LIMIT_SECONDS,
        )
        if done.returncode != 0:
            self.log.write_bytes(done.stdout + done.stderr)
            raise KafkaDidNotStart(f"Apache Kafka could not format its folder, see {self.log}")
        draft.rename(data)


def _accepts(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1.0):
            return True
    except OSError:
        return False
