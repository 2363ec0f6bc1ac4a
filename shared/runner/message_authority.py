"""Whose message it is, as far as a message that could not be read says so."""

import orjson


def authority_of(body: bytes) -> str | None:
    """None where it does not say it readably."""
    document = orjson.loads(body)
    said = document.get("authority") if isinstance(document, dict) else None
    return said if isinstance(said, str) else None
