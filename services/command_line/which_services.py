"""Which services this installation has: those whose folder is there and whose process can start."""

from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import services

PORT_OFFSETS: Final[Mapping[str, int]] = {
    "complaints": 0,
    "referrals": 1,
    "placements": 2,
    "projections": 3,
}
PROJECTIONS: Final = "projections"
HEARS: Final[Mapping[str, tuple[str, ...]]] = {
    "referrals": ("complaints",),
    "placements": ("complaints", "referrals"),
}
"""Whom a service that keeps cases subscribes to. The projections read everybody who keeps cases."""


def folder_of(service: str) -> Path:
    """Where the service's code is."""
    return Path(services.__path__[0]) / service


def deployed(*path: str) -> Path:
    """A file of `deploy/`, beside the folder of the services."""
    return Path(services.__path__[0]).parent.joinpath("deploy", *path)


def installed() -> tuple[str, ...]:
    """The services that are there, in the order of their ports."""
    return tuple(name for name in PORT_OFFSETS if _can_start(name))


class NoSuchService(LookupError):
    """A service that this installation does not have."""


def chosen(names: Iterable[str] | None) -> tuple[str, ...]:
    """The services to run, in the order of their ports; all where none is named.

    Raises NoSuchService.
    """
    there, wanted = installed(), set(names or ())
    for unknown in sorted(wanted - set(there)):
        raise NoSuchService(unknown)
    return tuple(name for name in there if name in wanted) or there


def keeping_cases() -> tuple[str, ...]:
    """Those that have a log of their own."""
    return tuple(name for name in installed() if name != PROJECTIONS)


def sources_of(service: str) -> tuple[str, ...]:
    """The services whose messages this one reads."""
    if service == PROJECTIONS:
        return keeping_cases()
    there = keeping_cases()
    return tuple(name for name in HEARS.get(service, ()) if name in there)


def reading_others() -> tuple[str, ...]:
    """Those that read messages, and so may have parked some."""
    return tuple(name for name in installed() if sources_of(name))


def _can_start(name: str) -> bool:
    return find_spec(f"services.{name}") is not None and (folder_of(name) / "main.py").is_file()
