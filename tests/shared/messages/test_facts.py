"""Facts are stated by difference: first, again, corrected, withdrawn, with a revision each."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shared.messages import NOTHING_STATED, Fact, FactChange, Statements, fact_id, restate

DAY, LATER = date(2022, 4, 11), date(2022, 4, 12)


def stage(on: date, *, ordinal: int | str = 1, **codes: str) -> Fact:
    return Fact(kind="complaint.stage", ordinal=ordinal, on=on, codes=codes)


def told(
    previous: Statements, *current: Fact, correction: bool = False
) -> list[tuple[int | str, str, int]]:
    changes = restate(previous, current, correction=correction).changes
    return [(s.fact.ordinal, s.change.value, s.revision) for s in changes]


def after(*steps: Sequence[Fact], correction: bool = False) -> Statements:
    statements = NOTHING_STATED
    for facts in steps:
        statements = restate(statements, facts, correction=correction).statements
    return statements


def test_a_new_fact_is_stated_once() -> None:
    assert told(NOTHING_STATED, stage(DAY)) == [(1, "stated", 1)]
    assert told(after([stage(DAY)]), stage(DAY)) == []


def test_a_changed_fact_is_stated_again_or_corrected() -> None:
    before = after([stage(DAY)])
    assert told(before, stage(LATER)) == [(1, "stated", 2)]
    assert told(before, stage(LATER), correction=True) == [(1, "corrected", 2)]
    assert told(before, stage(DAY, stage="stage-1"), correction=True) == [(1, "corrected", 2)]


def test_a_fact_first_told_by_a_correction_is_stated() -> None:
    assert told(NOTHING_STATED, stage(DAY), correction=True) == [(1, "stated", 1)]


def test_a_fact_that_is_no_longer_true_is_withdrawn_once_with_its_last_content() -> None:
    before = after([stage(DAY)])
    (change,) = restate(before, [], correction=False, cause="complaint-withdrawn").changes
    assert (change.fact, change.change, change.revision, change.cause) == (
        stage(DAY),
        FactChange.WITHDRAWN,
        2,
        "complaint-withdrawn",
    )
    assert told(after([stage(DAY)], [])) == []


def test_a_withdrawn_fact_may_come_back_even_as_it_was() -> None:
    before = after([stage(DAY)], [])
    assert told(before, stage(DAY)) == [(1, "stated", 3)]
    assert told(before, stage(DAY), correction=True) == [(1, "corrected", 3)]


def test_only_what_changed_is_told() -> None:
    before = after([stage(DAY), stage(DAY, ordinal=2), stage(DAY, ordinal="delay")])
    current = [stage(DAY), stage(LATER, ordinal=2), stage(DAY, ordinal=3)]
    assert told(before, *current) == [
        (2, "stated", 2),
        (3, "stated", 1),
        ("delay", "withdrawn", 2),
    ]


def test_two_facts_of_one_key_are_a_defect() -> None:
    with pytest.raises(ValueError, match="twice"):
        restate(NOTHING_STATED, [stage(DAY), stage(LATER)], correction=False)


def test_a_fact_has_a_date_or_an_instant() -> None:
    with pytest.raises(ValueError, match="not both"):
        Fact(kind="a")
    with pytest.raises(ValueError, match="not both"):
        Fact(kind="a", on=DAY, at=datetime(2022, 4, 11, tzinfo=UTC))


def test_the_id_of_a_fact_never_changes() -> None:
    stream = UUID(int=1)
    assert fact_id(stream, stage(DAY).key) == fact_id(stream, stage(LATER).key)
    assert fact_id(stream, stage(DAY).key) == uuid5(stream, "complaint.stage/1")
    assert fact_id(stream, ("a", 1)) != fact_id(stream, ("a", 2))


facts = st.lists(
    st.builds(
        Fact,
        kind=st.sampled_from(["a", "b"]),
        ordinal=st.integers(1, 2),
        on=st.sampled_from([DAY, LATER]),
        codes=st.dictionaries(st.just("code"), st.sampled_from(["x", "y"])),
    ),
    unique_by=lambda fact: fact.key,
)


@settings(deadline=None)
@given(st.lists(st.tuples(facts, st.booleans()), max_size=8))
def test_a_reader_of_the_changes_alone_knows_what_is_true(
    steps: list[tuple[list[Fact], bool]],
) -> None:
    """The reader keeps the last statement of each fact; revisions count without a gap."""
    statements = NOTHING_STATED
    known: dict[tuple[str, int | str], Fact] = {}
    revisions: dict[tuple[str, int | str], int] = {}
    for current, correction in steps:
        step = restate(statements, current, correction=correction)
        statements = step.statements
        for change in step.changes:
            assert change.revision == revisions.get(change.fact.key, 0) + 1
            revisions[change.fact.key] = change.revision
            if change.withdrawn:
                del known[change.fact.key]
            else:
                known[change.fact.key] = change.fact
        assert known == {fact.key: fact for fact in current}
