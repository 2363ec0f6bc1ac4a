"""The AsyncAPI 3.0 document of a service: its topic, its feed, and every message on them."""

import json
from collections.abc import Sequence
from typing import Any, Final, cast

from shared.messages.schema import DIALECT, MessageType, Schema, document_schema, what_is_fixed

ASYNCAPI: Final = "3.0.0"
ONE: Final = "application/cloudevents+json"
PARTITIONS: Final = 12
SCHEMA_FORMAT: Final = "application/schema+json;version=draft-2020-12"
SCHEMAS: Final = "#/components/schemas/"

Document = dict[str, Any]  # an AsyncAPI document: an open vocabulary by design


def asyncapi_document(
    *, service: str, title: str, version: str, messages: Sequence[MessageType]
) -> Document:
    """The whole document, ready for JSON. `version` is the service's release."""
    channel = f"{service}-cases"
    return {
        "asyncapi": ASYNCAPI,
        "info": {
            "title": title,
            "version": version,
            "description": (
                "One message for each event, in the order of the service's log; the messages of "
                "one case stay in order. The same bytes are a Kafka value and an element of the "
                "feed at `GET /messages`. People appear by pseudonym; there is no free text."
            ),
        },
        "defaultContentType": ONE,
        "channels": {
            channel: {
                "address": f"candour.{service}.v1",
                "title": f"What happens on the cases of {service}",
                "messages": {
                    message.name: {"$ref": f"#/components/messages/{message.name}"}
                    for message in messages
                },
                "bindings": {
                    "kafka": {"partitions": PARTITIONS, "bindingVersion": "0.5.0"},
                },
            }
        },
        "operations": {
            "publish": {
                "action": "send",
                "channel": {"$ref": f"#/channels/{channel}"},
                "summary": "Publish what happened, once it is stored.",
                "messages": [
                    {"$ref": f"#/channels/{channel}/messages/{message.name}"}
                    for message in messages
                ],
            }
        },
        "components": {
            "messages": {message.name: _message(message) for message in messages},
            "schemas": _schemas(),
        },
    }


def _message(message: MessageType) -> Document:
    return {
        "name": message.name,
        "title": message.title,
        "contentType": ONE,
        "payload": {
            "schemaFormat": SCHEMA_FORMAT,
            "schema": {
                "$schema": DIALECT,
                "allOf": [
                    {"$ref": f"{SCHEMAS}Message"},
                    {"type": "object", "properties": what_is_fixed(message)},
                ],
            },
        },
        "bindings": {
            "kafka": {
                "key": {"type": "string", "format": "uuid", "description": "The case's stream id."},
                "bindingVersion": "0.5.0",
            }
        },
    }


def _schemas() -> Schema:
    """The shared definitions, moved to where an AsyncAPI document keeps them."""
    moved = json.dumps(document_schema()).replace("#/$defs/", SCHEMAS)
    schema = cast("Schema", json.loads(moved))
    definitions = cast("Schema", schema.pop("$defs"))
    return {"Message": schema, **definitions}
