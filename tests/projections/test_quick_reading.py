"""The quick reading of a message: what it answers is what the schema's reading gives, else None."""

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.projections.application.quick_reading import quickly_told
from services.projections.read_models.told import Told, told
from shared.messages.reading import Message, UnreadableMessage

ROOT = Path(__file__).parents[1]
GOLDEN = [
    path.read_bytes()
    for service in ("complaints", "referrals", "placements")
    for path in sorted((ROOT / service / "golden" / "published").rglob("*.json"))
]
DOCUMENTS: list[dict[str, Any]] = [orjson.loads(body) for body in GOLDEN]
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=5),
    st.sampled_from(
        [
            "",
            "2022-W15-1",
            "20220411",
            "2022-04-11",
            "2022-04-11T10:00:00",
            "2022-04-11T10:00:00Z",
            "2022-04-11T10:00:00.1234567Z",
            "2022-04-11T10:00:00+01:00",
            "2022-13-41",
            "24:00",
            "3F0C8A52-6D6E-5B0A-9F43-0A5D7F6E2C11",
            "3f0c8a526d6e5b0a9f430a5d7f6e2c11",
            "urn:uuid:3f0c8a52-6d6e-5b0a-9f43-0a5d7f6e2c11",
            "1",
            "01",
            "\u0661",
            "x" * 101,
            "x" * 201,
            "x\n",
            2**53 + 1,
            2**70,
            1e300,
            -1,
            0,
            131,
            [],
            {},
            ["x"],
            [["x"]],
            {"x": "y"},
            [{"paused_on": "2022-04-11"}],
        ]
    ),
)
NAMES = st.sampled_from(
    ["stream", "case_version", "starts_from", "starts_from_at", "from_at", "due_at", "at", "pauses"]
)


def by_schema(body: bytes) -> Told | None:
    try:
        return told(Message.parse(body))
    except UnreadableMessage:
        return None


def test_nearly_every_message_of_the_services_is_read_quickly() -> None:
    quick = [quickly_told(body) for body in GOLDEN]
    assert [one for one in quick if one is not None] == [
        by_schema(body) for one, body in zip(quick, GOLDEN, strict=True) if one is not None
    ]
    assert sum(one is not None for one in quick) > 0.9 * len(GOLDEN)


@settings(max_examples=1_000, deadline=None)
@given(data=st.data())
def test_whatever_is_changed_the_schema_decides(data: st.DataObject) -> None:
    """One to three members, anywhere in a real message, are gone, added or another value."""
    document = deepcopy(data.draw(st.sampled_from(DOCUMENTS)))
    for _ in range(data.draw(st.integers(1, 3))):
        _change(document, data)
    body = _written(document)
    quick = quickly_told(body)
    if quick is not None:
        assert quick == by_schema(body)


@pytest.mark.parametrize("instant", ["", 0, False, [], {}])
@pytest.mark.parametrize("name", ["from_at", "due_at", "original_due_at", "stopped_at"])
def test_an_instant_of_a_clock_that_is_there_is_the_schemas(name: str, instant: object) -> None:
    """Also one that looks like nothing: the schema refuses it, or takes 0 for an instant."""
    document = deepcopy(next(one for one in DOCUMENTS if one["data"].get("clocks")))
    assert quickly_told(_written(document)) is not None
    document["data"]["clocks"][0][name] = instant
    assert quickly_told(_written(document)) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"null", b'"text"', b"{", b"\xff", b'{"position": NaN}', b'{"a": "\\ud800"}'],
)
def test_what_is_no_message_is_left_to_the_schema(body: bytes) -> None:
    assert quickly_told(body) is None
    assert by_schema(body) is None


def _change(document: dict[str, Any], data: st.DataObject) -> None:
    places = list(_places(document))
    inside, name = data.draw(st.sampled_from(places))
    match data.draw(st.sampled_from(["gone", "other", "added"])):
        case "gone":
            del inside[name]
        case "added" if isinstance(inside, dict):
            inside[data.draw(NAMES)] = deepcopy(data.draw(ODD))
        case _:
            inside[name] = deepcopy(data.draw(ODD))


def _places(told: Any) -> Any:  # noqa: ANN401 - any JSON
    members = told.items() if isinstance(told, dict) else enumerate(told)
    for name, value in list(members):
        yield told, name
        if isinstance(value, dict | list):
            yield from _places(value)


def _written(document: dict[str, Any]) -> bytes:
    """As JSON, with numbers of any size."""

    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
