"""A traceback that a library has written out as text, by types and places alone.

The text quotes the exception's message, which may hold anything, so only lines of a known form and
in a known place are read: the header, its frames, and the type at the start of the line after them.
"""

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from shared.telemetry.harmless import DEEPEST_FRAMES

_HEADER: Final = "Traceback (most recent call last):"
_FRAME: Final = re.compile(r'  File "([^"\n]+)", line (\d+), in ')
_TYPE: Final = re.compile(r"([A-Za-z_][\w.]*)(?:: |:?$)", re.ASCII)
_STEPS_OF_A_PATH: Final = 3


def described_text(text: str) -> dict[str, object] | None:
    """What `harmless.described` says of an exception, read from its traceback; None without one.

    `at` lists frames as "folder/folder/file.py:line", outermost first.
    """
    found = list(_exceptions(text))
    if not found:
        return None
    (kind, places), earlier = found[-1], found[:-1]
    description: dict[str, object] = {"type": kind, "at": places[-DEEPEST_FRAMES:]}
    if earlier:
        causes = [cause for cause, _ in reversed(earlier)]
        description["causes"] = causes[:DEEPEST_FRAMES]
    return description


def _exceptions(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each exception of a chain, the first cause first: its type and its frames."""
    places: list[str] | None = None
    for line in text.splitlines():
        if line == _HEADER:
            places = []
        elif places is None:
            continue
        elif frame := _FRAME.match(line):
            places.append(_place(frame[1], frame[2]))
        elif not line.startswith(" "):
            kind = _TYPE.match(line)
            yield (kind[1] if kind else "unknown", places)
            places = None


def _place(path: str, number: str) -> str:
    return "/".join(
        (*PurePath(path).parts[-_STEPS_OF_A_PATH:-1], f"{PurePath(path).name}:{number}")
    )
