"""The JSON Schema of each message: what a reader may rely on, from the shapes that validate."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from shared.messages.envelope import data_schema_name, message_type
from shared.messages.shapes import MessageShape

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
SUFFIX: Final = "Shape"

Schema = dict[str, Any]  # a JSON Schema: an open vocabulary by design


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageType:
    """One type of message that a service publishes. `title` is a sentence for its readers.

    `version` counts up when the message changes incompatibly, and never otherwise.
    """

    service: str
    event_type: str
    title: str
    version: int = 1

    @property
    def name(self) -> str:
        """As in the message's `type`: `candour.complaints.complaint-received.v1`."""
        return message_type(self.service, self.event_type, self.version)

    @property
    def file_name(self) -> str:
        return f"{self.event_type}.v{self.version}.json"


def document_schema() -> Schema:
    """What all messages have in common, self-contained, with definitions under `$defs`."""
    made = MessageShape.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    named = cast("Schema", _plainly_named(made))
    named["title"] = "Message"
    return named


def message_schema(message: MessageType) -> Schema:
    """The schema of one type of message, whole."""
    schema = document_schema()
    schema["properties"] |= what_is_fixed(message)
    return {"$schema": DIALECT, **schema, "title": message.name, "description": message.title}


def what_is_fixed(message: MessageType) -> Schema:
    """The members whose value, or pattern, the type of the message decides."""
    name = data_schema_name(message.service, message.event_type, message.version)
    return {
        "type": {"type": "string", "const": message.name},
        "source": {"type": "string", "pattern": f"^/{message.service}/[0-9a-f-]{{36}}$"},
        "dataschema": {"type": "string", "const": name},
    }


def _plainly_named(node: object, *, names: bool = False) -> object:
    """Definitions without their suffix, and no titles that only repeat a name.

    `names` says that the keys of `node` are names of members, which may well be `title`.
    """
    if isinstance(node, list):
        return [_plainly_named(item) for item in node]
    if isinstance(node, str):
        return node.removesuffix(SUFFIX) if node.startswith("#/$defs/") else node
    if not isinstance(node, Mapping):
        return node
    return {
        (key.removesuffix(SUFFIX) if names else key): _plainly_named(
            value, names=not names and key in {"properties", "$defs"}
        )
        for key, value in node.items()
        if names or key != "title"
    }
