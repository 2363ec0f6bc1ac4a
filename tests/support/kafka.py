"""One real Apache Kafka for a whole test session, started by the first test that needs it.

    async def test_something(kafka: Kafka) -> None:
        settings = await kafka.fresh("complaints")

gives the settings of clients whose topics are of that test alone; `environment_of(settings)` says
the same to a process. `kafka.bootstrap` is the address.

The broker is the one that KAFKA_BOOTSTRAP_SERVERS names; else Apache Kafka, where Java 17 and Maven
are; else librdkafka's mock, on which only tests marked `smoke` run and all others are skipped.
"""

import os
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Final
from uuid import uuid4  # noqa: TID251 - names of test topics, nothing that is stored

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.client import AIOKafkaClient

from shared.broker.jars import fetched, version_of
from shared.broker.programs import KafkaNotHere, java, maven
from shared.broker.settings import KafkaSettings
from shared.broker.topics import Topic, create_missing
from shared.web.reading_settings import ReadingSettings
from shared.web.settings import read_settings

POM: Final = Path(__file__).parents[2] / "deploy" / "kafka" / "pom.xml"
GIVEN: Final = "KAFKA_BOOTSTRAP_SERVERS"
PARTITIONS: Final = 12


class Kind(StrEnum):
    """Which broker the tests of this session use."""

    GIVEN = "the one that KAFKA_BOOTSTRAP_SERVERS names"
    APACHE = "Apache Kafka"
    MOCK = "librdkafka's mock cluster"


def kind_here() -> tuple[Kind, str]:
    """The broker that this machine allows, and why it is no better one."""
    if os.environ.get(GIVEN):
        return Kind.GIVEN, ""
    try:
        java()
        if not (_kept() / version_of(POM)).is_dir():
            maven()
    except KafkaNotHere as absent:
        return Kind.MOCK, str(absent)
    return Kind.APACHE, ""


def jars() -> Path:
    """The folder of Apache Kafka's jars, below CANDOUR_HOME; sessions share it."""
    return fetched(POM, _kept())


def _kept() -> Path:
    return Path(os.environ.get("CANDOUR_HOME") or "~/.candour").expanduser() / "kafka"


def given() -> KafkaSettings:
    settings = read_settings(ReadingSettings, os.environ).kafka
    assert settings is not None, GIVEN
    return settings


class Kafka:
    """The broker of the session, and topics on it that are of one test alone."""

    def __init__(self, kind: Kind, settings: KafkaSettings) -> None:
        self.kind = kind
        self._settings = settings
        self._made: list[str] = []

    @property
    def bootstrap(self) -> str:
        return self._settings.bootstrap_servers

    async def fresh(self, *services: str, partitions: int = PARTITIONS) -> KafkaSettings:
        """Settings with a prefix of its own, and a topic for each of `services`."""
        settings = replace(self._settings, topic_prefix=f"t{uuid4().hex[:12]}")
        topics = [Topic(service=service, partitions=partitions) for service in services]
        names = [settings.topic_of(service) for service in services]
        if self.kind is Kind.MOCK:
            await _make_by_asking(settings, names)
        else:
            await create_missing(settings, topics)
        self._made.extend(names)
        return settings

    async def remove_topics(self) -> None:
        """Those that were made on a broker that is not ours; ours goes with all of them."""
        if self.kind is not Kind.GIVEN or not self._made:
            return
        admin = AIOKafkaAdminClient(**self._settings.client_options())
        await admin.start()
        try:
            await admin.delete_topics(self._made)
        finally:
            await admin.close()
        self._made.clear()


def environment_of(settings: KafkaSettings) -> Mapping[str, str]:
    """What a process is told, so that it finds the same broker and the same topics."""
    return {GIVEN: settings.bootstrap_servers, "CANDOUR_KAFKA_TOPIC_PREFIX": settings.topic_prefix}


async def _make_by_asking(settings: KafkaSettings, names: list[str]) -> None:
    """The mock knows no request to make a topic; it makes each that it is asked about."""
    client = AIOKafkaClient(**settings.client_options())
    await client.bootstrap()
    try:
        for name in names:
            await client.add_topic(name)
    finally:
        await client.close()
