"""What clients asked and what they were told, written down as it happens."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A definite answer. `version` is the case's after the command, where the answer named it.

    `code` is the public code of a refusal; None where the command was accepted.
    """

    status: int
    code: str | None
    reference: str | None
    version: int | None

    @property
    def is_good(self) -> bool:
        return self.code is None


@dataclass(slots=True, kw_only=True)
class Entry:
    """One command: who asked for it under which key, and every answer, in the order they came.

    `unknown` counts the times that no answer came, or none that says whether it was done.
    """

    service: str
    authority: str
    caller: str
    key: str
    asked: int = 0
    unknown: int = 0
    told: list[Told] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Diary:
    """Of all clients of one run; they write from threads of their own."""

    entries: dict[tuple[str, str, str], Entry] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def asked(self, service: str, authority: str, caller: str, key: str) -> Entry:
        """The entry of the command, which is asked for now, perhaps again."""
        with self.lock:
            entry = self.entries.setdefault(
                (authority, caller, key),
                Entry(service=service, authority=authority, caller=caller, key=key),
            )
            entry.asked += 1
            return entry

    def unknown(self, entry: Entry) -> None:
        with self.lock:
            entry.unknown += 1

    def told(self, entry: Entry, told: Told) -> None:
        with self.lock:
            entry.told.append(told)

    def of(self, service: str) -> list[Entry]:
        return [entry for entry in self.entries.values() if entry.service == service]

    @property
    def answered(self) -> int:
        """How many commands have a definite answer."""
        with self.lock:
            return sum(bool(entry.told) for entry in self.entries.values())

    @property
    def unknowns(self) -> int:
        return sum(entry.unknown for entry in self.entries.values())

    def refused(self) -> list[str]:
        """Keys of commands that were refused, each with the code of the refusal."""
        return [
            f"{entry.key}: {told.code}"
            for entry in self.entries.values()
            for told in entry.told
            if not told.is_good
        ]

    def counts(self) -> Mapping[str, int]:
        accepted = sum(bool(one.told) and one.told[0].is_good for one in self.entries.values())
        return {
            "commands": len(self.entries),
            "accepted": accepted,
            "asked": sum(one.asked for one in self.entries.values()),
            "unknown": self.unknowns,
        }
