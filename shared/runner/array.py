"""A JSON array cut into its documents, byte for byte.

A reader keeps the bytes that the owner stored, so the page is cut, not parsed and written again.
"""

from collections.abc import Iterator
from json import JSONDecodeError, JSONDecoder

BETWEEN = " \t\r\n"


class UnreadableArray(ValueError):
    """The body is no JSON array."""


def documents(body: bytes) -> Iterator[tuple[bytes, object]]:
    """Each element of the array: as it stands in the body, and parsed. Raises UnreadableArray."""
    try:
        text = body.decode()
        yield from _cut(text)
    except (UnicodeDecodeError, JSONDecodeError, IndexError):
        raise UnreadableArray("the body is no JSON array") from None


def _cut(text: str) -> Iterator[tuple[bytes, object]]:
    scan = JSONDecoder().raw_decode
    place = _past_blanks(text, 0)
    if text[place] != "[":
        raise UnreadableArray("the body is no JSON array")
    place = _past_blanks(text, place + 1)
    if text[place] == "]":
        return
    while True:
        document, end = scan(text, place)
        yield text[place:end].encode(), document
        place = _past_blanks(text, end)
        if text[place] == "]":
            return
        if text[place] != ",":
            raise UnreadableArray("the body is no JSON array")
        place = _past_blanks(text, place + 1)


def _past_blanks(text: str, place: int) -> int:
    while text[place] in BETWEEN:
        place += 1
    return place
