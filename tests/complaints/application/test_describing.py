"""What a complaint tells the world: codes, dates and counts, and never a word or a name."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

import pytest

from services.complaints.application import describing, describing_compliments
from services.complaints.domain import commands as asked
from services.complaints.domain.commands import ComplaintCommand
from services.complaints.domain.compliments import COMPLIMENTS, ReceiveCompliment
from services.complaints.domain.events import ComplaintEvent
from services.complaints.domain.local import Here
from services.complaints.domain.people import Complainant
from services.complaints.domain.places import Complaint, NothingReceived
from services.complaints.domain.policy import POLICY
from services.complaints.domain.terms import (
    Cause,
    Channel,
    ClosingReason,
    Eligibility,
    Outcome,
    Relation,
    ServiceArea,
)
from shared.casework.beside.happenings import AddNote, AskRedaction, LinkPerson
from shared.casework.erasure import kind as erasure_kind
from shared.casework.erasure.happenings import AskErasure
from shared.casework.erasure.rules import ERASURES
from shared.casework.erasure.state import NoErasure
from shared.casework.policy import kind as policy_kind
from shared.casework.register import kind as register_kind
from shared.casework.register.state import Register
from shared.casework.terms import ErasureReason, Ethnicity, Sex
from shared.event_sourcing import Erased
from shared.event_store.list_values import PersonalValue
from shared.messages import Fact
from tests.complaints.builders import (
    ADVOCATE,
    DAY_3,
    DAY_9,
    DAY_10,
    DAY_11,
    DAY_20,
    DAY_21,
    PARENT,
    RECEIVED,
    acknowledge,
    at_stage_1,
    clock,
    close,
    closed,
    complaint,
    contact,
    correct,
    extend,
    found,
    here,
    person,
    receive,
    received,
    redirected,
    reopen,
    resolved,
    respond,
    statutory,
    withdraw,
    withdrawn,
)
from tests.support.scenario import Given, Scenario

CHILD: Final = person("Lio Ashdown", date_of_birth=date(2010, 4, 12), sex=Sex.FEMALE)


def facts(state: Complaint, kind: str) -> Sequence[Fact]:
    return [fact for fact in describing.facts(state) if fact.kind == kind]


def fact(state: Complaint, kind: str) -> Fact:
    (only,) = facts(state, kind)
    return only


def codes(state: Complaint, kind: str) -> Mapping[str, str | tuple[str, ...]]:
    return fact(state, kind).codes


def test_before_receipt_there_is_nothing_to_tell() -> None:
    assert describing.facts(NothingReceived()) == ()
    for describe in (describing.header, describing.list_row, describing.names):
        with pytest.raises(TypeError):
            describe(NothingReceived())


def test_a_contact_is_told_with_its_codes() -> None:
    told = fact(received.state, "complaint.contact")
    assert told.on == RECEIVED
    assert told.codes == {
        "route": "undecided",
        "channel": "letter",
        "relation": "parent",
        "eligibility": "not-asked",
        "by": "other",
        "service_area": "first-response",
        "advocate": "none",
    }
    assert codes(redirected.state, "complaint.contact")["route"] == "corporate"
    assert codes(at_stage_1.state, "complaint.contact")["eligibility"] == "parent"
    assert codes(closed.state, "complaint.contact")["route"] == "statutory"


def test_children_and_young_people_are_told_apart() -> None:
    child = Complainant(details=CHILD, relation=Relation.CHILD_OR_YOUNG_PERSON)
    state = complaint.given().and_then(receive(complainant=child, advocate=ADVOCATE)).state
    told = codes(state, "complaint.contact")
    assert (told["by"], told["advocate"]) == ("child-or-young-person", "appointed")


def test_stage_1_is_a_fact_from_the_day_received_once_it_started() -> None:
    for state in (received.state, redirected.state):
        assert not facts(state, "complaint.stage")
    for state in (at_stage_1.state, resolved.state, withdrawn.state, closed.state):
        told = fact(state, "complaint.stage")
        assert (told.on, told.ordinal, told.codes["stage"]) == (RECEIVED, 1, "stage-1")


def test_every_cause_is_a_fact_of_its_own() -> None:
    two = complaint.given().and_then(receive(causes=(Cause.DELAY, Cause.EMPATHY)))
    assert [told.ordinal for told in facts(two.state, "complaint.cause")] == ["delay", "empathy"]
    outcomes = found((Cause.DELAY, Outcome.UPHELD), (Cause.EMPATHY, Outcome.NO_FINDING))
    answered = two.and_then(statutory()).and_then(respond(outcomes=outcomes, apology=True))
    told = {each.ordinal: each.codes for each in facts(answered.state, "complaint.cause-outcome")}
    assert told == {
        "delay": {"cause": "delay", "outcome": "upheld"},
        "empathy": {"cause": "empathy", "outcome": "no-finding"},
    }


@pytest.mark.parametrize(
    ("on", "in_time", "days"), [(DAY_10, "yes", 10), (DAY_11, "no", 11), (DAY_21, "no", 21)]
)
def test_the_answer_is_told_with_its_working_days(on: date, in_time: str, days: int) -> None:
    told = fact(at_stage_1.and_then(respond(on=on)).state, "complaint.resolved")
    assert told.on == on
    assert told.codes == {
        "outcome": "not-upheld",
        "fault": "no",
        "in_extended_time": in_time,
        "excused": "none",
    }
    assert told.numbers == {"working_days": days}


def test_a_correction_restates_what_hangs_on_it() -> None:
    moved = resolved.and_then(correct(received_on=date(2022, 4, 8))).state
    told = fact(moved, "complaint.resolved")
    assert (told.numbers["working_days"], told.codes["in_extended_time"]) == (11, "no")
    assert {each.on for each in facts(moved, "complaint.cause")} == {date(2022, 4, 8)}


def test_closings_and_reopenings_are_counted() -> None:
    twice = closed.and_then(reopen()).and_then(close(ClosingReason.SATISFIED, on=DAY_21))
    assert [(f.ordinal, f.on) for f in facts(twice.state, "complaint.closed")] == [
        (1, DAY_20),
        (2, DAY_21),
    ]
    assert codes(twice.state, "complaint.reopened") == {"reason": "complainant-asked"}


def test_a_withdrawal_is_a_fact_until_it_is_undone() -> None:
    told = {"reason": "no-longer-wished", "route": "statutory"}
    assert codes(withdrawn.state, "complaint.withdrawn") == told
    ended = withdrawn.and_then(close(ClosingReason.WITHDRAWN))
    assert facts(ended.state, "complaint.withdrawn")
    assert not facts(ended.and_then(reopen()).state, "complaint.withdrawn")


@pytest.mark.parametrize(("history", "route"), [(received, "undecided"), (redirected, "corporate")])
def test_a_withdrawal_tells_which_way_the_contact_was_going(
    history: Given[ComplaintCommand, Complaint, ComplaintEvent, Here], route: str
) -> None:
    gone = history.and_then(withdraw()).state
    assert codes(gone, "complaint.withdrawn")["route"] == route


def test_the_acknowledgement_is_a_fact() -> None:
    assert fact(received.and_then(acknowledge()).state, "complaint.acknowledged").on == DAY_3
    assert not facts(resolved.state, "complaint.acknowledged")


def test_people_are_told_by_part_with_their_age_on_the_day_received() -> None:
    came = replace(receive(advocate=ADVOCATE), children=(CHILD,), representative=person("Uma"))
    state = complaint.given().and_then(came).state
    # Born on 12 April 2010: eleven on the day received.
    told = {each.part: each for each in describing.people(state)}
    assert set(told) == {"complainant", "child", "representative", "advocate"}
    assert (told["child"].age, told["child"].sex, told["child"].born) == (11, "female", None)
    assert told["complainant"].age is None


def test_an_age_is_that_of_the_day_received_whatever_happens_later() -> None:
    came = replace(receive(), children=(CHILD,))
    history = complaint.given().and_then(came)
    noted = history.and_then(AddNote(noted_on=DAY_20, text="Twelve by now."))
    for state in (history.state, noted.state):
        assert [each.age for each in describing.people(state) if each.part == "child"] == [11]
    # Born on 12 April: received a day later than was recorded, it was on the twelfth birthday.
    put_right = noted.and_then(correct(received_on=date(2022, 4, 12))).state
    assert [each.age for each in describing.people(put_right) if each.part == "child"] == [12]


def test_a_child_who_complains_is_told_under_both_parts() -> None:
    child = Complainant(details=CHILD, relation=Relation.CHILD_OR_YOUNG_PERSON)
    came = receive(complainant=child)
    alone = describing.people(complaint.given().and_then(came).state)
    assert [(each.part, each.person, each.age) for each in alone] == [
        ("complainant", CHILD.person, 11),
        ("child", CHILD.person, 11),
    ]
    listed = complaint.given().and_then(replace(came, children=(CHILD,))).state
    assert [each.part for each in describing.people(listed)] == ["complainant", "child"]
    parent = complaint.given().and_then(receive()).state
    assert [each.part for each in describing.people(parent)] == ["complainant"]


@pytest.mark.parametrize("born", [Erased(), date(2022, 4, 12), date(1885, 1, 1), None])
def test_an_age_that_is_not_known_is_left_out(born: date | Erased | None) -> None:
    who = person("Lio Ashdown", date_of_birth=born, ethnicity=Ethnicity.MIXED)
    state = complaint.given().and_then(
        receive(complainant=Complainant(details=who, relation=Relation.PARENT))
    )
    (told,) = describing.people(state.state)
    assert (told.age, told.ethnicity) == (None, "mixed")


def test_nothing_that_is_told_holds_a_name_or_a_word() -> None:
    came = replace(
        receive(advocate=ADVOCATE, statement="They never rang."),
        children=(CHILD,),
        desired_outcome="A visit.",
    )
    history = complaint.given().and_then(came).and_then(statutory()).and_then(respond())
    state = history.state
    told = repr(
        (
            describing.header(state),
            describing.facts(state),
            describing.people(state),
            describing.list_row(state),
        )
    )
    for secret in ("Mira", "Ashdown", "Lio", "Tom", "Rill", "rang", "visit", "2010"):
        assert secret not in told


def test_the_list_row_says_where_the_case_stands() -> None:
    owned = asked.Allocate(allocated_on=DAY_3, team="first-response", worker="w-1")
    row = describing.list_row(at_stage_1.and_then(owned).state)
    assert (row.kind, row.reference, row.place, row.stage) == (
        "complaint",
        "C-2022-00001",
        "stage-1",
        "stage-1",
    )
    assert (row.team, row.worker, row.service_area) == ("first-response", "w-1", "first-response")
    assert (row.opened_on, row.closed_on) == (RECEIVED, None)
    assert row.tags == (
        "advocacy:none",
        "cause:delay",
        "channel:letter",
        "relation:parent",
        "route:statutory",
    )
    assert row.people == (PARENT.details.person,)
    header = describing.header(at_stage_1.and_then(owned).state)
    assert (header.team, header.worker) == ("first-response", "w-1")


def test_the_earliest_duty_still_to_be_done_is_due() -> None:
    assert describing.list_row(at_stage_1.state).due_on == DAY_3
    acknowledged = received.and_then(acknowledge()).and_then(statutory())
    assert describing.list_row(acknowledged.state).due_on == DAY_10
    assert describing.list_row(acknowledged.and_then(extend()).state).due_on == DAY_20
    for history in (resolved, withdrawn, closed):
        assert describing.list_row(history.state).due_on is None
    # Received at 23:30 UTC on 10 April: the 24 hours end on 12 April in London.
    at = datetime(2022, 4, 10, 23, 30, tzinfo=UTC)
    by_the_hour = complaint.given().and_then(receive(at=at))
    assert describing.list_row(by_the_hour.state).due_on == date(2022, 4, 12)


def test_the_list_row_of_a_closed_case_says_when_and_how() -> None:
    row = describing.list_row(closed.state)
    assert (row.place, row.closed_on) == ("closed", DAY_20)
    assert "outcome:not-upheld" in row.tags
    assert json.loads(row.summary) == {
        "main_person": str(PARENT.details.person),
        "route": "statutory",
        "acknowledged_on": None,
        "responded_on": DAY_10.isoformat(),
        "outcome": "not-upheld",
    }


def test_the_list_finds_people_by_every_reference() -> None:
    link = LinkPerson(linked_on=DAY_9, person=PARENT.details.person, known_as=UUID(int=5))
    row = describing.list_row(received.and_then(link).state)
    assert row.people == (PARENT.details.person, UUID(int=5))


def test_a_redaction_to_do_is_found_in_the_list() -> None:
    to_do = received.and_then(AskRedaction(asked_on=DAY_9, person=UUID(int=5)))
    assert "redaction:asked" in describing.list_row(to_do.state).tags


def test_the_name_shown_is_the_complainants() -> None:
    shown = describing.names(received.state)
    assert shown == {
        "complainant": PersonalValue(person=PARENT.details.person, value="Mira Ashdown")
    }


def test_a_compliment_tells_its_day_and_service() -> None:
    came = ReceiveCompliment(
        reference="CP-2022-00001",
        received_on=RECEIVED,
        channel=Channel.EMAIL,
        service_area=ServiceArea.CARE_LEAVERS,
        giver=person("Ines Holt"),
        words="Thank you.",
    )
    state = Scenario(COMPLIMENTS, here()).given().and_then(came).state
    (told,) = describing_compliments.facts(state)
    assert (told.kind, told.on) == ("compliment.received", RECEIVED)
    assert told.codes == {"service_area": "care-leavers", "channel": "email"}
    assert [each.part for each in describing_compliments.people(state)] == ["giver"]
    row = describing_compliments.list_row(state)
    assert (row.opened_on, row.people) == (RECEIVED, (person("Ines Holt").person,))
    assert "Ines" not in repr((told, row, describing_compliments.header(state)))
    assert describing_compliments.names(state)["giver"].value == "Ines Holt"


def test_an_unnamed_giver_is_nobody() -> None:
    came = ReceiveCompliment(
        reference="CP-2022-00001",
        received_on=RECEIVED,
        channel=Channel.EMAIL,
        service_area=ServiceArea.CARE_LEAVERS,
    )
    state = Scenario(COMPLIMENTS, here()).given().and_then(came).state
    assert describing_compliments.names(state) == {}
    assert describing_compliments.people(state) == ()
    assert json.loads(describing_compliments.list_row(state).summary) == {"main_person": None}


def test_register_policy_and_erasure_have_a_header_and_no_facts() -> None:
    assert register_kind.header(Register()).kind == "register"
    assert policy_kind.header(POLICY.initial).kind == "policy"
    ask = AskErasure(
        asked_on=DAY_3,
        person=UUID(int=7),
        reason=ErasureReason.DATA_SUBJECT_REQUEST,
        people=(UUID(int=7),),
    )
    state = Scenario(ERASURES, here()).given().and_then(ask).state
    assert erasure_kind.header(state).reference == str(UUID(int=7))
    assert erasure_kind.list_row(state).place == "asked"
    with pytest.raises(TypeError):
        erasure_kind.header(NoErasure())


def test_the_eligibility_asked_at_the_route_is_told() -> None:
    carer = statutory(eligibility=Eligibility.FOSTER_CARER)
    state = received.and_then(carer).state
    assert codes(state, "complaint.contact")["eligibility"] == "foster-carer"
    assert asdict(contact(state).complainant)["eligibility"] is Eligibility.FOSTER_CARER
    assert clock(state, "complaint.stage-1").due == DAY_10
