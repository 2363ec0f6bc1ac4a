"""Topics as the file declares them, made once and never changed."""

from dataclasses import replace
from pathlib import Path

import pytest
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from services.command_line.which_services import keeping_cases
from shared.broker.settings import LONGEST_MESSAGE_BYTES, KafkaSettings
from shared.broker.topics import Topic, TopicsWrong, create_missing, read_topics
from tests.support.kafka import Kafka

DECLARED = Path(__file__).parents[3] / "deploy" / "topics.toml"


async def _settings_of(kafka: KafkaSettings, topic: str) -> dict[str, str]:
    admin = AIOKafkaAdminClient(**kafka.client_options())
    await admin.start()
    try:
        (answer,) = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, topic)])
    finally:
        await admin.close()
    ((_code, _why, _kind, _name, entries),) = answer.resources
    return {entry[0]: entry[1] for entry in entries}


def test_each_service_that_keeps_cases_has_a_topic_for_ever() -> None:
    topics = {topic.service: topic for topic in read_topics(DECLARED)}
    assert set(topics) == set(keeping_cases())
    for topic in topics.values():
        assert topic.partitions == 12
        assert topic.settings["retention.ms"] == topic.settings["retention.bytes"] == "-1"
        assert topic.settings["cleanup.policy"] == "delete"
        assert topic.settings["max.message.bytes"] == str(LONGEST_MESSAGE_BYTES)


async def test_missing_topics_are_made_as_declared_and_then_left_alone(kafka: Kafka) -> None:
    ours = await kafka.fresh()
    declared = read_topics(DECLARED)
    made = await create_missing(ours, declared)
    assert set(made) == {ours.topic_of(topic.service) for topic in declared}
    assert await create_missing(ours, declared) == ()
    said = await _settings_of(ours, ours.topic_of("complaints"))
    assert said["retention.ms"] == "-1"
    assert said["cleanup.policy"] == "delete"
    assert said["max.message.bytes"] == str(LONGEST_MESSAGE_BYTES)


async def test_other_partitions_are_refused_since_a_case_would_be_in_two(kafka: Kafka) -> None:
    ours = await kafka.fresh("complaints", partitions=3)
    with pytest.raises(TopicsWrong, match="has 3 partitions and should have 12"):
        await create_missing(ours, [Topic(service="complaints", partitions=12)])


async def test_what_a_broker_does_not_know_is_said(kafka: Kafka) -> None:
    ours = await kafka.fresh()
    unknown = Topic(service="complaints", partitions=1, settings={"no.such.setting": "1"})
    with pytest.raises(TopicsWrong, match=r"no\.such\.setting"):
        await create_missing(ours, [unknown])


async def test_a_broker_that_wants_no_name_of_ours_refuses(kafka: Kafka) -> None:
    ours = replace(await kafka.fresh(), topic_prefix="not a name")
    with pytest.raises(TopicsWrong, match="cannot be made"):
        await create_missing(ours, [Topic(service="complaints", partitions=1)])


def test_a_file_of_topics_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TopicsWrong, match=r"topics\.toml cannot be read: No such file"):
        read_topics(tmp_path / "topics.toml")


@pytest.mark.parametrize("said", ["[", "topic = 1", "[[topic]]\nservice = 'complaints'"])
def test_a_file_that_declares_no_topics_is_refused(tmp_path: Path, said: str) -> None:
    file = tmp_path / "topics.toml"
    file.write_text(said)
    with pytest.raises(TopicsWrong, match=r"topics\.toml does not declare topics"):
        read_topics(file)
