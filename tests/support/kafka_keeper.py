"""A process that keeps one broker until the session that wanted it has ended."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from confluent_kafka import Producer

from shared.broker.apache import ApacheKafka
from tests.support.kafka import Kind, jars, kind_here
from tests.support.kafka_session import KEEPER, RUNNING, SESSION, locked


@contextmanager
def _broker(folder: Path) -> Iterator[str]:
    """Its address, for as long as the block lasts."""
    kind, _ = kind_here()
    if kind is Kind.APACHE:
        with ApacheKafka(folder / "kafka", jars()) as kafka:
            yield kafka.bootstrap
    else:
        mock = Producer({"bootstrap.servers": "none:1", "test.mock.num.brokers": 1})
        (broker,) = mock.list_topics(timeout=10).brokers.values()
        yield f"{broker.host}:{broker.port}"


def main(folder: Path) -> None:
    keeping = locked(folder / KEEPER)
    with _broker(folder) as bootstrap:
        draft = folder / f"{RUNNING}.draft"
        draft.write_text(json.dumps({"bootstrap": bootstrap}))
        draft.rename(folder / RUNNING)
        sys.stdout.write("ready\n")
        sys.stdout.close()
        locked(folder / SESSION)
    shutil.rmtree(folder, ignore_errors=True)
    os.close(keeping)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
