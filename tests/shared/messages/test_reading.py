"""Readers get what was written, ignore what they do not know, and are told where it is wrong."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from shared.deadlines import ClockChange, ClockState, Unit
from shared.messages import FactChange, Heading, Message, UnreadableMessage, fact_id
from tests.shared.messages.samples import CONTACT, EVENT, LOG, RECORDED_AT, STREAM, document


def changed(**changes: object) -> bytes:
    return json.dumps(json.loads(document()) | changes).encode()


def test_a_message_is_read_as_it_was_written() -> None:
    message = Message.parse(document())
    assert (message.id, message.stream, message.case_version) == (EVENT, STREAM, 1)
    assert (message.service, message.log_id) == ("complaints", LOG)
    assert (message.event_type, message.version) == ("complaint-received", 1)
    assert (message.recorded_at, message.number) == (RECORDED_AT, 12)
    assert (message.occurred_on, message.authority) == (date(2022, 4, 11), "demo")
    assert message.data.case.deny == ("w-7",)
    assert message.data.people[0].age == 9


def test_clocks_of_days_have_dates_and_clocks_of_hours_instants() -> None:
    days, hours = Message.parse(document()).data.clocks
    assert (days.starts_from, days.due, days.starts_from_at) == (
        date(2022, 4, 11),
        date(2022, 4, 27),
        None,
    )
    assert (days.unit, days.state, days.change) == (
        Unit.WORKING_DAYS,
        ClockState.RUNNING,
        ClockChange.STARTED,
    )
    assert days.pauses[0].paused_on == date(2022, 4, 12)
    assert (hours.starts_from, hours.due_at) == (None, datetime(2022, 4, 12, 10, tzinfo=UTC))


def test_facts_keep_their_id_and_codes() -> None:
    (fact,) = Message.parse(document()).data.facts
    assert fact.fact == fact_id(STREAM, CONTACT.key)
    assert fact.codes == {"route": "undecided", "causes": ("delay", "staff")}
    assert (fact.on, fact.change) == (date(2022, 4, 11), FactChange.STATED)


def test_an_event_with_an_instant_belongs_to_its_london_day() -> None:
    late = datetime(2022, 6, 1, 23, 30, tzinfo=UTC)
    message = Message.parse(document(occurred_on=None, occurred_at=late))
    assert message.occurred_on == date(2022, 6, 2)


def test_members_that_came_later_are_ignored() -> None:
    data: dict[str, Any] = json.loads(document())["data"]
    data["case"]["colour"] = "blue"
    data["weather"] = {"rain": True}
    assert Message.parse(changed(data=data, later="x")) == Message.parse(document())


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        (b"{", "document: json_invalid"),
        (b"[]", "document: "),
        (changed(subject="no-uuid"), "subject: uuid_parsing"),
        (changed(time="2022-04-12T09:00:00"), "time: timezone_aware"),
        (changed(position=12), "position: string_type"),
        (changed(type="watermark"), "type: string_pattern_mismatch"),
        (changed(caseversion=0), "caseversion: greater_than_equal"),
        (changed(data={"Anne Archer": 1}), "data.case: missing"),
    ],
)
def test_an_unreadable_message_says_where_and_never_what(broken: bytes, where: str) -> None:
    with pytest.raises(UnreadableMessage) as refused:
        Message.parse(broken)
    assert where in str(refused.value)
    assert "Archer" not in str(refused.value)


def test_a_key_of_an_open_map_is_not_repeated_in_the_fault() -> None:
    whole = json.loads(document())
    whole["data"]["facts"][0]["codes"] = {"Anne Archer": "x"}
    with pytest.raises(UnreadableMessage) as refused:
        Message.parse(json.dumps(whole).encode())
    assert "data.facts.0.codes.*" in str(refused.value)
    assert "Archer" not in str(refused.value)


def test_a_clock_and_a_fact_need_one_kind_of_time() -> None:
    whole = json.loads(document())
    whole["data"]["clocks"][0]["from_at"] = "2022-04-11T10:00:00Z"
    del whole["data"]["facts"][0]["on"]
    with pytest.raises(UnreadableMessage) as refused:
        Message.parse(json.dumps(whole).encode())
    assert "data.clocks.0: value_error" in str(refused.value)
    assert "data.facts.0: value_error" in str(refused.value)


def test_the_heading_of_a_message_can_be_read_when_the_rest_cannot() -> None:
    heading = Heading.parse(changed(data={"nothing": "known"}))
    assert (heading.id, heading.stream, heading.case_version) == (EVENT, STREAM, 1)
    assert (heading.position, heading.time) == (12, RECORDED_AT)
    with pytest.raises(UnreadableMessage):
        Heading.parse(changed(subject=None))


def test_a_stream_id_is_a_uuid() -> None:
    assert isinstance(Heading.parse(document()).stream, UUID)
