"""What the indicators count, over real rows."""

from services.projections.store.generations import fetched
from tests.projections.asking import cells, counts, question
from tests.projections.complaints import answer, receive, set_up
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, fact

CHILD = {
    "person": "00000000-0000-4000-8000-000000000001",
    "part": "child",
    "age": 12,
    "sex": "female",
}


def small_year() -> HandMadeLog:
    """Received before the year: A. In the year: B, C, D (corporate), E; answered: A, B, C."""
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", "2022-03-14")
    answer(log, "A", "2022-03-14", "2022-04-06", outcome="upheld")  # 17 working days
    receive(log, "B", "2022-05-09", by="child-or-young-person", team="south", people=[CHILD])
    answer(log, "B", "2022-05-09", "2022-05-20", team="south")  # 9 working days
    receive(log, "C", "2022-06-13")
    answer(log, "C", "2022-06-13", "2022-07-25", outcome="partly-upheld", cause="quality")  # 30
    receive(log, "D", "2022-07-04", route="corporate")
    receive(log, "E", "2023-03-01", team="south")
    log.record(
        "T",
        on="2022-08-01",
        kind="compliment",
        facts=[fact("T", "compliment.received", "2022-08-01", service_area="care-leavers")],
    )
    return log


async def test_received_and_resolved_are_different_sets(projected: Projected) -> None:
    await projected.read(small_year())
    received = await counts(projected, "complaints.received")
    assert received["statutory"] == (3, None)
    assert received["corporate"] == (1, None)
    assert received["complaints"] == (4, None)
    assert received["compliment"] == (1, None)
    assert received["declined"] == (0, None)
    timely = await counts(projected, "complaints.stage-1-timeliness")
    assert timely == {
        "within-10": (1, 3),
        "11-20": (1, 3),
        "21-40": (1, 3),
        "41-65": (0, 3),
        "over-65": (0, 3),
        "within-20": (2, 3),
    }


async def test_swapping_received_and_resolved_gives_another_figure(projected: Projected) -> None:
    """In time among those received in the year is 1 of 3; among those resolved in it, 2 of 3."""
    log = small_year()
    await projected.read(log)
    timely = await counts(projected, "complaints.stage-1-timeliness")
    (swapped,) = await fetched(
        projected.pool,
        """
        select count(*) filter (where (r.numbers ->> 'working_days')::int <= 20) as numerator
        from facts s left join facts r on r.stream_id = s.stream_id
             and r.kind = 'complaint.resolved' and r.position_to is null
        where s.kind = 'complaint.stage' and s.position_to is null
          and s.occurred_on between '2022-04-01' and '2023-03-31'""",
    )
    assert timely["within-20"] == (2, 3)
    assert swapped["numerator"] == 1


async def test_outcomes_causes_and_who(projected: Projected) -> None:
    await projected.read(small_year())
    outcomes = await counts(projected, "complaints.outcomes")
    assert outcomes["fault"] == (2, 3)
    assert outcomes["upheld"] == (1, 3)
    assert outcomes["withdrawn"] == (0, None)
    assert await counts(projected, "complaints.causes") == {"delay": (1, 2), "quality": (1, 1)}
    who = await counts(projected, "complaints.who")
    assert who["child-or-young-person"] == (1, 3)
    assert who["other"] == (2, 3)
    assert who["relation:parent"] == (3, 3)
    assert who["age:10-15"] == (1, 3)
    assert who["sex:female"] == (1, 3)
    assert who["sex:not-recorded"] == (2, 3)
    service = await counts(projected, "complaints.by-service")
    assert service == {
        "children-in-care": (3, None),
        "team:south": (2, None),
        "team:north": (1, None),
    }
    assert (await counts(projected, "complaints.compliments"))["team:north"] == (1, None)
    extended = await counts(projected, "complaints.stage-1-in-extended-time")
    assert extended["in-extended-time"] == (1, 3)
    assert extended["not-excused"] == (2, 3)


async def test_a_stage_that_no_service_records_is_no_data_and_not_nought(
    projected: Projected,
) -> None:
    await projected.read(small_year())
    stages = await cells(projected, "complaints.by-stage")
    assert stages["stage-1"].numerator == 3
    assert stages["stage-2"].status == "no-data"
    assert stages["stage-2"].reason == "no-service-records-it-yet"
    assert stages["stage-2"].value is None


async def test_a_team_and_a_quarter(projected: Projected) -> None:
    await projected.read(small_year())
    south = await counts(projected, "complaints.stage-1-timeliness", question(team="south"))
    assert south["within-20"] == (1, 1)
    first_quarter = question("2022/23-Q1")
    assert (await counts(projected, "complaints.received", first_quarter))["statutory"] == (2, None)
    may = await counts(projected, "complaints.received", question("2022-05"))
    assert may["statutory"] == (1, None)


async def test_open_complaints_by_standing_on_each_side_of_the_due_date(
    projected: Projected,
) -> None:
    """E was received on Wednesday 1 March 2023: ten working days end on Wednesday 15 March."""
    await projected.read(small_year())
    on_ninth = await counts(projected, "complaints.open", question(as_at="2023-03-09"))
    assert on_ninth["in-time"] == (1, 1)
    on_tenth = await counts(projected, "complaints.open", question(as_at="2023-03-10"))
    assert (on_tenth["in-time"], on_tenth["due-soon"]) == ((0, 1), (1, 1))
    on_due_day = await counts(projected, "complaints.open", question(as_at="2023-03-15"))
    assert (on_due_day["due-soon"], on_due_day["late"]) == ((1, 1), (0, 1))
    day_after = await counts(projected, "complaints.open", question(as_at="2023-03-16"))
    assert day_after["late"] == (1, 1)
    assert day_after["team:south"] == (1, 1)
    assert day_after["age:11-20"] == (1, None)
    assert day_after["stage-1"] == (1, None)


async def test_every_clock_in_four_cells(projected: Projected) -> None:
    await projected.read(small_year())
    clocks = await cells(projected, "all.clocks")
    numbers = {label: (cell.numerator, cell.denominator) for label, cell in clocks.items()}
    assert numbers["complaint.stage-1:answered-in-time"] == (1, 3)
    assert numbers["complaint.stage-1:answered-late"] == (2, 3)
    assert numbers["complaint.stage-1:open-late"] == (1, 1)
    assert clocks["complaint.stage-1:average-over"].value == 13.5  # 17 - 10 and 30 - 10


async def test_recording_delay_leaves_out_corrections_and_imports(projected: Projected) -> None:
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", "2022-05-02", recorded="2022-05-02")
    receive(log, "B", "2022-05-02", recorded="2022-05-03")
    late = receive(log, "C", "2022-05-02", recorded="2022-05-12")
    log.record("C", event="date-corrected", on="2022-05-02", recorded="2022-06-20", corrects=late)
    log.record("I", event="imported", on="2019-05-02", recorded="2022-06-20", import_source="old")
    await projected.read(log)
    delay = await cells(projected, "all.recording-delay")
    assert (delay["over-1-day"].numerator, delay["over-1-day"].denominator) == (1, 3)
    assert delay["median"].value == 1.0
    assert delay["ninetieth-centile"].value == 10.0
    assert delay["kind:complaint-received:over-1-day"].numerator == 1
    assert await counts(projected, "all.corrections") == {"date-corrected": (1, None)}


async def test_caseload_counts_closed_and_reopened_cases_by_day(projected: Projected) -> None:
    log = small_year()
    log.record(
        "A",
        on="2022-04-20",
        facts=[fact("A", "complaint.closed", "2022-04-20", reason="satisfied")],
    )
    log.record(
        "A",
        on="2022-05-04",
        facts=[fact("A", "complaint.reopened", "2022-05-04", reason="new-information")],
    )
    await projected.read(log)
    open_on = {
        day: (await counts(projected, "all.caseload", question(as_at=day))).get("open")
        for day in ("2022-04-19", "2022-04-20", "2022-05-03", "2022-05-04")
    }
    assert open_on == {
        "2022-04-19": (1, None),
        "2022-04-20": None,
        "2022-05-03": None,
        "2022-05-04": (1, None),
    }
    assert (await counts(projected, "all.caseload"))["nobody-owns"] == (5, None)


async def test_a_withdrawn_fact_is_counted_no_more(projected: Projected) -> None:
    log = small_year()
    log.record(
        "E",
        on="2023-03-02",
        facts=[fact("E", "complaint.stage", "2023-03-01", revision=2, change="withdrawn")],
    )
    await projected.read(log)
    assert (await counts(projected, "complaints.by-stage"))["stage-1"] == (2, None)


async def test_withdrawals_are_those_of_statutory_complaints(projected: Projected) -> None:
    log = small_year()
    for case, route in (("W-1", "statutory"), ("W-2", "corporate"), ("W-3", "undecided")):
        receive(log, case, "2022-05-03", route=route)
        withdrawn = fact(case, "complaint.withdrawn", "2022-05-10", reason="other", route=route)
        log.record(case, on="2022-05-10", facts=[withdrawn])
    await projected.read(log)
    assert (await counts(projected, "complaints.outcomes"))["withdrawn"] == (1, None)


async def test_a_child_who_complains_is_counted_as_the_child_it_is_about(
    projected: Projected,
) -> None:
    """In two parts on one case: both are kept, and stay kept, however often they are said."""
    log = HandMadeLog()
    set_up(log)
    in_person = [
        CHILD | {"part": part, "ethnicity": "white-british", "disability": "no"}
        for part in ("complainant", "child")
    ]
    receive(log, "A", "2022-05-03", by="child-or-young-person", people=in_person)
    log.record("A", on="2022-05-04", people=in_person[::-1])
    await projected.read(log, page=1)
    parts = await fetched(projected.pool, "select part from people where position_to is null")
    assert sorted(row["part"] for row in parts) == ["child", "complainant"]
    who = await counts(projected, "complaints.who")
    for label in (
        "age:10-15",
        "sex:female",
        "ethnicity:white-british",
        "disability:no",
        "sexual-orientation:not-recorded",
    ):
        assert who[label] == (1, 1), label


async def test_a_received_date_corrected_past_the_closing_reopens_nothing(
    projected: Projected,
) -> None:
    log = HandMadeLog()
    set_up(log)
    first = receive(log, "A", "2022-05-10", route="corporate")
    closed = fact("A", "complaint.closed", "2022-05-20", reason="handled-elsewhere")
    log.record("A", on="2022-05-20", facts=[closed])
    told = {"route": "corporate"}
    contact = fact(
        "A", "complaint.contact", "2022-05-25", revision=2, change="corrected", told=told
    )
    log.record("A", on="2022-05-26", corrects=first, facts=[contact])
    await projected.read(log)
    load = await counts(projected, "all.caseload", question("2022-06"))
    assert load.get("open") is None


async def test_a_case_that_was_withdrawn_reopened_and_closed_is_closed(
    projected: Projected,
) -> None:
    """A reopening may follow a withdrawal, which is no closing: so they cannot be counted off."""
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", "2022-05-10")
    for kind in ("complaint.reopened", "complaint.closed"):
        log.record("A", on="2022-05-20", facts=[fact("A", kind, "2022-05-20", reason="other")])
    restated = fact(
        "A", "complaint.reopened", "2022-05-20", revision=2, change="corrected", reason="asked"
    )
    log.record("A", on="2022-05-27", facts=[restated])
    await projected.read(log)
    assert (await counts(projected, "all.caseload", question("2022-06"))).get("open") is None


async def test_arrangements_of_an_authority_are_no_casework(projected: Projected) -> None:
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", "2022-05-02")
    for kind in ("register", "policy", "erasure"):
        log.record(kind, kind=kind, on="2010-01-01", recorded="2022-05-03")
    await projected.read(log)
    assert (await counts(projected, "all.recording-delay"))["over-1-day"] == (0, 1)


async def test_nothing_open_is_nought_of_nought(projected: Projected) -> None:
    log = HandMadeLog()
    set_up(log)
    await projected.read(log)
    nothing = await cells(projected, "complaints.open")
    assert [
        (label, cell.numerator, cell.denominator, cell.status) for label, cell in nothing.items()
    ] == [
        ("in-time", 0, 0, "not-applicable"),
        ("due-soon", 0, 0, "not-applicable"),
        ("late", 0, 0, "not-applicable"),
        ("stage-1", 0, None, "reported"),
        ("age:within-10", 0, None, "reported"),
        ("age:11-20", 0, None, "reported"),
        ("age:21-40", 0, None, "reported"),
        ("age:41-65", 0, None, "reported"),
        ("age:over-65", 0, None, "reported"),
    ]
