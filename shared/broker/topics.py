"""The topics of an installation: one a service, as a file declares them."""

import asyncio
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.errors import for_code

from shared.broker.settings import KafkaSettings

_ALREADY_EXISTS: Final = 36
_BROKERS_OWN: Final = -1
_SECONDS_TO_LEAD: Final = 30.0
_SECONDS_BETWEEN_LOOKS: Final = 0.05


class TopicsWrong(Exception):
    """The file of topics is not one, or a topic cannot be as it says; why is the message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The topic of a service: its partitions can never change, since a case's messages stay in the
    one they hash to; `settings` are the broker's own, by their names there.
    """

    service: str
    partitions: int
    settings: Mapping[str, str] = field(default_factory=dict)


def read_topics(path: Path) -> tuple[Topic, ...]:
    """The topics that the file declares. Raises TopicsWrong."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Topic(
                service=str(one["service"]),
                partitions=int(one["partitions"]),
                settings={str(name): str(value) for name, value in one["settings"].items()},
            )
            for one in said["topic"]
        )
    except OSError as unreadable:
        raise TopicsWrong(f"{path} cannot be read: {unreadable.strerror}") from unreadable
    except KeyError as missing:
        raise TopicsWrong(f"{path} does not declare topics: {missing} is missing") from missing
    except (ValueError, TypeError, AttributeError) as other:
        raise TopicsWrong(f"{path} does not declare topics: {other}") from other


async def create_missing(kafka: KafkaSettings, topics: Iterable[Topic]) -> tuple[str, ...]:
    """Make those that are not there, and wait until each has a leader; the names of the new ones.

    How many copies there are is the broker's default (`default.replication.factor`). Raises
    TopicsWrong where one is there with other partitions or cannot be made, KafkaError where the
    broker does not answer.
    """
    wanted = {kafka.topic_of(topic.service): topic for topic in topics}
    admin = AIOKafkaAdminClient(client_id="candour-topics", **kafka.client_options())
    await admin.start()
    try:
        there = set(await admin.list_topics())
        missing = {name: topic for name, topic in wanted.items() if name not in there}
        created = await _created(admin, missing) if missing else ()
        await _all_led(admin, wanted)
    finally:
        await admin.close()
    return created


async def _created(admin: AIOKafkaAdminClient, missing: Mapping[str, Topic]) -> tuple[str, ...]:
    answer = await admin.create_topics([_asked(name, topic) for name, topic in missing.items()])
    created = []
    for name, code, *why in answer.topic_errors:
        if code == 0:
            created.append(name)
        elif code != _ALREADY_EXISTS:
            because = next((one for one in why if one), None) or for_code(code).__name__
            raise TopicsWrong(f"topic {name} cannot be made: {because}")
    return tuple(created)


def _asked(name: str, topic: Topic) -> NewTopic:
    asked = NewTopic(name, topic.partitions, 1, topic_configs=dict(topic.settings))
    # The class refuses what brokers have understood since 2.4: their own number of copies.
    asked.replication_factor = _BROKERS_OWN
    return asked


async def _all_led(admin: AIOKafkaAdminClient, wanted: Mapping[str, Topic]) -> None:
    """Wait until each partition has a leader: before that a client would only try again."""
    deadline = asyncio.get_running_loop().time() + _SECONDS_TO_LEAD
    while True:
        described = await admin.describe_topics(list(wanted))
        if all(_is_led(one) for one in described):
            break
        if asyncio.get_running_loop().time() > deadline:
            raise TopicsWrong("a partition has no leader: is a broker missing?")
        await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)
    for one in described:
        expected, found = wanted[one["topic"]].partitions, len(one["partitions"])
        if found != expected:
            raise TopicsWrong(
                f"topic {one['topic']} has {found} partitions and should have {expected}: "
                "a case's messages would be in two of them"
            )


def _is_led(topic: Mapping[str, Any]) -> bool:
    partitions = topic["partitions"]
    return bool(partitions) and all(one["leader"] >= 0 for one in partitions)
