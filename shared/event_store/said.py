"""Who says a command, in what role, when, and how it can be recognised if it is said again."""

from datetime import date, datetime
from typing import Protocol
from uuid import UUID


class Said(Protocol):
    """Everything about a command but its content, as the edge worked it out.

    `actor` is the token's subject. `decided_at` is the instant the edge decided on and `today` its
    London date; `simulated_at` is that instant where the caller named it. `if_match` is the
    version the caller saw, if it said so. `fingerprint` is a keyed hash of method, full path and
    canonical body.
    """

    @property
    def authority(self) -> str: ...
    @property
    def actor(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def team(self) -> str | None: ...
    @property
    def worker(self) -> str | None: ...
    @property
    def command_id(self) -> UUID: ...
    @property
    def fingerprint(self) -> bytes: ...
    @property
    def decided_at(self) -> datetime: ...
    @property
    def today(self) -> date: ...
    @property
    def simulated_at(self) -> datetime | None: ...
    @property
    def correlation_id(self) -> UUID: ...
    @property
    def if_match(self) -> int | None: ...
