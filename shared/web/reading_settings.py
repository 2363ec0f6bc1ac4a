"""The settings of a service that reads others' logs: which, where they answer, how patiently."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from typing_extensions import override

from shared.broker.settings import KafkaSettings
from shared.web.settings import ServiceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """A service whose log is read, and where it answers."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings(ServiceSettings):
    """`sources` are `complaints=http://127.0.0.1:8001,…`; `service_token_file` holds our token.

    `page` is how many messages are applied at once, `wait_seconds` how long a feed may keep a
    reader waiting for the next one.

    With `bootstrap_servers` (`KAFKA_BOOTSTRAP_SERVERS`) messages go through Apache Kafka: a worker
    relays its service's log, and readers read topics, healing from the feeds of `sources`. Without
    it readers read those feeds.
    """

    sources: tuple[str, ...] = ()
    service_token_file: Path | None = None
    page: int = 2_000
    wait_seconds: float = 5.0
    bootstrap_servers: str | None = field(
        default=None, metadata={"variable": "KAFKA_BOOTSTRAP_SERVERS"}
    )
    kafka_topic_prefix: str = "candour"
    kafka_security_protocol: str = "PLAINTEXT"
    kafka_sasl_mechanism: str | None = None
    kafka_sasl_username: str | None = None
    kafka_sasl_password_file: Path | None = None
    kafka_ca_file: Path | None = None
    kafka_certificate_file: Path | None = None
    kafka_certificate_key_file: Path | None = None

    @property
    def kafka(self) -> KafkaSettings | None:
        """How Apache Kafka is reached; None where messages are read from the feeds."""
        if self.bootstrap_servers is None:
            return None
        return KafkaSettings(
            bootstrap_servers=self.bootstrap_servers,
            topic_prefix=self.kafka_topic_prefix,
            security_protocol=self.kafka_security_protocol,
            sasl_mechanism=self.kafka_sasl_mechanism,
            sasl_username=self.kafka_sasl_username,
            sasl_password_file=self.kafka_sasl_password_file,
            ca_file=self.kafka_ca_file,
            certificate_file=self.kafka_certificate_file,
            certificate_key_file=self.kafka_certificate_key_file,
        )

    @property
    def upstreams(self) -> tuple[Upstream, ...]:
        return tuple(
            Upstream(name=name.strip(), address=address.strip())
            for name, _, address in (source.partition("=") for source in self.sources)
        )

    @override
    def faults(self) -> tuple[str, ...]:
        # A slotted dataclass is made anew by its decorator, so `super()` has no cell to find.
        found = list(ServiceSettings.faults(self))
        names = [one.name for one in self.upstreams]
        if len(set(names)) != len(names) or not all(names):
            found.append("CANDOUR_SOURCES names each service once")
        if any(urlsplit(one.address).scheme not in {"http", "https"} for one in self.upstreams):
            found.append("CANDOUR_SOURCES gives each service an http address")
        if self.kafka is not None:
            found.extend(self.kafka.faults())
        return tuple(found)
