"""A message leaves once, in one shape and order, with nothing that a person could be found by."""

import json
import re
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from shared.messages import Fact, FactChange, NotPublishable, PersonInMessage, Statement, build
from shared.messages.schema import message_schema
from tests.shared.messages.samples import CONTACT, EVENT, LOG, RECEIVED, STREAM, document, pieces


def test_the_bytes_lack_the_last_brace_and_nothing_else() -> None:
    head = build(**pieces())
    whole = json.loads(head + b"}")
    assert "time" not in whole
    assert json.loads(document()) == whole | {
        "time": "2022-04-12T09:00:00.000000Z",
        "position": "12",
    }


def test_the_attributes_stand_in_the_contracts_order() -> None:
    assert list(json.loads(document(causation_id=UUID(int=9)))) == [
        "specversion",
        "id",
        "source",
        "type",
        "subject",
        "partitionkey",
        "authority",
        "caseversion",
        "correlationid",
        "causationid",
        "dataschema",
        "data",
        "time",
        "position",
    ]


def test_the_same_pieces_give_the_same_bytes() -> None:
    assert build(**pieces()) == build(**pieces())


def test_the_attributes_say_what_the_contract_says() -> None:
    said = json.loads(document())
    assert said["id"] == str(EVENT)
    assert said["source"] == f"/complaints/{LOG}"
    assert said["type"] == "candour.complaints.complaint-received.v1"
    assert said["subject"] == said["partitionkey"] == str(STREAM)
    assert said["dataschema"] == "urn:candour:complaints:complaint-received:v1"
    assert "causationid" not in said


def test_it_keeps_the_rules_of_cloudevents() -> None:
    """CloudEvents 1.0.2: names of lower case letters and digits, no null, integers of 32 bits."""
    said = json.loads(document())
    assert said["specversion"] == "1.0"
    assert said.keys() >= {"id", "source", "specversion", "type"}
    for name, value in said.items():
        assert re.fullmatch("[a-z0-9]{1,20}", name)
        assert value is not None
        assert not isinstance(value, int) or -(2**31) <= value < 2**31
    assert ":" in said["dataschema"]
    assert datetime.fromisoformat(said["time"]) == datetime(2022, 4, 12, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"occurred_on": None, "occurred_at": datetime(2022, 4, 11, 10, tzinfo=UTC)},
        {"corrects": UUID(int=8), "known_from": date(2021, 1, 1), "import_source": "old-system"},
        {"people": [], "clocks": [], "facts": []},
    ],
)
def test_it_is_valid_by_its_own_schema(changes: dict[str, object]) -> None:
    validator = Draft202012Validator(
        message_schema(RECEIVED), format_checker=FormatChecker(["date", "uuid"])
    )
    assert list(validator.iter_errors(json.loads(document(**changes)))) == []


def test_codes_that_were_not_given_are_not_said() -> None:
    (person,) = json.loads(document())["data"]["people"]
    assert person == {"person": str(UUID(int=4)), "part": "child", "age": 9, "sex": "f"}


def fact(**codes: str) -> Statement:
    told = Fact(kind="complaint.contact", on=date(2022, 4, 11), codes=codes)
    return Statement(fact=told, revision=1, change=FactChange.STATED, cause=None)


@pytest.mark.parametrize(
    "changes",
    [
        {"facts": [fact(route="Anne Archer, 1 High Street")]},
        {"people": [PersonInMessage(person=STREAM, part="child", ethnicity="Anne Archer")]},
        {"people": [PersonInMessage(person=STREAM, part="child", born="2012-04-11")]},
        {"people": [PersonInMessage(person=STREAM, part="child", age=-1)]},
        {"clocks": [{"timescale": "complaint.stage-1"}]},
        {"occurred_on": None},
    ],
)
def test_what_breaks_the_contract_does_not_leave(changes: dict[str, object]) -> None:
    with pytest.raises(NotPublishable) as refused:
        document(**changes)
    assert "Archer" not in str(refused.value)


def test_an_instant_is_told_in_utc_with_microseconds() -> None:
    at = datetime(2022, 6, 1, 9, 30, tzinfo=UTC)
    told = Statement(
        fact=Fact(kind="complaint.contact", at=at), revision=1, change=FactChange.STATED, cause=None
    )
    said = json.loads(document(facts=[told]))["data"]["facts"][0]
    assert said["at"] == "2022-06-01T09:30:00.000000Z"
    assert "on" not in said


def test_a_fact_says_all_that_was_stated() -> None:
    (said,) = json.loads(document())["data"]["facts"]
    assert said["codes"] == {"route": "undecided", "causes": ["delay", "staff"]}
    assert said["numbers"] == dict(CONTACT.numbers)
    assert (said["revision"], said["change"], said["cause"]) == (
        1,
        "stated",
        "complaint-received",
    )
