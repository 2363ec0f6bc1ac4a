"""A message is serialised once, here: afterwards its bytes are only copied.

The time and the position of a message are known only under the log's lock. So `build` gives the
document without its last brace, and the append adds the two and closes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

import orjson
from pydantic import ValidationError

from shared.messages.case import ActorInMessage, CaseInMessage
from shared.messages.facts import Statement, fact_id
from shared.messages.faults import where_it_fails
from shared.messages.people import PersonInMessage
from shared.messages.shapes import DataShape

SPECVERSION: Final = "1.0"

Json = Mapping[str, object]


class NotPublishable(ValueError):
    """What was to be published breaks the contract: a defect. Says where, never with what value."""


def build(
    *,
    service: str,
    log_id: UUID,
    event_id: UUID,
    event_type: str,
    version: int,
    stream: UUID,
    case_version: int,
    authority: str,
    correlation_id: str | UUID,
    causation_id: str | UUID | None,
    case: CaseInMessage,
    actor: ActorInMessage,
    occurred_on: date | None = None,
    occurred_at: datetime | None = None,
    corrects: UUID | None = None,
    known_from: date | None = None,
    import_source: str | None = None,
    people: Sequence[PersonInMessage] = (),
    clocks: Sequence[Json] = (),
    facts: Sequence[Statement] = (),
) -> bytes:
    """The bytes of one message, without the last brace. Raises NotPublishable.

    `version` is the message's, not the stored event's; `clocks` are in the form that
    `shared.deadlines.message_form` gives; `facts` are what `restate` says has changed.
    """
    happened: Json = (
        {"occurred_on": occurred_on}
        if occurred_at is None
        else {"occurred_at": instant(occurred_at)}
    )
    data = orjson.dumps(
        {
            "case": _case(case),
            **happened,
            "actor": {"worker": actor.worker, "role": actor.role, "team": actor.team},
            # As text: the database driver has a UUID class of its own, which orjson refuses.
            "corrects": None if corrects is None else str(corrects),
            "known_from": known_from,
            "import_source": import_source,
            "people": [_person(person) for person in people],
            "clocks": clocks,
            "facts": [_fact(stream, statement) for statement in facts],
        }
    )
    _check(data)
    subject = str(stream)
    document: dict[str, object] = {
        "specversion": SPECVERSION,
        "id": event_id,
        "source": source_of(service, log_id),
        "type": message_type(service, event_type, version),
        "subject": subject,
        "partitionkey": subject,
        "authority": authority,
        "caseversion": case_version,
        "correlationid": str(correlation_id),
    }
    if causation_id is not None:
        document["causationid"] = str(causation_id)
    document["dataschema"] = data_schema_name(service, event_type, version)
    document["data"] = orjson.Fragment(data)
    return orjson.dumps(document)[:-1]


def closed(head: bytes, *, time: datetime, position: int) -> bytes:
    """The whole document, as the append function makes it: for tests and tools, not for the log."""
    return head + f',"time":"{instant(time)}","position":"{position}"}}'.encode()


def source_of(service: str, log_id: UUID) -> str:
    return f"/{service}/{log_id}"


def message_type(service: str, event_type: str, version: int) -> str:
    return f"candour.{service}.{event_type}.v{version}"


def data_schema_name(service: str, event_type: str, version: int) -> str:
    """The absolute URI that CloudEvents wants: a name, since a service's address may change."""
    return f"urn:candour:{service}:{event_type}:v{version}"


def instant(at: datetime) -> str:
    """RFC 3339, UTC, always with microseconds: as the log writes them."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _case(case: CaseInMessage) -> Json:
    return {
        "kind": case.kind,
        "reference": case.reference,
        "team": case.team,
        "worker": case.worker,
        "service_area": case.service_area,
        "restricted": case.restricted,
        "allow": case.allow,
        "deny": case.deny,
    }


def _person(person: PersonInMessage) -> Json:
    said: dict[str, object] = {"person": person.person, "part": person.part, "age": person.age}
    given: Iterable[tuple[str, str | None]] = (
        ("sex", person.sex),
        ("ethnicity", person.ethnicity),
        ("disability", person.disability),
        ("sexual_orientation", person.sexual_orientation),
        ("born", person.born),
    )
    said.update((name, code) for name, code in given if code is not None)
    return said


def _fact(stream: UUID, statement: Statement) -> Json:
    fact = statement.fact
    when: Json = {"on": fact.on} if fact.at is None else {"at": instant(fact.at)}
    return {
        "fact": fact_id(stream, fact.key),
        "kind": fact.kind,
        **when,
        "codes": dict(fact.codes),
        "numbers": dict(fact.numbers),
        "revision": statement.revision,
        "change": statement.change.value,
        "cause": statement.cause,
    }


def _check(data: bytes) -> None:
    try:
        DataShape.model_validate_json(data)
    except ValidationError as problem:
        raise NotPublishable(where_it_fails(problem)) from None
