"""The Kafka of one machine: the one that the environment names, else one of the home's own."""

import asyncio
import logging
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Final, Protocol

from aiokafka.errors import KafkaConnectionError, KafkaError, KafkaTimeoutError

from services.command_line.home import Home
from services.command_line.logs import rotate
from services.command_line.patience import Patience
from services.command_line.which_services import deployed
from shared.broker.apache import ApacheKafka, KafkaDidNotStart
from shared.broker.jars import fetched, version_of
from shared.broker.programs import KafkaNotHere, java, maven
from shared.broker.settings import ENCRYPTED, WITH_PASSWORD, KafkaSettings, KafkaUnusable
from shared.broker.topics import TopicsWrong, create_missing, read_topics
from shared.web.reading_settings import ReadingSettings
from shared.web.settings import SettingsInvalid, read_settings, variable_of

BOOTSTRAP: Final = "KAFKA_BOOTSTRAP_SERVERS"
NAME: Final = "kafka"


class BrokerUnusable(Exception):
    """There is no Kafka to be had, or it is not as ours has to be; the message says why."""


class Remember(Protocol):
    """Writes down a process, for the next start to clear away."""

    def __call__(self, name: str, process_id: int) -> None: ...


@dataclass(slots=True, kw_only=True)
class Broker:
    """`own` is the broker that we start, tend and stop; None where one was named.

    Its end does not stop the rest: commands are taken without it, and what is to be sent waits. So
    it is started again, on the same port.
    """

    settings: KafkaSettings | None
    own: ApacheKafka | None
    remember: Remember
    say: Callable[[str], None]
    patience: Patience = field(default_factory=Patience)

    @classmethod
    def of(
        cls,
        home: Home,
        remember: Remember,
        say: Callable[[str], None],
        is_stopping: Callable[[], bool],
    ) -> "Broker":
        """Fetches Apache Kafka where it is needed and not there.

        Raises BrokerUnusable, or FetchGivenUp where `is_stopping` came to hold meanwhile.
        """
        try:
            given = _named()
            if given is not None:
                return cls(settings=given, own=None, remember=remember, say=say)
            pom = deployed("kafka", "pom.xml")
            java()
            if not (home.kafka / version_of(pom)).is_dir():
                maven()
                say(f"fetching Apache Kafka {version_of(pom)} with Maven, once")
            jars = fetched(pom, home.kafka, is_stopping)
        except (KafkaNotHere, SettingsInvalid) as missing:
            raise BrokerUnusable(f"{missing} (or name a broker in {BOOTSTRAP})") from missing
        log = home.logs / f"{NAME}.log"
        rotate(log)
        own = ApacheKafka(home.kafka / "node", jars, log=log)
        return cls(settings=None, own=own, remember=remember, say=say)

    @property
    def bootstrap(self) -> str:
        return self.reached.bootstrap_servers

    @property
    def reached(self) -> KafkaSettings:
        """How clients reach it; its own once it was launched."""
        if self.settings is not None:
            return self.settings
        assert self.own is not None
        return KafkaSettings(bootstrap_servers=self.own.bootstrap)

    def environment(self) -> Mapping[str, str]:
        """What services and workers are told.

        What else a named broker wants of its clients they inherit; ours wants nothing of it.
        """
        others = () if self.settings is not None else fields(ReadingSettings)
        nothing = {variable_of(one): "" for one in others if one.name.startswith("kafka_")}
        return {**nothing, BOOTSTRAP: self.bootstrap}

    def launch(self) -> None:
        """Begin to start, so that other things can be done meanwhile. Raises BrokerUnusable."""
        if self.own is None:
            return
        try:
            self.own.launch()
        except (KafkaDidNotStart, KafkaNotHere) as failed:
            raise BrokerUnusable(str(failed)) from failed
        self.patience.started()
        self.remember(NAME, self.own.process_id)

    def start(self) -> None:
        """Wait until it answers, and make the topics that are missing. Raises BrokerUnusable."""
        try:
            if self.own is not None:
                self.own.start()
                self.remember(NAME, self.own.process_id)
        except (KafkaDidNotStart, KafkaNotHere) as failed:
            raise BrokerUnusable(str(failed)) from failed
        _make_missing(self.reached, deployed("topics.toml"))

    def look_after(self) -> None:
        """Start it again where it has ended by itself, after a pause."""
        if self.own is None:
            return
        if self.own.has_ended() and self.patience.again_at is None:
            pause = self.patience.plan_restart()
            self.say(f"{NAME} has ended; starting it again in {pause:g} s (log: {self.own.log})")
        elif self.patience.is_due():
            self.launch()

    def stop(self) -> None:
        if self.own is not None:
            self.own.stop()


def make_topics(file: Path) -> tuple[str, ...]:
    """Those of the file that are missing at KAFKA_BOOTSTRAP_SERVERS, made; their names.

    Raises BrokerUnusable.
    """
    try:
        kafka = _named()
    except SettingsInvalid as wrong:
        raise BrokerUnusable(str(wrong)) from wrong
    if kafka is None:
        raise BrokerUnusable(f"{BOOTSTRAP} says where Kafka is, and is not set")
    return _make_missing(kafka, file)


def _named() -> KafkaSettings | None:
    """The broker that the environment names. Raises SettingsInvalid."""
    return read_settings(ReadingSettings, os.environ).kafka


def _make_missing(kafka: KafkaSettings, file: Path) -> tuple[str, ...]:
    # What its client says of a broker that is away, we say: in a sentence.
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        return asyncio.run(create_missing(kafka, read_topics(file)))
    except (KafkaConnectionError, KafkaTimeoutError) as away:
        raise BrokerUnusable(_no_answer(kafka)) from away
    except KafkaError as refused:
        said = type(refused).__name__
        raise BrokerUnusable(f"Kafka at {kafka.bootstrap_servers} refuses: {said}") from refused
    except (KafkaUnusable, TopicsWrong) as failed:
        raise BrokerUnusable(str(failed)) from failed


def _no_answer(kafka: KafkaSettings) -> str:
    """The client does not tell a broker that is away from one that does not let us in."""
    protocol = kafka.security_protocol
    if protocol in WITH_PASSWORD:
        otherwise = "it does not take our name and password"
    elif protocol in ENCRYPTED:
        otherwise = "it does not take our certificate"
    else:
        otherwise = "it wants TLS or a password"
    if protocol in ENCRYPTED:
        otherwise += ", or its certificate is of an authority that we do not trust"
    return f"no Kafka answers at {kafka.bootstrap_servers} over {protocol}, or {otherwise}"
