"""What Apache Kafka needs of the machine: a Java to run on, and Maven to fetch it with."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

OLDEST_JAVA: Final = 17
_VERSION: Final = re.compile(r'version "(\d+)')
_SECONDS_TO_ANSWER: Final = 30.0


class KafkaNotHere(Exception):
    """What Apache Kafka needs is not on this machine, or could not be fetched; says which."""


def java() -> Path:
    """The Java of JAVA_HOME, else of the path. Raises KafkaNotHere."""
    home = os.environ.get("JAVA_HOME")
    found = shutil.which("java", path=f"{home}/bin") if home else shutil.which("java")
    if found is None:
        raise KafkaNotHere(f"Apache Kafka needs Java {OLDEST_JAVA} or later, and there is none")
    said = subprocess.run(  # noqa: S603 - the program just found
        [found, "-version"], capture_output=True, check=False, timeout=_SECONDS_TO_ANSWER
    )
    version = _VERSION.search(said.stderr.decode(errors="replace"))
    if version is None or int(version[1]) < OLDEST_JAVA:
        raise KafkaNotHere(f"Apache Kafka needs Java {OLDEST_JAVA} or later, and {found} is older")
    return Path(found)


def maven() -> Path:
    """Raises KafkaNotHere."""
    found = shutil.which("mvn")
    if found is None:
        raise KafkaNotHere("Apache Kafka is fetched with Maven, and there is no mvn on the path")
    return Path(found)
