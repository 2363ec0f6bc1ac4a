"""Whatever is said, something is understood, nothing is lost, and no warning repeats a value."""

import json
from datetime import UTC, date, datetime
from time import process_time
from typing import Any, Final
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.referrals.api.submissions.envelope import checked_document
from services.referrals.api.submissions.lenient_json import read_json
from services.referrals.api.submissions.understanding import understood
from services.referrals.application.submissions.sent import Sent
from services.referrals.domain.submissions.refusals import SaysNothing, TooManyChildren
from services.referrals.domain.terms import Category, ContactKind, Source
from shared.event_sourcing import Erased
from shared.problem_details import BodyUnreadable
from tests.referrals.submissions.anything import OBJECTS
from tests.referrals.submissions.sending import SUBMISSION

COMMAND: Final = UUID(int=417)
TODAY: Final = date(2023, 4, 3)


def read(document: dict[str, Any]) -> Sent:
    return understood(
        document,
        agency="police",
        message_id="p-1",
        command_id=COMMAND,
        now=datetime(2023, 4, 3, 9, tzinfo=UTC),
        first_day=date(2010, 1, 1),
        by_officer=False,
    )


def warned(sent: Sent) -> dict[str, str]:
    lines = (sent.warnings or "").splitlines()
    return {line.rpartition(" ")[0]: line.rpartition(" ")[2] for line in lines}


def told(sent: Sent) -> dict[str, Any]:
    """Everything that was kept as it was said, put together again."""
    whole: dict[str, Any] = json.loads(sent.rest)
    children = [_read(one.as_said) for one in sent.children if one.as_said is not None]
    if "children" not in whole and children:
        whole["children"] = children
    if sent.referrer is not None:
        whole["referrer"] = _read(sent.referrer.as_said)
    if sent.around:
        whole["people_around"] = [_read(one.as_said) for one in sent.around]
    return whole


def _read(as_said: str | Erased) -> Any:  # noqa: ANN401 - a JSON document
    assert isinstance(as_said, str)
    return json.loads(as_said)


@settings(max_examples=200, deadline=None)
@given(OBJECTS)
def test_nothing_that_was_said_is_lost(document: dict[str, Any]) -> None:
    said = read_json(json.dumps(document).encode())
    assert isinstance(said, dict)
    kept, expected = told(read(said)), dict(said)
    for empty in ("children", "people_around", "referrer"):
        if expected.get(empty) in (None, []):
            kept.pop(empty, None)
            expected.pop(empty, None)
    if isinstance(expected.get("children"), dict) and expected["children"]:
        expected["children"] = [expected["children"]]
    assert kept == expected


@settings(max_examples=100, deadline=None)
@given(OBJECTS, st.sampled_from(sorted(SUBMISSION.keys() - {"category", "message_id"})))
def test_one_odd_member_costs_no_other(document: dict[str, Any], name: str) -> None:
    """Whatever stands in one member, the others are understood as ever."""
    sent = read({**SUBMISSION, name: document})
    assert sent.category is Category.CRIMINAL_EXPLOITATION
    assert name == "kind" or sent.kind is ContactKind.EXPLOITATION


def test_what_is_as_documented_has_no_warning() -> None:
    sent = read(SUBMISSION)
    assert sent.warnings is None
    assert (sent.source, sent.schema) == (Source.POLICE, "candour.submission/1")
    assert sent.risk is not None
    assert (sent.risk.score, sent.risk.assessed_on) == (24, TODAY)


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"schema": "candour.submission/2"}, "schema", "unknown-schema"),
        ({"category": "mischief"}, "category", "unknown-code"),
        ({"occurred_on": "2023-02-30"}, "occurred_on", "not-a-date"),
        ({"occurred_on": "2023-04-04"}, "occurred_on", "in-the-future"),
        ({"occurrence_number": 12}, "occurrence_number", "not-understood"),
        ({"weather": "rain"}, "weather", "unknown-field"),
        ({"received_at": "2023-04-01T09:00:00Z"}, "received_at", "officers-only"),
        ({"received_at": "on Saturday"}, "received_at", "not-an-instant"),
        ({"consent": None}, "consent", "missing"),
        ({"reason_without_consent": None}, "reason_without_consent", "missing"),
        ({"concerns": "a\u0000b"}, "concerns", "unclean"),
        ({"concerns": "x" * 20_001}, "concerns", "too-long"),
        ({"children": {"name": "Tobias"}}, "children", "not-a-list"),
        ({"children": "two boys"}, "children", "missing"),
        ({"children": [{"date_of_birth": "03/04/2010"}]}, "children.0.date_of_birth", "not-a-date"),
        (
            {"children": [{"date_of_birth": "2023-04-04"}]},
            "children.0.date_of_birth",
            "in-the-future",
        ),
        (
            {"children": [{"date_of_birth": "2010-04-04", "expected_on": "2023-09-01"}]},
            "children.0.expected_on",
            "born-and-expected",
        ),
        (
            {"children": [{"identifiers": [{"kind": "nhs-number", "value": "943 476 5918"}]}]},
            "children.0.identifiers.0.value",
            "check-digit-wrong",
        ),
        (
            {"exploitation": {"models": ["online", "sorcery"]}},
            "exploitation.models.1",
            "unknown-code",
        ),
        ({"exploitation": {"models": ["online", "online"]}}, "exploitation.models", "given-twice"),
        (
            {"exploitation": {"level": "high", "assessed_on": "1999-01-01"}},
            "exploitation.assessed_on",
            "too-long-ago",
        ),
    ],
)
def test_what_is_odd_is_told_without_the_value(
    change: dict[str, Any], field: str, code: str
) -> None:
    sent = read({**SUBMISSION, **change})
    assert warned(sent)[field] == code
    assert told(sent).keys() >= {name for name, value in change.items() if value is not None}


def test_the_day_of_today_is_no_future() -> None:
    assert read({**SUBMISSION, "occurred_on": "2023-04-03"}).warnings is None


def test_the_good_of_an_odd_child_is_understood() -> None:
    odd = {"name": "Tobias", "date_of_birth": "soon", "shoe_size": 38}
    [first, second] = read({**SUBMISSION, "children": [odd, {"name": "Nell"}]}).children
    assert (first.child.name, first.child.date_of_birth) == ("Tobias", None)
    assert second.child.name == "Nell"


def test_a_name_in_place_of_a_member_or_an_id_is_not_repeated() -> None:
    sent = read({**SUBMISSION, "Tobias Larkspur": 1})
    assert "Larkspur" not in (sent.warnings or "")


@pytest.mark.parametrize(
    "body",
    [b"", b"not json", b"{", b"\xff\xfe\xfa", b'{"a": NaN}', b"[" * 5000, b"[" * 70 + b"]" * 70],
)
def test_what_is_not_json_is_unreadable(body: bytes) -> None:
    with pytest.raises(BodyUnreadable):
        read_json(body)


def test_a_number_no_float_equals_keeps_its_digits_and_a_second_member_its_place() -> None:
    said = read_json(b'{"a": 0.1, "b": 1e999, "c": 12345678901234567890, "a": 2}')
    assert said == {"a": 0.1, "b": "1e999", "c": "12345678901234567890", "a (2)": 2}


def test_a_member_given_very_often_takes_no_longer_than_as_many_others() -> None:
    often = 20_000
    before = process_time()
    said = read_json(b"{" + b",".join([b'"a":1'] * often) + b"}")
    # Half a minute and more where the names are counted anew each time; a few hundredths here.
    assert process_time() - before < 5
    assert isinstance(said, dict)
    assert (len(said), f"a ({often})" in said) == (often, True)


def test_a_name_that_looks_like_a_second_one_is_lost_neither() -> None:
    said = read_json(b'{"a (2)": 1, "a": 2, "a": 3, "a": 4, "a (2)": 5}')
    assert said == {"a (2)": 1, "a": 2, "a (3)": 3, "a (4)": 4, "a (2) (2)": 5}


@pytest.mark.parametrize(
    "said", [[], "text", 7, None, {}, {"message_id": "p-1"}, {"message_id": "p-1", "children": []}]
)
def test_what_says_nothing_is_refused(said: Any) -> None:  # noqa: ANN401 - a JSON document
    with pytest.raises(SaysNothing):
        checked_document(said)


def test_twenty_children_are_taken_and_no_more() -> None:
    assert checked_document({"children": [{}] * 20})
    with pytest.raises(TooManyChildren):
        checked_document({"children": [{}] * 21})
