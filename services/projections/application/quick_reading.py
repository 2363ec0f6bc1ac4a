"""A message's rows without a model of it in between: what nearly every message is read by.

The contract's schema says what a message is, and this says nothing else: it takes what is spelt as
our services spell it, checks all that the schema checks, and leaves everything else to the schema
by answering None. What it does answer is what `told` makes of the schema's reading: that is a
property test.
"""

from typing import Final

import orjson

from services.projections.application.quick_rows import case_row, clock_row, fact_row, person_row
from services.projections.application.quick_values import (
    LONGEST_LABEL,
    Json,
    Unusual,
    code_of,
    code_or_none,
    day_of,
    day_or_none,
    event_type_of,
    instant_of,
    label_of,
    list_of,
    number_of,
    position_of,
    service_of,
    text_of,
    uuid_of,
)
from services.projections.read_models.rows import RecordingRow
from services.projections.read_models.told import ALL_ALONG, Told
from shared.clock.london import london_date

BY_NAME: Final = frozenset(
    {"stream", "partition_key", "case_version", "correlation_id", "causation_id"}
)
"""The schema takes members by these names too; nobody writes them."""


def quickly_told(body: bytes) -> Told | None:
    """The message's rows; None where the schema must look at it, and may refuse it."""
    try:
        return _told(orjson.loads(body))
    except (Unusual, KeyError, TypeError, ValueError, AttributeError):
        return None


def _told(document: Json) -> Told:
    if type(document) is not dict or not BY_NAME.isdisjoint(document):
        raise Unusual
    source, event_type = service_of(document["source"]), event_type_of(document["type"])
    if document["specversion"] != "1.0":
        raise Unusual
    text_of(document["dataschema"], 0, None)
    text_of(document["correlationid"], 1, LONGEST_LABEL)
    if document.get("causationid") is not None:
        text_of(document["causationid"], 1, LONGEST_LABEL)
    uuid_of(document["partitionkey"])
    stream, authority = uuid_of(document["subject"]), code_of(document["authority"])
    recorded_at, position = instant_of(document["time"]), position_of(document["position"])
    version, data = number_of(document["caseversion"], 1), document["data"]
    happened_on, happened_at = data.get("occurred_on"), data.get("occurred_at")
    if (happened_on is None) == (happened_at is None):
        raise Unusual
    occurred_on = (
        london_date(instant_of(happened_at)) if happened_on is None else day_of(happened_on)
    )
    corrects = data.get("corrects")
    corrects = None if corrects is None else uuid_of(corrects)
    effective_on = ALL_ALONG if corrects is not None else occurred_on
    actor = data["actor"]
    code_of(actor["role"])
    label_of(actor.get("worker"))
    case = case_row(source, stream, authority, data["case"], effective_on)
    return Told(
        recorded_at,
        position,
        stream,
        version,
        RecordingRow(
            source,
            position,
            stream,
            version,
            uuid_of(document["id"]),
            authority,
            event_type,
            case.kind,
            occurred_on,
            london_date(recorded_at),
            recorded_at,
            corrects,
            day_or_none(data.get("known_from")),
            code_or_none(data.get("import_source")),
            label_of(actor.get("team")) or case.team,
        ),
        case,
        tuple([person_row(source, stream, one) for one in list_of(data, "people")]),
        tuple(
            [
                clock_row(source, stream, authority, one, effective_on)
                for one in list_of(data, "clocks")
            ]
        ),
        tuple([fact_row(source, stream, authority, one) for one in list_of(data, "facts")]),
    )
