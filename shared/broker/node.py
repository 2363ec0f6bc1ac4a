"""The settings of the one node that development and tests run: broker and controller in one."""

import random
import secrets
import socket
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Final

HOST: Final = "127.0.0.1"
_FIRST_PORT: Final = 31_000
_LAST_PORT: Final = 32_700
"""Below those that Linux takes for outgoing connections, which could come between two starts."""

_OF_ONE_NODE: Final[Mapping[str, str]] = {
    "process.roles": "broker,controller",
    "node.id": "1",
    "inter.broker.listener.name": "CLIENTS",
    "controller.listener.names": "CONTROLLER",
    "listener.security.protocol.map": "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT",
    # A topic that is missing is to be seen, not made with partitions that nobody chose.
    "auto.create.topics.enable": "false",
    "default.replication.factor": "1",
    "min.insync.replicas": "1",
    "offsets.topic.replication.factor": "1",
    "transaction.state.log.replication.factor": "1",
    "transaction.state.log.min.isr": "1",
    "share.coordinator.state.topic.replication.factor": "1",
    "share.coordinator.state.topic.min.isr": "1",
    # Few partitions of the broker's own: it starts, and recovers from a kill, the sooner.
    "offsets.topic.num.partitions": "4",
    "transaction.state.log.num.partitions": "4",
    "share.coordinator.state.topic.num.partitions": "4",
    # After a kill a broker waits until its former session has expired.
    "broker.session.timeout.ms": "1500",
    "broker.heartbeat.interval.ms": "300",
    "group.initial.rebalance.delay.ms": "0",
    "log.retention.ms": "-1",
    "log.cleaner.dedupe.buffer.size": "4194304",
    "num.network.threads": "2",
    "num.io.threads": "4",
}
_LOGGING: Final = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601}{UTC} %p %c{1} %m%n
rootLogger.level = warn
rootLogger.appenderRef.console.ref = console
"""


def new_cluster_id() -> str:
    """16 random bytes in URL-safe base64, unpadded. One that begins with - reads as an option."""
    while True:
        drawn = urlsafe_b64encode(secrets.token_bytes(16)).decode().rstrip("=")
        if not drawn.startswith("-"):
            return drawn


def free_ports(count: int) -> tuple[int, ...]:
    """Different ports on which nobody listens now."""
    found: set[int] = set()
    while len(found) < count:
        port = random.randrange(_FIRST_PORT, _LAST_PORT)  # noqa: S311 - no secret
        if _is_free(port):
            found.add(port)
    return tuple(found)


def write_settings(
    folder: Path, data: Path, ports: tuple[int, ...], settings: Mapping[str, str]
) -> Path:
    """The file for a node on `ports` (clients, controller); `settings` win over ours."""
    clients, controller = ports
    listening = {
        "listeners": f"CLIENTS://{HOST}:{clients},CONTROLLER://{HOST}:{controller}",
        "advertised.listeners": f"CLIENTS://{HOST}:{clients}",
        "controller.quorum.voters": f"1@{HOST}:{controller}",
        "log.dirs": str(data),
    }
    whole = {**_OF_ONE_NODE, **listening, **settings}
    file = folder / "node.properties"
    file.touch(mode=0o600)
    file.write_text("".join(f"{name}={value}\n" for name, value in whole.items()), encoding="utf-8")
    return file


def write_logging(folder: Path) -> Path:
    file = folder / "log4j2.properties"
    file.write_text(_LOGGING, encoding="utf-8")
    return file


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True
