"""Pydantic's findings as field errors that say what was expected and never what was sent."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, get_args

from pydantic_core.core_schema import ErrorType

from shared.problem_details.problem import FieldError

MOST_ERRORS: Final = 50
LONGEST_NAME: Final = 60
_NAME: Final = re.compile(r"[A-Za-z0-9_.\-]+")
_PYDANTICS: Final = frozenset(get_args(ErrorType))

# Sentences of our own for what people meet most. `{...}` are limits from the schema, not values
# from the request. A type of Pydantic's that is not here gets a general sentence, because some of
# its messages quote the input.
_SENTENCES: Final[Mapping[str, str]] = {
    "missing": "This is required.",
    "extra_forbidden": "This is not a known member.",
    "string_type": "This should be a string.",
    "string_too_short": "This should have at least {min_length} characters.",
    "string_too_long": "This should have at most {max_length} characters.",
    "string_pattern_mismatch": "This should match {pattern}.",
    "string_unicode": "This should be valid Unicode.",
    "int_type": "This should be a whole number.",
    "int_parsing": "This should be a whole number.",
    "int_from_float": "This should be a whole number.",
    "float_type": "This should be a number.",
    "float_parsing": "This should be a number.",
    "finite_number": "This should be a finite number.",
    "bool_type": "This should be true or false.",
    "bool_parsing": "This should be true or false.",
    "date_type": "This should be a date, YYYY-MM-DD.",
    "date_parsing": "This should be a date, YYYY-MM-DD.",
    "date_from_datetime_parsing": "This should be a date, YYYY-MM-DD.",
    "date_from_datetime_inexact": "This should be a date, YYYY-MM-DD, without a time.",
    "datetime_type": "This should be an instant with its zone (RFC 3339).",
    "datetime_parsing": "This should be an instant with its zone (RFC 3339).",
    "datetime_from_date_parsing": "This should be an instant with its zone (RFC 3339).",
    "timezone_aware": "This instant needs its zone.",
    "uuid_type": "This should be a UUID.",
    "uuid_parsing": "This should be a UUID.",
    "enum": "This should be one of {expected}.",
    "literal_error": "This should be one of {expected}.",
    "greater_than": "This should be greater than {gt}.",
    "greater_than_equal": "This should be at least {ge}.",
    "less_than": "This should be less than {lt}.",
    "less_than_equal": "This should be at most {le}.",
    "list_type": "This should be a list.",
    "too_short": "This should have at least {min_length} items.",
    "too_long": "This should have at most {max_length} items.",
    "dict_type": "This should be an object.",
    "model_type": "This should be an object.",
    "model_attributes_type": "This should be a JSON object, sent as application/json.",
    "union_tag_not_found": "The member {discriminator} is required.",
    "union_tag_invalid": "The member {discriminator} should be one of {expected_tags}.",
}
_GENERAL: Final = "This is not acceptable here."


def field_errors(found: Sequence[Mapping[str, Any]]) -> tuple[FieldError, ...]:
    """At most `MOST_ERRORS` of Pydantic's findings, each without any part of the input."""
    return tuple(_field_error(one) for one in found[:MOST_ERRORS])


def _field_error(found: Mapping[str, Any]) -> FieldError:
    kind = str(found["type"])
    return FieldError(
        field=_path(found["loc"]),
        code=kind.replace("_", "-"),
        message=_message(kind, found),
    )


def _message(kind: str, found: Mapping[str, Any]) -> str:
    sentence = _SENTENCES.get(kind)
    if sentence is not None:
        return sentence.format_map(found.get("ctx") or {})
    if kind not in _PYDANTICS:
        # One of our own types' errors (PydanticCustomError): its sentence is a constant of ours.
        return str(found["msg"])
    return _GENERAL


def _path(location: Sequence[str | int]) -> str:
    """Dotted: ("body", "complainant", "name") is "complainant.name"; a list counts from 0."""
    inside = location[1:] if location and location[0] in _PLACES else location
    return ".".join(_step(step) for step in inside) or "body"


_PLACES: Final = frozenset({"body", "query", "path", "header", "cookie"})


def _step(step: str | int) -> str:
    # An unknown member's name comes from the request, so it is shown only if it looks like a name.
    if isinstance(step, int):
        return str(step)
    return step if len(step) <= LONGEST_NAME and _NAME.fullmatch(step) else "?"
