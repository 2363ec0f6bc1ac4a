"""As at a day, as known on a day, and both: a year as it really is recorded, late and corrected."""

import pytest

from services.projections.application.tokens import (
    Token,
    TokenInvalid,
    TokenOfAnotherLog,
    TokenSuperseded,
)
from services.projections.indicators import indicator
from tests.projections.asking import answering, ask, counts, question
from tests.projections.complaints import answer, receive, set_up
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog, at

TIMELINESS = "complaints.stage-1-timeliness"


def corrected_year() -> HandMadeLog:
    """A answered on 20 May, recorded then; found in July to have been answered on 8 June.

    B answered on 30 May, but recorded on 4 July only.
    """
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", "2022-05-09")
    answered = answer(log, "A", "2022-05-09", "2022-05-20")  # 9 working days
    receive(log, "B", "2022-05-11")
    answer(log, "B", "2022-05-11", "2022-05-30", recorded="2022-07-04")  # 13
    answer(
        log,
        "A",
        "2022-05-09",
        "2022-06-20",  # 28: two bank holidays, 2 and 3 June
        recorded="2022-07-11",
        revision=2,
        corrects=answered,
        outcome="upheld",
    )
    return log


async def test_as_known_on_a_day_before_and_after_what_was_recorded(projected: Projected) -> None:
    await projected.read(corrected_year())
    known = {
        day: (await counts(projected, TIMELINESS, question(known_on=day)))["within-20"]
        for day in ("2022-05-19", "2022-05-20", "2022-07-03", "2022-07-04", "2022-07-10")
    }
    assert known == {
        "2022-05-19": (0, 0),
        "2022-05-20": (1, 1),
        "2022-07-03": (1, 1),
        "2022-07-04": (2, 2),
        "2022-07-10": (2, 2),
    }
    after = await counts(projected, TIMELINESS, question(known_on="2022-07-11"))
    assert (after["within-20"], after["21-40"]) == ((1, 2), (1, 2))
    assert await counts(projected, TIMELINESS) == after


async def test_as_at_a_day_takes_the_world_of_that_day_as_it_is_known_now(
    projected: Projected,
) -> None:
    await projected.read(corrected_year())
    in_may = await counts(projected, TIMELINESS, question(as_at="2022-05-31"))
    assert in_may["within-20"] == (1, 1)  # B; A is now known to have been answered in June
    both = await counts(projected, TIMELINESS, question(as_at="2022-05-31", known_on="2022-05-31"))
    assert both["within-20"] == (1, 1)  # A; B had not been recorded
    assert both["within-10"] == (1, 1)
    assert in_may["within-10"] == (0, 1)


async def test_open_as_at_and_as_known_on(projected: Projected) -> None:
    await projected.read(corrected_year())
    now_known = await counts(projected, "complaints.open", question(as_at="2022-06-10"))
    then_known = await counts(
        projected, "complaints.open", question(as_at="2022-06-10", known_on="2022-06-10")
    )
    assert now_known["late"] == (1, 1)  # A was open until 20 June
    assert then_known["late"] == (1, 1)  # B seemed open, A seemed answered
    behind = [
        await answering(projected).cases(
            indicator("complaints.open"),
            asked,
            await answering(projected).standpoint(None, asked.today, []),
            label="late",
            numerator=True,
            after=None,
            limit=10,
        )
        for asked in (
            question(as_at="2022-06-10"),
            question(as_at="2022-06-10", known_on="2022-06-10"),
        )
    ]
    assert [[case.reference for case in cases] for cases in behind] == [["A"], ["B"]]


async def test_known_on_ends_at_the_london_midnight(projected: Projected) -> None:
    """In summer the London day ends at 23:00 UTC."""
    log = HandMadeLog()
    set_up(log)
    receive(log, "A", "2022-05-09", recorded=at("2022-05-09", 22))
    receive(log, "B", "2022-05-09", recorded=at("2022-05-09", 23))
    await projected.read(log)
    known = question(known_on="2022-05-09")
    assert (await counts(projected, "complaints.received", known))["statutory"] == (1, None)


async def test_a_correction_is_no_new_activity(projected: Projected) -> None:
    log = corrected_year()
    await projected.read(log)
    assert (await counts(projected, "complaints.outcomes"))["upheld"] == (1, 2)
    assert (await counts(projected, "complaints.causes"))["delay"] == (1, 2)
    assert await counts(projected, "all.corrections") == {"response-corrected": (1, None)}


async def test_a_person_put_right_is_a_correction_and_moves_no_other_figure(
    projected: Projected,
) -> None:
    log = corrected_year()
    await projected.read(log)
    figures = ("complaints.received", "complaints.outcomes", TIMELINESS, "complaints.open")
    before = [await counts(projected, code) for code in figures]
    first = log.deliveries()[1].event_id
    log.record("A", event="person-corrected", on="2022-07-12", corrects=first)
    await projected.read(log)
    assert [await counts(projected, code) for code in figures] == before
    assert await counts(projected, "all.corrections") == {
        "person-corrected": (1, None),
        "response-corrected": (1, None),
    }


async def test_a_token_gives_each_answer_again_while_the_log_goes_on(
    projected: Projected,
) -> None:
    log = corrected_year()
    bodies, seen = log.bodies, []
    for upto in range(1, len(bodies) + 1):
        log.bodies = bodies[:upto]
        await projected.read(log)
        answered = await ask(projected, TIMELINESS)
        token = Token(
            standpoint=answered.standpoint,
            definitions={TIMELINESS: 1},
            known_on=None,
        )
        seen.append((token.text(), answered.cells))
    assert len({cells for _, cells in seen}) >= 4
    for text, cells in seen:
        assert (await ask(projected, TIMELINESS, token=Token.parse(text))).cells == cells


async def test_tokens_of_other_definitions_logs_and_forms_are_refused(
    projected: Projected,
) -> None:
    await projected.read(corrected_year())
    standpoint = (await ask(projected, TIMELINESS)).standpoint
    old = Token(standpoint=standpoint, definitions={TIMELINESS: 0}, known_on=None)
    with pytest.raises(TokenSuperseded):
        await ask(projected, TIMELINESS, token=old)
    ahead = Token.parse(
        Token(standpoint=standpoint, definitions={TIMELINESS: 1}, known_on=None).text()
    )
    await projected.pool.execute("update readers set read_to = 1, position = 1")
    with pytest.raises(TokenOfAnotherLog):
        await ask(projected, TIMELINESS, token=ahead)
    for text in ("", "e30", "!!", old.text()[:-3], "é"):
        with pytest.raises(TokenInvalid):
            Token.parse(text)
