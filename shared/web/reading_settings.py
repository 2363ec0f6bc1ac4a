"""The settings of a service that reads others' logs: which, where they answer, how patiently."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from typing_extensions import override

from shared.web.settings import ServiceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Upstream:
    """A service whose log is read, and where it answers."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSettings(ServiceSettings):
    """`sources` are `complaints=http://127.0.0.1:8001,…`; `service_token_file` holds our token.

    `page` is how many messages are applied at once, `wait_seconds` how long a feed may keep a
    reader waiting for the next one.
    """

    sources: tuple[str, ...] = ()
    service_token_file: Path | None = None
    page: int = 2_000
    wait_seconds: float = 5.0

    @property
    def upstreams(self) -> tuple[Upstream, ...]:
        return tuple(
            Upstream(name=name.strip(), address=address.strip())
            for name, _, address in (source.partition("=") for source in self.sources)
        )

    @override
    def faults(self) -> tuple[str, ...]:
        # A slotted dataclass is made anew by its decorator, so `super()` has no cell to find.
        found = list(ServiceSettings.faults(self))
        names = [one.name for one in self.upstreams]
        if len(set(names)) != len(names) or not all(names):
            found.append("CANDOUR_SOURCES names each service once")
        if any(urlsplit(one.address).scheme not in {"http", "https"} for one in self.upstreams):
            found.append("CANDOUR_SOURCES gives each service an http address")
        return tuple(found)
