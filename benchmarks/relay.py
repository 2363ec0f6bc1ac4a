"""The relay against a bare aiokafka producer: the same stored bytes, to the same broker.

The bare producer has all messages in memory, sends each with its key, in pages of the relay's size
with two of them in flight, and keeps no checkpoint. The relay reads the log, sends, moves its
checkpoint and writes watermarks. Each is timed from its first acknowledged page to its last:
connecting is left out. Afterwards the topic is read back and held against the log.
"""

import asyncio
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import asyncpg
from aiokafka import AIOKafkaProducer

from benchmarks.harness import Bench, Measured, Row, compared_row, run
from benchmarks.memory import Memory
from shared.broker.apache import ApacheKafka
from shared.broker.settings import LONGEST_MESSAGE_BYTES, KafkaSettings
from shared.clock import fresh
from shared.database.engine import open_pool
from shared.event_store.news import LogNews
from shared.event_store.reading import LogReader
from shared.transport.relay import Relay, RelayPace, Route
from shared.transport.relay_run import PAGES_IN_FLIGHT
from shared.transport.sending import (
    COMPRESSION,
    EPOCH_HEADER,
    LARGEST_BATCH_BYTES,
    LINGER_MILLISECONDS,
)
from tests.shared.transport.relay.on_topic import read_topic
from tests.support.kafka import Kafka, Kind, jars
from tests.support.long_log import lengthen
from tests.support.postgres import Database

MESSAGES = 100_000
PARTITIONS = 12
PACE = RelayPace(lease=timedelta(seconds=10))
TARGET = 0.8

Stored = Sequence[tuple[bytes, int, bytes]]


async def rows(bench: Bench) -> list[Row]:
    """One row: messages a second until the last is acknowledged and the checkpoint stands there."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory(prefix="candour-bench-kafka-"))
        broker = stack.enter_context(ApacheKafka(Path(folder), jars()))
        kafka = Kafka(Kind.APACHE, KafkaSettings(bootstrap_servers=broker.bootstrap))
        database = await bench.databases.fresh("complaints")
        await lengthen(database, MESSAGES)
        stored = await _stored(database)

        async def ours() -> Measured:
            return await _relayed(database, await kafka.fresh("complaints"))

        async def theirs() -> Measured:
            return await _sent_bare(stored, await kafka.fresh("complaints"))

        compared = await bench.compared(ours, theirs)
        size = sum(len(message) for _, _, message in stored) // len(stored)
    return [
        compared_row(
            "Relay",
            f"{MESSAGES:,} messages of {size} bytes",
            compared,
            against_name="aiokafka producer",
            at_least=TARGET,
            note="theirs: bytes in memory (they count in the peak), no checkpoint, no watermark",
        )
    ]


async def _relayed(database: Database, kafka: KafkaSettings) -> Measured:
    pool = await open_pool(database.service_dsn, database.schema, max_size=4)
    news = LogNews(database.service_dsn, database.schema)
    owner = fresh()
    await _start_over(database)
    relay = Relay(
        pool=pool,
        reader=LogReader(pool, news),
        route=Route(kafka=kafka, service="complaints", partitions=PARTITIONS),
        owner=owner,
        pace=PACE,
    )
    position = began_at = 0
    began = ended = 0.0
    with Memory() as memory:
        sending = asyncio.create_task(relay.run())
        while position < MESSAGES:
            position = await pool.fetchval("select position from relay")
            ended = time.perf_counter()
            if position and not began_at:
                began, began_at = ended, position
            if sending.done():
                sending.result()
            await asyncio.sleep(0.01)
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    await pool.close()
    found = await read_topic(kafka)
    positions = found.positions
    return Measured(
        per_second=(MESSAGES - began_at) / (ended - began),
        missed=MESSAGES - len(positions),
        duplicated=positions.total() - len(positions),
        out_of_order=found.out_of_order(),
        peak_mb=memory.peak_mb,
        growth_mb=memory.growth_mb,
    )


async def _sent_bare(stored: Stored, kafka: KafkaSettings) -> Measured:
    topic = kafka.topic_of("complaints")
    headers = [(EPOCH_HEADER, b"1")]
    producer = AIOKafkaProducer(
        **kafka.client_options(),
        enable_idempotence=True,
        acks="all",
        linger_ms=LINGER_MILLISECONDS,
        compression_type=COMPRESSION,
        max_batch_size=LARGEST_BATCH_BYTES,
        max_request_size=LONGEST_MESSAGE_BYTES,
    )
    await producer.start()
    began = 0.0
    in_flight: list[list[asyncio.Future[object]]] = []
    for start in range(0, len(stored), PACE.page):
        in_flight.append(
            [
                await producer.send(
                    topic, value, key=key, partition=hashed % PARTITIONS, headers=headers
                )
                for key, hashed, value in stored[start : start + PACE.page]
            ]
        )
        if len(in_flight) == PAGES_IN_FLIGHT:
            await asyncio.gather(*in_flight.pop(0))
            began = began or time.perf_counter()
    for page in in_flight:
        await asyncio.gather(*page)
    seconds = time.perf_counter() - began
    await producer.stop()
    return Measured(per_second=(len(stored) - PACE.page) / seconds)


async def _stored(database: Database) -> Stored:
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        found = await connection.fetch(
            "select stream_id, partition_hash, message from complaints.events order by position"
        )
    finally:
        await connection.close()
    return [
        (str(row["stream_id"]).encode(), row["partition_hash"], row["message"]) for row in found
    ]


async def _start_over(database: Database) -> None:
    connection = await asyncpg.connect(database.superuser_dsn)
    try:
        await connection.execute(
            "update complaints.relay set log_id = null, position = 0, event_id = null,"
            " counts = '{}', lease_until = null, owner = null, level_at = null"
        )
    finally:
        await connection.close()


if __name__ == "__main__":
    run(rows)
