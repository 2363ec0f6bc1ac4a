"""What of a document fits the documented shape, and a warning for each thing that does not.

What does not fit is left out of the reading, one place at a time, until the rest fits: it is kept
elsewhere as it was said. A warning says where and what kind of thing, never the value.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from services.referrals.api.submissions.body import SubmissionBody
from services.referrals.api.submissions.lenient_json import JsonObject, is_unicode, write_json
from shared.problem_details.validation import field_errors

Place = tuple[str | int, ...]

MOST_WARNINGS: Final = 100
LISTS_OF_PEOPLE: Final[frozenset[Place]] = frozenset({("children",), ("people_around",)})
CODES: Final[Mapping[str, str]] = {
    "extra-forbidden": "unknown-field",
    "enum": "unknown-code",
    "literal-error": "unknown-schema",
    "date-type": "not-a-date",
    "date-parsing": "not-a-date",
    "date-from-datetime-parsing": "not-a-date",
    "datetime-type": "not-an-instant",
    "datetime-parsing": "not-an-instant",
    "timezone-aware": "not-an-instant",
    "too-long": "too-many",
    "string-too-long": "too-long",
    "text-empty": "empty",
    "string-too-short": "empty",
    "text-unclean": "unclean",
    "string-unicode": "unclean",
}
OTHERWISE: Final = "not-understood"


@dataclass(frozen=True, slots=True, order=True)
class Oddity:
    """Something that is not as documented: `field` is dotted, a list counts from 0."""

    field: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was understood, and what was odd."""

    body: SubmissionBody
    oddities: tuple[Oddity, ...]


def read_tolerantly(said: JsonObject) -> Reading:
    """Never refuses anything."""
    odd: dict[Oddity, None] = {}
    left: Any = _well_named(json.loads(write_json(said)), odd)
    while True:
        try:
            body = SubmissionBody.model_validate(left)
        except ValidationError as problem:
            found = problem.errors(include_url=False, include_input=False)
            odd.update(dict.fromkeys(_oddities(found)))
            _leave_out(left, {_deepest(left, one["loc"]) for one in found})
        else:
            return Reading(body=body, oddities=tuple(odd)[:MOST_WARNINGS])


def _well_named(value: Any, odd: dict[Oddity, None]) -> Any:  # noqa: ANN401 - JSON
    """Without members whose name is no Unicode text: no reader could say where they stand."""
    if isinstance(value, list):
        return [_well_named(inner, odd) for inner in value]
    if not isinstance(value, dict):
        return value
    named = {name: inner for name, inner in value.items() if is_unicode(name)}
    if len(named) != len(value):
        odd[Oddity("?", "unclean")] = None
    return {name: _well_named(inner, odd) for name, inner in named.items()}


def _oddities(found: Sequence[ErrorDetails]) -> Iterator[Oddity]:
    for error in field_errors(found):
        yield Oddity(error.field, CODES.get(error.code, OTHERWISE))


def _deepest(document: Any, place: Place) -> Place:  # noqa: ANN401 - JSON
    """The place as far as the document has it."""
    for depth, step in enumerate(place):
        if not _has(document, step):
            return place[:depth]
        document = document[step]
    return place


def _has(document: Any, step: str | int) -> bool:  # noqa: ANN401 - JSON
    if isinstance(document, list):
        return isinstance(step, int) and step < len(document)
    return isinstance(document, dict) and step in document


def _leave_out(document: Any, places: Iterable[Place]) -> None:  # noqa: ANN401 - JSON
    """A person in a list stays, with nothing understood of them, so that the others keep places."""
    for place in sorted(places, key=_last_first, reverse=True):
        container: Any = document
        for step in place[:-1]:
            container = container[step]
        if place[:-1] in LISTS_OF_PEOPLE:
            container[place[-1]] = {}
        else:
            del container[place[-1]]


def _last_first(place: Place) -> tuple[int, int, str]:
    """Deep before shallow, and the end of a list before its beginning."""
    last = place[-1]
    return (len(place), last, "") if isinstance(last, int) else (len(place), -1, last)
