"""A broker that wants TLS and a password gets them from the settings, and from nobody else."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Final

import pytest
from aiokafka.errors import KafkaConnectionError, KafkaError
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from shared.broker.apache import ApacheKafka
from shared.broker.settings import KafkaSettings
from shared.broker.topics import Topic, create_missing
from tests.support.kafka import Kafka, Kind, jars

TOPIC: Final = Topic(service="complaints", partitions=1)
FROM: Final = datetime(2020, 1, 1, tzinfo=UTC)
PASSWORD: Final = "correct-horse"


def _certificate(folder: Path, name: str) -> tuple[Path, Path]:
    """A certificate that signs itself, for this machine's loopback address; and it with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    address = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(FROM)
        .not_valid_after(FROM + timedelta(days=36_500))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    (folder / f"{name}.pem").write_bytes(signed)
    (folder / f"{name}-with-key.pem").write_bytes(private + signed)
    return folder / f"{name}.pem", folder / f"{name}-with-key.pem"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secured:
    settings: KafkaSettings
    folder: Path


@pytest.fixture
async def secured(kafka: Kafka, tmp_path: Path) -> AsyncIterator[Secured]:
    if kafka.kind is not Kind.APACHE:
        pytest.skip("starts a broker of its own")
    certificate, with_key = _certificate(tmp_path, "broker")
    login = "org.apache.kafka.common.security.plain.PlainLoginModule required"
    node = ApacheKafka(
        tmp_path / "kafka",
        jars(),
        settings={
            "listener.security.protocol.map": "CLIENTS:SASL_SSL,CONTROLLER:PLAINTEXT",
            "ssl.keystore.type": "PEM",
            "ssl.keystore.location": str(with_key),
            "ssl.truststore.type": "PEM",
            "ssl.truststore.location": str(certificate),
            "sasl.enabled.mechanisms": "PLAIN",
            "sasl.mechanism.inter.broker.protocol": "PLAIN",
            "listener.name.clients.plain.sasl.jaas.config": (
                f'{login} username="broker" password="{PASSWORD}" '
                f'user_broker="{PASSWORD}" user_candour="{PASSWORD}";'
            ),
        },
    )
    (tmp_path / "password").write_text(PASSWORD)
    node.launch()
    settings = KafkaSettings(
        bootstrap_servers=node.bootstrap,
        security_protocol="SASL_SSL",
        sasl_mechanism="PLAIN",
        sasl_username="candour",
        sasl_password_file=tmp_path / "password",
        ca_file=certificate,
    )
    assert settings.faults() == ()
    try:
        async with asyncio.timeout(60):
            while not await _lets_in(settings):
                assert not node.has_ended(), node.log.read_text()
                await asyncio.sleep(0.5)
        yield Secured(settings=settings, folder=tmp_path)
    finally:
        node.stop()


async def _lets_in(settings: KafkaSettings) -> bool:
    try:
        await create_missing(settings, [TOPIC])
    except KafkaError:
        return False
    return True


async def test_only_who_knows_the_password_and_the_authority_is_let_in(secured: Secured) -> None:
    assert await create_missing(secured.settings, [TOPIC]) == ()
    (secured.folder / "wrong").write_text("battery-staple")
    another, _ = _certificate(secured.folder, "another")
    for stranger in (
        replace(secured.settings, sasl_password_file=secured.folder / "wrong"),
        replace(secured.settings, ca_file=another),
        KafkaSettings(bootstrap_servers=secured.settings.bootstrap_servers),
    ):
        with pytest.raises(KafkaConnectionError):
            await create_missing(stranger, [TOPIC])
