"""Released schemas are a promise: `python -m shared.messages.compatibility services/complaints`.

Each service commits the schemas it has released under `schemas/released/`, and names its messages
in `published.py` as `MESSAGE_TYPES`. The check fails on an incompatible change, and on a message
whose schema is not released as it stands; `--release` writes those, if nothing is incompatible.
"""

import argparse
import importlib
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from shared.messages.changes import Change, incompatible_changes
from shared.messages.schema import MessageType, Schema, message_schema

RELEASED: Final = Path("schemas/released")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Released schemas against present messages.

    `broken` are incompatible, by file; `unreleased` are messages without a file, or whose file is
    behind a compatible change.
    """

    broken: tuple[tuple[str, Change], ...]
    unreleased: tuple[MessageType, ...]


def compare(folder: Path, messages: Iterable[MessageType]) -> Comparison:
    """`folder` holds the released schemas. A released message that is gone is a broken promise."""
    present = {message.file_name: message for message in messages}
    broken: list[tuple[str, Change]] = []
    for file in sorted(folder.glob("*.json")):
        message = present.get(file.name)
        changes: Iterable[Change] = (
            (Change(place="", what="is no longer published"),)
            if message is None
            else incompatible_changes(_read(file), message_schema(message))
        )
        broken += ((file.name, change) for change in changes)
    unreleased = tuple(
        message
        for name, message in sorted(present.items())
        if not (folder / name).exists() or _read(folder / name) != message_schema(message)
    )
    return Comparison(broken=tuple(broken), unreleased=unreleased)


def release(folder: Path, messages: Iterable[MessageType]) -> None:
    """Write the schemas as they stand."""
    folder.mkdir(parents=True, exist_ok=True)
    for message in messages:
        text = json.dumps(message_schema(message), indent=2, ensure_ascii=False)
        (folder / message.file_name).write_text(text + "\n", encoding="utf-8")


def main(arguments: Sequence[str]) -> int:
    """0 if every promise is kept and every message released, else 1 and the reasons."""
    parser = argparse.ArgumentParser(prog="python -m shared.messages.compatibility")
    parser.add_argument("service", type=Path, help="a service's folder: services/complaints")
    parser.add_argument("--release", action="store_true", help="write what is not released yet")
    said = parser.parse_args(arguments)
    service: Path = said.service
    messages = _messages_of(service)
    found = compare(service / RELEASED, messages)
    for name, change in found.broken:
        _say(f"{name}: {change.told()}")
    if said.release and not found.broken:
        release(service / RELEASED, found.unreleased)
        return 0
    for message in found.unreleased:
        _say(f"{message.file_name}: not released as it stands; run again with --release")
    return 1 if found.broken or found.unreleased else 0


def _messages_of(service: Path) -> tuple[MessageType, ...]:
    module = importlib.import_module(".".join((*service.parts, "published")))
    messages: tuple[MessageType, ...] = module.MESSAGE_TYPES
    return messages


def _read(file: Path) -> Schema:
    schema: Schema = json.loads(file.read_text(encoding="utf-8"))
    return schema


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
