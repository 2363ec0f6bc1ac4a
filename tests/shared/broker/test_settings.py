"""How a client reaches Apache Kafka, as the environment says it."""

import ssl
from pathlib import Path

import pytest

from shared.broker.settings import KafkaSettings, KafkaUnusable
from shared.web.reading_settings import ReadingSettings
from shared.web.settings import SettingsInvalid, read_settings


def kafka_in(**environment: str) -> KafkaSettings:
    known = read_settings(
        ReadingSettings, {"KAFKA_BOOTSTRAP_SERVERS": "one:9092, two:9092", **environment}
    ).kafka
    assert known is not None
    return known


def test_without_addresses_there_is_no_kafka() -> None:
    assert read_settings(ReadingSettings, {}).kafka is None
    assert read_settings(ReadingSettings, {"KAFKA_BOOTSTRAP_SERVERS": ""}).kafka is None


def test_plain_addresses_are_enough() -> None:
    assert kafka_in().client_options() == {
        "bootstrap_servers": ["one:9092", "two:9092"],
        "security_protocol": "PLAINTEXT",
    }


def test_two_installations_can_share_a_broker() -> None:
    assert kafka_in().topic_of("complaints") == "candour.complaints.v1"
    ours = kafka_in(CANDOUR_KAFKA_TOPIC_PREFIX="candour-test")
    assert ours.topic_of("complaints") == "candour-test.complaints.v1"


def test_a_password_comes_from_its_file(tmp_path: Path) -> None:
    (tmp_path / "password").write_text("open sesame\n")
    options = kafka_in(
        CANDOUR_KAFKA_SECURITY_PROTOCOL="SASL_SSL",
        CANDOUR_KAFKA_SASL_MECHANISM="SCRAM-SHA-512",
        CANDOUR_KAFKA_SASL_USERNAME="complaints",
        CANDOUR_KAFKA_SASL_PASSWORD_FILE=str(tmp_path / "password"),
    ).client_options()
    assert options["sasl_mechanism"] == "SCRAM-SHA-512"
    assert options["sasl_plain_username"] == "complaints"
    assert options["sasl_plain_password"] == "open sesame"
    assert options["ssl_context"].verify_mode is ssl.CERT_REQUIRED
    assert options["ssl_context"].check_hostname


@pytest.mark.parametrize(
    ("environment", "fault"),
    [
        ({"KAFKA_BOOTSTRAP_SERVERS": "broker"}, "host:port"),
        ({"KAFKA_BOOTSTRAP_SERVERS": ","}, "host:port"),
        ({"CANDOUR_KAFKA_TOPIC_PREFIX": "two words"}, "CANDOUR_KAFKA_TOPIC_PREFIX"),
        ({"CANDOUR_KAFKA_SECURITY_PROTOCOL": "TLS"}, "is one of PLAINTEXT, SSL"),
        ({"CANDOUR_KAFKA_SECURITY_PROTOCOL": "SASL_SSL"}, "SASL needs"),
        ({"CANDOUR_KAFKA_SASL_USERNAME": "somebody"}, "need CANDOUR_KAFKA_SECURITY_PROTOCOL"),
        ({"CANDOUR_KAFKA_CA_FILE": "/ca.pem"}, "need CANDOUR_KAFKA_SECURITY_PROTOCOL"),
        (
            {
                "CANDOUR_KAFKA_SECURITY_PROTOCOL": "SSL",
                "CANDOUR_KAFKA_CERTIFICATE_FILE": "/certificate.pem",
            },
            "given together",
        ),
        (
            {
                "CANDOUR_KAFKA_SECURITY_PROTOCOL": "SASL_PLAINTEXT",
                "CANDOUR_KAFKA_SASL_MECHANISM": "GSSAPI",
                "CANDOUR_KAFKA_SASL_USERNAME": "somebody",
                "CANDOUR_KAFKA_SASL_PASSWORD_FILE": "/password",
            },
            "is one of PLAIN, SCRAM",
        ),
    ],
)
def test_half_of_a_setting_is_a_fault(environment: dict[str, str], fault: str) -> None:
    with pytest.raises(SettingsInvalid, match=fault):
        kafka_in(**environment)


@pytest.mark.parametrize("held", [None, " \n"])
def test_a_password_that_is_not_there_is_said(tmp_path: Path, held: str | None) -> None:
    if held is not None:
        (tmp_path / "password").write_text(held)
    known = KafkaSettings(
        bootstrap_servers="one:9092",
        security_protocol="SASL_PLAINTEXT",
        sasl_mechanism="PLAIN",
        sasl_username="somebody",
        sasl_password_file=tmp_path / "password",
    )
    with pytest.raises(KafkaUnusable, match="SASL_PASSWORD_FILE"):
        known.client_options()


def test_a_certificate_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    known = KafkaSettings(
        bootstrap_servers="one:9092", security_protocol="SSL", ca_file=tmp_path / "ca.pem"
    )
    with pytest.raises(KafkaUnusable, match="CANDOUR_KAFKA_CA_FILE"):
        known.client_options()
