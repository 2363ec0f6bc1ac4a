"""A fresh log of the complaints service, and a topic of its own."""

import pytest

from shared.broker.settings import KafkaSettings
from tests.support.kafka import Kafka
from tests.support.postgres import Database, Databases


@pytest.fixture
async def topic(kafka: Kafka) -> KafkaSettings:
    return await kafka.fresh("complaints")


@pytest.fixture
async def database(databases: Databases) -> Database:
    return await databases.fresh("complaints")
