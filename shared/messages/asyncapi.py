"""The AsyncAPI 3.0 document of a service: its topic, its feed, and every message on them."""

import json
from collections.abc import Sequence
from typing import Any, Final, cast

from shared.messages import watermark_schema
from shared.messages.schema import DIALECT, MessageType, Schema, document_schema, what_is_fixed

ASYNCAPI: Final = "3.0.0"
ONE: Final = "application/cloudevents+json"
PARTITIONS: Final = 12
SCHEMA_FORMAT: Final = "application/schema+json;version=draft-2020-12"
SCHEMAS: Final = "#/components/schemas/"
WATERMARK: Final = "watermark"
RELAY_HEADERS: Final = {
    "type": "object",
    "properties": {
        "candour-relay-epoch": {
            "type": "string",
            "description": "On Kafka: which relay sent it, by the number of its lease.",
        }
    },
}

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
        "servers": {
            "broker": {
                "host": "{bootstrap_servers}",
                "protocol": "kafka",
                "description": "Apache Kafka, where the installation has one.",
                "variables": {
                    "bootstrap_servers": {
                        "description": "As in the setting KAFKA_BOOTSTRAP_SERVERS.",
                        "default": "localhost:9092",
                    }
                },
            }
        },
        "channels": {
            channel: {
                "address": f"candour.{service}.v1",
                "title": f"What happens on the cases of {service}",
                "messages": {
                    name: {"$ref": f"#/components/messages/{name}"}
                    for name in (*(message.name for message in messages), WATERMARK)
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
                    {"$ref": f"#/channels/{channel}/messages/{name}"}
                    for name in (*(message.name for message in messages), WATERMARK)
                ],
            }
        },
        "components": {
            "messages": {
                **{message.name: _message(message) for message in messages},
                WATERMARK: _watermark(),
            },
            "schemas": _schemas(),
        },
    }


def _message(message: MessageType) -> Document:
    return {
        "name": message.name,
        "title": message.title,
        "contentType": ONE,
        "headers": RELAY_HEADERS,
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


def _watermark() -> Document:
    """On Kafka only: the feed tells in its headers how far it reaches."""
    return {
        "name": WATERMARK,
        "title": "How far this partition reaches, between the messages; it has no key.",
        "contentType": ONE,
        "headers": RELAY_HEADERS,
        "payload": {
            "schemaFormat": SCHEMA_FORMAT,
            "schema": {"$schema": DIALECT, **watermark_schema.SCHEMA},
        },
    }


def _schemas() -> Schema:
    """The shared definitions, moved to where an AsyncAPI document keeps them."""
    moved = json.dumps(document_schema()).replace("#/$defs/", SCHEMAS)
    schema = cast("Schema", json.loads(moved))
    definitions = cast("Schema", schema.pop("$defs"))
    return {"Message": schema, **definitions}
