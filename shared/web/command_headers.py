"""The headers that a command or a question may carry, as OpenAPI documents them."""

from collections.abc import Mapping
from typing import Final

AUTHORITY: Final = "Candour-Authority"
AUTHORITY_PARAMETER: Final = "authority"
"""What a question, but no command, may carry in its query in place of that header."""
KEY: Final = "Idempotency-Key"
MATCH: Final = "If-Match"
TIME: Final = "Candour-Time"


def _header(
    name: str, description: str, example: str, schema: Mapping[str, str]
) -> dict[str, object]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string", **schema},
        "example": example,
    }


READING_HEADERS: Final = (
    _header(
        AUTHORITY,
        "The authority the request is about; needed where the token covers several.",
        "demo",
        {"pattern": "^[a-z0-9][a-z0-9-]{0,63}$"},
    ),
    _header(
        TIME,
        "Demonstrations and tests only: answer, decide and record as at this instant.",
        "2022-04-11T09:30:00Z",
        {"format": "date-time"},
    ),
)
COMMAND_HEADERS: Final = (
    *READING_HEADERS,
    _header(
        KEY,
        "Names the command: sent again with this key and the same body, it is done once.",
        "2022-04-11/letter-17",
        {"pattern": "^[ -~]{1,200}$"},
    ),
    _header(
        MATCH,
        'The ETag of the case as you read it, in its quotes, or "*". Another version is 412.',
        '"3"',
        {"pattern": '^(\\*|(W/)?"(0|[1-9][0-9]{0,17})")$'},
    ),
)
