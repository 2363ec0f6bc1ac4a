"""Appends as the complaints service sends them, and the smallest that the log takes."""

import os
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final
from uuid import UUID, uuid4, uuid5

import orjson

from shared.event_store.key_names import KeyKind, KeyName, Keys
from shared.event_store.list_values import PersonalValue, seal_values
from shared.event_store.sealing import seal
from shared.event_store.store import Append, ListRow, NewEvent, StreamAppend

RECEIVED: Final = date(2022, 4, 11)
# 1,000 bytes in all: the shape of a message, without its last brace.
_MESSAGE: Final = b'{"specversion":"1.0","data":{"codes":"' + b"m" * 959 + b'"}'
SHORT_MESSAGE: Final = b'{"data":{}'
_CODES: Final = {"channel": "letter", "causes": ["delay"], "service_area": "care-leavers"}
_SUMMARY: Final = orjson.dumps({"causes": ["delay"], "route": "statutory"})
SHORT_PAYLOAD: Final = orjson.dumps(_CODES | {"said": "x" * 330})


def whole_append(owner: UUID, keys: Keys, text: str) -> Append:
    """What receiving a complaint stores: two values sealed in the event, one in the list's row.

    The payload is about 600 bytes, the message 1,000.
    """
    command, stream = uuid4(), uuid4()
    event_id = uuid5(command, "1")
    name = KeyName(KeyKind.PERSON, owner)
    sealed = partial(seal, keys, name, bound_to=event_id.bytes)
    payload = orjson.dumps(_CODES | {"name": sealed("Ada Example"), "said": sealed(text)})
    shown = {"complainant": PersonalValue(person=owner, value="Ada Example")}
    return _append(
        command,
        stream,
        (
            NewEvent(
                event_id=event_id,
                type="complaint-received",
                occurred_on=RECEIVED,
                payload=payload,
                message=_MESSAGE,
            ),
        ),
        ListRow(
            kind="complaint",
            reference=f"C-2022-{command.hex}",
            place="received",
            team="team-1",
            service_area="care-leavers",
            opened_on=RECEIVED,
            due_on=RECEIVED,
            tags=("cause:delay", "route:statutory"),
            people=(owner,),
            personal=seal_values(keys, row=stream, values=shown),
            summary=_SUMMARY,
        ),
    )


def bare_append() -> Append:
    """The smallest append that the log takes: an event, no list row, nothing sealed.

    The payload is 400 bytes; the message is the ten bytes that the log must complete.
    """
    command = uuid4()
    event = NewEvent(
        event_id=uuid4(),
        type="complaint-received",
        occurred_on=RECEIVED,
        payload=SHORT_PAYLOAD,
        message=SHORT_MESSAGE,
    )
    return _append(command, uuid4(), (event,), None)


def history(events: int) -> Append:
    """A new case with so many events; message and payload have the same size, 400 bytes."""
    command = uuid4()
    stored = tuple(
        NewEvent(
            event_id=uuid4(),
            type="complaint-received",
            occurred_on=RECEIVED,
            payload=SHORT_PAYLOAD,
            message=b'{"data":' + SHORT_PAYLOAD,
        )
        for _ in range(events)
    )
    return _append(command, uuid4(), stored, None)


def key_of(owner: UUID) -> Keys:
    """A key at hand, as the key ring gives it."""
    live: Mapping[KeyName, bytes] = {KeyName(KeyKind.PERSON, owner): os.urandom(32)}
    return Keys(live=live)


def _append(
    command: UUID, stream: UUID, events: tuple[NewEvent, ...], row: ListRow | None
) -> Append:
    return Append(
        command_id=command,
        authority="demo",
        caller="officer",
        fingerprint=b"f" * 32,
        actor="worker-1",
        actor_role="complaints-officer",
        correlation_id=command,
        causation_id=command,
        streams=(
            StreamAppend(
                stream_id=stream,
                stream_kind="complaint",
                expected_version=0,
                events=events,
                list_row=row,
            ),
        ),
    )
