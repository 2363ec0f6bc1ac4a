"""How a client reaches Apache Kafka: where, over what, as whom."""

import re
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from shared.database.secret_files import SecretUnreadable, secret_in

ENCRYPTED: Final = frozenset({"SSL", "SASL_SSL"})
WITH_PASSWORD: Final = frozenset({"SASL_PLAINTEXT", "SASL_SSL"})
PROTOCOLS: Final = ("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
MECHANISMS: Final = ("PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512")
_HOST_AND_PORT: Final = re.compile(r"\S+:\d{1,5}")
_PREFIX: Final = re.compile(r"[a-z0-9][a-z0-9.-]{0,99}")
LONGEST_MESSAGE_BYTES: Final = 8 * 1024 * 1024
"""What a topic of ours takes, and a producer has to allow: a case with very many clocks."""


class KafkaUnusable(Exception):
    """A file that the settings name cannot be read, or holds no certificate or password."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KafkaSettings:
    """The broker's addresses (`host:port,host:port`), and what it wants of its clients.

    `topic_prefix` begins the names of our topics, so that two installations can share a broker.
    `security_protocol` is one of PROTOCOLS. With SSL the broker's certificate is checked against
    `ca_file` (else the system's authorities), and `certificate_file` with `certificate_key_file` is
    ours. With SASL the password is read from `sasl_password_file`, never from a variable, which
    other processes of the same user could list.
    """

    bootstrap_servers: str
    topic_prefix: str = "candour"
    security_protocol: str = "PLAINTEXT"
    sasl_mechanism: str | None = None
    sasl_username: str | None = None
    sasl_password_file: Path | None = None
    ca_file: Path | None = None
    certificate_file: Path | None = None
    certificate_key_file: Path | None = None

    def topic_of(self, service: str) -> str:
        """The topic of what `service` stores, such as `candour.complaints.v1`."""
        return f"{self.topic_prefix}.{service}.v1"

    def addresses(self) -> list[str]:
        return [one.strip() for one in self.bootstrap_servers.split(",") if one.strip()]

    def faults(self) -> tuple[str, ...]:
        """A sentence for each setting that is missing, unknown or without its other half."""
        found: list[str] = []
        if not self.addresses() or not all(map(_HOST_AND_PORT.fullmatch, self.addresses())):
            found.append("KAFKA_BOOTSTRAP_SERVERS is host:port, or several with commas between")
        if not _PREFIX.fullmatch(self.topic_prefix):
            found.append("CANDOUR_KAFKA_TOPIC_PREFIX is of lower-case letters, digits, '-' and '.'")
        if self.security_protocol not in PROTOCOLS:
            found.append(f"CANDOUR_KAFKA_SECURITY_PROTOCOL is one of {', '.join(PROTOCOLS)}")
        of_sasl = (self.sasl_mechanism, self.sasl_username, self.sasl_password_file)
        if self.security_protocol in WITH_PASSWORD:
            if None in of_sasl:
                found.append(
                    "SASL needs CANDOUR_KAFKA_SASL_MECHANISM, CANDOUR_KAFKA_SASL_USERNAME and "
                    "CANDOUR_KAFKA_SASL_PASSWORD_FILE"
                )
            elif self.sasl_mechanism not in MECHANISMS:
                found.append(f"CANDOUR_KAFKA_SASL_MECHANISM is one of {', '.join(MECHANISMS)}")
        elif any(of_sasl):
            found.append("CANDOUR_KAFKA_SASL_* need CANDOUR_KAFKA_SECURITY_PROTOCOL SASL_…")
        of_tls = (self.ca_file, self.certificate_file, self.certificate_key_file)
        if self.security_protocol not in ENCRYPTED and any(of_tls):
            found.append(
                "certificates of CANDOUR_KAFKA_* need CANDOUR_KAFKA_SECURITY_PROTOCOL …SSL"
            )
        if (self.certificate_file is None) != (self.certificate_key_file is None):
            found.append(
                "CANDOUR_KAFKA_CERTIFICATE_FILE and CANDOUR_KAFKA_CERTIFICATE_KEY_FILE "
                "are given together"
            )
        return tuple(found)

    def client_options(self) -> dict[str, Any]:
        """Keyword arguments for aiokafka's producer, consumer and admin client.

        Raises KafkaUnusable where a file cannot be read.
        """
        options: dict[str, Any] = {
            "bootstrap_servers": self.addresses(),
            "security_protocol": self.security_protocol,
        }
        if self.security_protocol in ENCRYPTED:
            options["ssl_context"] = self._ssl_context()
        if self.security_protocol in WITH_PASSWORD:
            options["sasl_mechanism"] = self.sasl_mechanism
            options["sasl_plain_username"] = self.sasl_username
            options["sasl_plain_password"] = self._password()
        return options

    def _ssl_context(self) -> ssl.SSLContext:
        try:
            context = ssl.create_default_context(cafile=self.ca_file)
            if self.certificate_file is not None:
                context.load_cert_chain(self.certificate_file, self.certificate_key_file)
        except (OSError, ssl.SSLError) as unreadable:
            raise KafkaUnusable(
                "a certificate of CANDOUR_KAFKA_CA_FILE, CANDOUR_KAFKA_CERTIFICATE_FILE or "
                "CANDOUR_KAFKA_CERTIFICATE_KEY_FILE cannot be read"
            ) from unreadable
        return context

    def _password(self) -> str:
        assert self.sasl_password_file is not None
        try:
            return secret_in(self.sasl_password_file)
        except SecretUnreadable as unreadable:
            raise KafkaUnusable(f"CANDOUR_KAFKA_SASL_PASSWORD_FILE: {unreadable}") from unreadable
