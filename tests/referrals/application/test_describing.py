from dataclasses import replace
from datetime import date
from uuid import UUID

from services.referrals.application import describing
from services.referrals.domain import commands as asked
from services.referrals.domain.child import Child
from services.referrals.domain.correction_command import Correct, CorrectAssessment
from services.referrals.domain.exploitation_commands import AssessRisk, DecideExploitation
from services.referrals.domain.exploitation_state import RiskFound
from services.referrals.domain.exploitation_terms import ExploitationOutcome, RiskLevel
from services.referrals.domain.places import Referral
from services.referrals.domain.terms import AssessmentOutcome, LegalStatus, OverReason, Response
from shared.casework.terms import CorrectionReason
from shared.messages import Fact
from tests.referrals.builders import (
    DAY_1,
    DAY_2,
    DAY_45,
    DAY_46,
    RECEIVED,
    assessing,
    authorise,
    close,
    decide,
    end_exploitation,
    open_contact,
    opened,
    record_exploitation,
    referral,
    to_practitioner,
)


def told(state: Referral) -> dict[tuple[str, int | str], Fact]:
    return {(fact.kind, fact.ordinal): fact for fact in describing.facts(state)}


def test_a_contact_is_a_fact_of_its_own_and_a_referral_once_it_is_social_work() -> None:
    assert set(told(opened.state)) == {("referral.contact", 1)}
    answered = told(opened.and_then(decide(DAY_1, Response.INFORMATION)).state)
    assert answered["referral.contact", 1].codes["response"] == "information"
    assert ("referral.received", 1) not in answered
    accepted = told(opened.and_then(decide(DAY_2)).state)
    assert accepted["referral.received", 1].on == RECEIVED
    assert accepted["referral.decided", 1].on == DAY_2


def test_an_assessment_completed_tells_both_counts_and_why_it_was_over() -> None:
    state = assessing.and_then(authorise(DAY_46, over=OverReason.COMPLEXITY)).state
    done = told(state)["assessment.completed", 1]
    assert done.on == DAY_46
    assert done.codes == {"outcome": "child-in-need", "first": "yes", "over_reason": "complexity"}
    assert done.numbers == {"working_days_from_start": 45, "working_days_from_referral": 46}


def test_a_corrected_date_restates_what_hangs_on_it_and_adds_no_activity() -> None:
    done = assessing.and_then(authorise(DAY_45))
    correction = Correct(
        reason=CorrectionReason.MISKEYED,
        assessments=(CorrectAssessment(number=1, started_on=DAY_2),),
    )
    before, after = told(done.state), told(done.and_then(correction).state)
    assert set(before) == set(after)
    changed = {key for key in after if before[key] != after[key]}
    assert changed == {("assessment.started", 1), ("assessment.completed", 1)}
    assert after["assessment.completed", 1].numbers["working_days_from_start"] == 43


def test_becoming_looked_after_is_a_fact_of_its_day() -> None:
    command = replace(
        authorise(DAY_45),
        outcome=AssessmentOutcome.BECOMES_LOOKED_AFTER,
        looked_after=asked.LookedAfter(on=DAY_2, legal_status=LegalStatus.POLICE_PROTECTION),
    )
    became = told(assessing.and_then(command).state)["child.became-looked-after", 1]
    assert (became.on, became.codes) == (DAY_2, {"legal_status": "police-protection"})


def test_exploitation_is_told_in_facts_that_can_be_counted() -> None:
    risk = RiskFound(assessed_on=DAY_1, level=RiskLevel.HIGH, tool="county", score=12)
    outcomes = (ExploitationOutcome.TRIAL, ExploitationOutcome.JOINT_INVESTIGATION)
    worked = (
        opened.and_then(record_exploitation())
        .and_then(AssessRisk(found=risk))
        .and_then(to_practitioner(DAY_2))
        .and_then(DecideExploitation(decided_on=DAY_2, outcomes=outcomes))
        .and_then(end_exploitation(DAY_45))
    )
    facts = told(worked.state)
    referred = facts["exploitation.referred", 1]
    assert referred.on == RECEIVED
    assert referred.codes == {
        "models": ("online", "party"),
        "living_situation": "at-home",
        "source": "police",
        "online": "yes",
        "risk_tool": "completed",
    }
    assert facts["exploitation.risk", 1].numbers == {"score": 12}
    assert facts["exploitation.allocated", 1].codes["over_ceiling"] == "no"
    assert facts["exploitation.allocated", 1].numbers == {"ceiling": 10, "cases": 1}
    assert facts["exploitation.decided", 1].codes["outcome"] == ("trial", "joint-investigation")
    assert facts["exploitation.closed", 1].on == DAY_45
    assert ("exploitation.reopened", 1) not in facts


def test_exploitation_recorded_again_after_its_end_is_told_as_reopened_each_time() -> None:
    ended = opened.and_then(record_exploitation(DAY_1)).and_then(end_exploitation(DAY_2))
    again = ended.and_then(record_exploitation(DAY_2)).and_then(end_exploitation(DAY_45))
    facts = told(again.and_then(record_exploitation(DAY_46)).state)
    assert [facts["exploitation.reopened", turn].on for turn in (1, 2)] == [DAY_2, DAY_46]
    assert [facts["exploitation.closed", turn].on for turn in (1, 2)] == [DAY_2, DAY_45]


def test_an_unborn_child_has_no_age_and_no_name() -> None:
    unborn = Child(person=UUID(int=5), expected_on=date(2024, 1, 1))
    state = referral.given().and_then(open_contact(child=unborn)).state
    (child,) = describing.people(state)
    assert (child.part, child.age, child.born) == ("child", None, None)
    assert describing.names(state) == {}


def test_the_age_is_that_of_the_day_received() -> None:
    """Eleven on 6 April, twelve from 2 May: whatever the later event is."""
    state = assessing.and_then(authorise(DAY_45)).state
    (child, *_) = describing.people(state)
    assert child.age == 11


def test_the_row_in_the_list_says_where_the_case_stands() -> None:
    row = describing.list_row(assessing.state)
    assert (row.place, row.stage, row.due_on) == ("referral", "assessment", DAY_1)
    assert "response:social-work" in row.tags
    shut = describing.list_row(
        opened.and_then(decide(DAY_1, Response.EARLY_HELP)).and_then(close(DAY_2)).state
    )
    assert (shut.place, shut.closed_on) == ("closed", DAY_2)
    from_door = replace(open_contact(), came_from="S-2023-00004")
    tags = describing.list_row(referral.given().and_then(from_door).state).tags
    assert "submission:S-2023-00004" in tags
    from_complaint = replace(open_contact(), came_from="C-2023-00004")
    tags = describing.list_row(referral.given().and_then(from_complaint).state).tags
    assert "came-from:C-2023-00004" in tags
