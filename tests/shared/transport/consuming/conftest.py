"""A log with its topic and its feed, and the read models that it is read into."""

from collections.abc import AsyncIterator

import pytest

from tests.projections.conftest import projected
from tests.shared.transport.consuming.carried import PARTITIONS, Carried, carrying
from tests.support.kafka import Kafka

__all__ = ["projected"]


@pytest.fixture
async def carried(kafka: Kafka) -> AsyncIterator[Carried]:
    async with carrying(await kafka.fresh("complaints", partitions=PARTITIONS)) as made:
        yield made
