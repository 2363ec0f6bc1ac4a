"""Names made comparable: however they are spelled, accented, punctuated or ordered.

Both sides of a comparison go through the same steps, so a step may join what is not quite the same
name; it must never part what is.
"""

import unicodedata
from collections.abc import Iterator
from itertools import combinations
from typing import Final

MOST_PARTS: Final = 6
"""Of a name; what comes after them is not indexed apart from the whole."""

_TITLES: Final = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "master", "sir"})
_PARTICLES: Final = frozenset(
    {"al", "el", "de", "da", "di", "du", "la", "le", "van", "von", "der", "den", "bin", "bint"}
)
_JOINED: Final = frozenset({"o", "mc", "mac"})
_LETTERS: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "\u0131": "i",
        "ħ": "h",
    }
)
_SILENT: Final = frozenset("'`.\u2018\u2019\u02bc\u00b4")
"""Apostrophes in every form that keyboards and word processors give them, and full stops."""
SHORTEST_MAC: Final = 5


def name_parts(name: str) -> tuple[str, ...]:
    """The parts of a name, normalised and in alphabetical order; none where nothing is left.

    "Ms Siobhán O'Brien-MacKay" gives ("mckay", "obrien", "siobhan").
    """
    words = _plain(name).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    own = [word for word in words if word not in _PARTICLES]
    return tuple(sorted(set(_joined(own or words))))


def name_terms(name: str) -> frozenset[str]:
    """What a name is indexed by: the whole of it, and every two of its parts.

    So a middle name that is left out, or a second surname, is still found.
    """
    parts = name_parts(name)
    if not parts:
        return frozenset()
    pairs = combinations(parts[:MOST_PARTS], 2)
    return frozenset({" ".join(parts), *(" ".join(pair) for pair in pairs)})


def _plain(name: str) -> str:
    """Small letters without accents; what is neither letter nor digit parts words."""
    folded = name.casefold().translate(_LETTERS)
    decomposed = unicodedata.normalize("NFKD", folded)
    return "".join(_kept(decomposed))


def _kept(text: str) -> Iterator[str]:
    for character in text:
        if character in _SILENT or unicodedata.combining(character):
            continue
        yield character if character.isalnum() else " "


def _joined(words: list[str]) -> Iterator[str]:
    """Prefixes joined to what they belong to: "o brien" and "mac kay" are one word each."""
    waiting = ""
    for word in words:
        whole = waiting + word
        waiting = whole if word in _JOINED else ""
        if not waiting:
            yield _short_mac(whole)
    if waiting:
        yield _short_mac(waiting)


def _short_mac(word: str) -> str:
    return f"mc{word[3:]}" if word.startswith("mac") and len(word) >= SHORTEST_MAC else word
