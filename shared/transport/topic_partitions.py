"""Into how many partitions a topic is cut, asked of the broker."""

from typing import Final

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import UnknownTopicOrPartitionError, for_code

from shared.broker.settings import KafkaSettings
from shared.transport.leaving import still_wanted

_REQUEST_MILLISECONDS: Final = 10_000


class TopicMissing(Exception):
    """There is no such topic yet."""


async def partitions_of(kafka: KafkaSettings, topic: str) -> int:
    """How many partitions the topic has. TopicMissing, KafkaUnusable, KafkaError."""
    admin = AIOKafkaAdminClient(
        **kafka.client_options(),
        client_id="candour-partitions",
        request_timeout_ms=_REQUEST_MILLISECONDS,
    )
    try:
        await admin.start()
        (described,) = await admin.describe_topics([topic])
    finally:
        await admin.close()
        still_wanted()
    fault = for_code(described["error_code"])
    if fault is UnknownTopicOrPartitionError:
        raise TopicMissing(topic)
    if described["error_code"]:
        raise fault(topic)
    return len(described["partitions"])
