"""The watermark's document, for AsyncAPI: what stands on a topic between the messages of cases."""

from typing import Any, Final

TYPE: Final = "candour.watermark.v1"

_TEXT: Final = {"type": "string"}
_COUNT: Final = {"type": "integer", "minimum": 0}

SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "required": ["specversion", "id", "source", "type", "data"],
    "properties": {
        "specversion": {"const": "1.0"},
        "id": _TEXT,
        "source": {**_TEXT, "description": "/<service>/<log id>"},
        "type": {"const": TYPE},
        "datacontenttype": {"const": "application/json"},
        "data": {
            "type": "object",
            "required": ["partition", "position", "event", "count", "epoch"],
            "properties": {
                "partition": _COUNT,
                "position": {
                    **_TEXT,
                    "pattern": "^[0-9]+$",
                    "description": "Every message of this partition up to it stands before this.",
                },
                "event": {
                    "type": ["string", "null"],
                    "format": "uuid",
                    "description": "The log's event at that position; null at 0.",
                },
                "count": {
                    **_COUNT,
                    "description": "Distinct messages of this partition up to that position.",
                },
                "epoch": {**_COUNT, "description": "Of the relay that wrote it."},
            },
        },
    },
}
