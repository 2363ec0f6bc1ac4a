"""CANDOUR_HOME: the folder in which one installation keeps its keys, logs, data and addresses."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shared.identity.key_file import ensure_key

HOME_VARIABLE: Final = "CANDOUR_HOME"
DEFAULT_HOME: Final = "~/.candour"
OWNER_ONLY_FILE: Final = 0o600
OWNER_ONLY_FOLDER: Final = 0o700


class HomeUnusable(Exception):
    """The folder cannot be one, or holds something else than what was left there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    path: Path

    @classmethod
    def chosen(cls, given: Path | None) -> "Home":
        """The folder given, else CANDOUR_HOME, else ~/.candour; absolute. Raises HomeUnusable."""
        named = given if given is not None else Path(os.environ.get(HOME_VARIABLE) or DEFAULT_HOME)
        try:
            return cls(path=named.expanduser().absolute())
        except RuntimeError as nobody:
            raise HomeUnusable(f"{named} is the home of nobody on this machine") from nobody

    @property
    def is_default(self) -> bool:
        """Whether a command finds this home without being told, in any terminal.

        What CANDOUR_HOME says here it need not say in the next one.
        """
        return self == Home.chosen(Path(DEFAULT_HOME))

    @property
    def keys(self) -> Path:
        return self.path / "keys"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def run(self) -> Path:
        return self.path / "run"

    @property
    def kafka(self) -> Path:
        """Apache Kafka's jars, once they were fetched, and the data of the home's own broker."""
        return self.path / "kafka"

    @property
    def token_key(self) -> Path:
        """Signs development tokens; production settings refuse it."""
        return self.keys / "token.key"

    @property
    def master_key(self) -> Path:
        """Wraps every person's and every case's key. Lost, every name is unreadable for ever."""
        return self.keys / "master.key"

    @property
    def service_token(self) -> Path:
        """The bearer token of the machines: the readers of the message feeds."""
        return self.keys / "service.token"

    @property
    def addresses(self) -> Path:
        return self.run / "addresses.json"

    def prepare(self) -> None:
        """Make the folders and both keys, readable by their owner alone; keep what is there.

        Raises HomeUnusable, or KeyFileUnsafe.
        """
        for folder in (self.path, self.keys, self.logs, self.run):
            try:
                folder.mkdir(mode=OWNER_ONLY_FOLDER, parents=True, exist_ok=True)
            except OSError as refused:
                raise HomeUnusable(f"{folder} cannot be a folder: {refused.strerror}") from refused
        for key in (self.token_key, self.master_key):
            ensure_key(key)

    def say_addresses(self, addresses: Mapping[str, str]) -> None:
        """Leave word of where each service listens, for the commands that come after."""
        write_privately(self.addresses, json.dumps(dict(addresses), indent=2) + "\n")

    def forget_addresses(self) -> None:
        """Nobody listens any more: whoever asks is told so, and does not wait for an answer."""
        self.addresses.unlink(missing_ok=True)

    def known_addresses(self) -> Mapping[str, str]:
        """The services' root URLs; none where nobody left word. Raises HomeUnusable."""
        try:
            said = json.loads(self.addresses.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except OSError as refused:
            raise HomeUnusable(f"{self.addresses} cannot be read: {refused.strerror}") from refused
        except ValueError as other:
            raise HomeUnusable(f"{self.addresses} does not hold addresses") from other
        if not isinstance(said, dict):
            raise HomeUnusable(f"{self.addresses} does not hold addresses")
        return {str(service): str(address) for service, address in said.items()}


def write_privately(path: Path, text: str) -> None:
    """Replace a file whole, so that a reader sees the old text or the new, never a part."""
    draft = path.with_name(f"{path.name}.{os.getpid()}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY_FILE)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
