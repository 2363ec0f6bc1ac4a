"""The AsyncAPI 3.0 document of what this service receives; it publishes nothing.

It reads every type of message of a source alike: the shape is what all of them have in common.
Each source says in its own document which types there are.
"""

import json
from collections.abc import Sequence
from typing import Final

from shared.messages.asyncapi import (
    ASYNCAPI,
    ONE,
    PARTITIONS,
    SCHEMA_FORMAT,
    SCHEMAS,
    Document,
)
from shared.messages.schema import DIALECT, document_schema

BINDING: Final = "0.5.0"


def received_messages(sources: Sequence[str], version: str = "1") -> Document:
    """A channel and a `receive` operation for each source, in the order given."""
    common = json.loads(json.dumps(document_schema()).replace("#/$defs/", SCHEMAS))
    definitions = common.pop("$defs")
    return {
        "asyncapi": ASYNCAPI,
        "info": {
            "title": "Candour: projections",
            "version": version,
            "description": (
                "What is received, and nothing is published. Messages may come twice, late or in "
                "bursts: the case's version tells what has been seen. Members that are not known "
                "here are ignored; a message that cannot be read stands aside, with its case."
            ),
        },
        "defaultContentType": ONE,
        "channels": {f"{source}-cases": _channel(source) for source in sources},
        "operations": {f"receive-{source}": _operation(source) for source in sources},
        "components": {
            "messages": {source: _message(source) for source in sources},
            "schemas": {"Message": common, **definitions},
        },
    }


def _channel(source: str) -> Document:
    return {
        "address": f"candour.{source}.v1",
        "title": f"What happens on the cases of {source}",
        "description": "The same bytes are an element of the source's feed at `GET /messages`.",
        "messages": {source: {"$ref": f"#/components/messages/{source}"}},
        "bindings": {"kafka": {"partitions": PARTITIONS, "bindingVersion": BINDING}},
    }


def _operation(source: str) -> Document:
    return {
        "action": "receive",
        "channel": {"$ref": f"#/channels/{source}-cases"},
        "summary": "Keep every clock, fact, case and person as it was and as it was known.",
        "messages": [{"$ref": f"#/channels/{source}-cases/messages/{source}"}],
    }


def _message(source: str) -> Document:
    """Any message of the source, by the pattern of its type."""
    named = {
        "type": {"type": "string", "pattern": rf"^candour\.{source}\.[a-z0-9.-]+\.v[0-9]+$"},
        "source": {"type": "string", "pattern": f"^/{source}/[0-9a-f-]{{36}}$"},
    }
    return {
        "name": f"candour.{source}",
        "title": f"Something happened on a case of {source}",
        "contentType": ONE,
        "payload": {
            "schemaFormat": SCHEMA_FORMAT,
            "schema": {
                "$schema": DIALECT,
                "allOf": [
                    {"$ref": f"{SCHEMAS}Message"},
                    {"type": "object", "properties": named},
                ],
            },
        },
        "bindings": {
            "kafka": {
                "key": {"type": "string", "format": "uuid", "description": "The case's stream id."},
                "bindingVersion": BINDING,
            }
        },
    }
