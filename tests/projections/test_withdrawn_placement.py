"""A placement that was recorded in error counts no more; that it was taken back is counted."""

from tests.projections.asking import counts, question
from tests.projections.conftest import Projected
from tests.projections.messages import HandMadeLog
from tests.projections.placements import care, homes, left, place, stay, take_in

QUARTER = "2014/15-Q1"
MOVES = "care.three-placements"


def moved_twice(log: HandMadeLog, case: str) -> None:
    take_in(log, case, "2014-04-02")
    place(log, case, "2014-04-02", 1)
    place(log, case, "2014-05-01", 2)


async def test_an_address_keyed_as_a_move_counts_until_it_is_taken_back(
    projected: Projected,
) -> None:
    log = homes()
    for case in ("MOVED", "AT-HOME"):
        moved_twice(log, case)
    place(log, "MOVED", "2014-06-02", 3)
    keyed = place(log, "AT-HOME", "2014-06-02", 3)
    await projected.read(log)
    quarter = question(QUARTER)
    assert (await counts(projected, MOVES, quarter))["year-to-date"] == (2, 2)

    care(
        log,
        "AT-HOME",
        "2014-07-15",
        event="placement-withdrawn",
        corrects=keyed,
        facts=[
            left("AT-HOME", 2, "2014-06-02", revision=2, change="withdrawn"),
            stay("AT-HOME", 3, "2014-06-02", revision=2, change="withdrawn"),
        ],
    )
    await projected.read(log)

    assert (await counts(projected, MOVES, quarter))["year-to-date"] == (1, 2)
    assert (await counts(projected, MOVES, quarter))["rolling-12-months"] == (1, 2)
    before = question(QUARTER, known_on="2014-07-14")
    assert (await counts(projected, MOVES, before))["year-to-date"] == (2, 2)
    corrected = await counts(projected, "all.corrections", question("2014/15-Q2"))
    assert corrected == {"placement-withdrawn": (1, None)}


async def test_who_stayed_on_is_placed_still(projected: Projected) -> None:
    """Between two moves: the one before has its end, and two placements are left of three."""
    log = homes()
    moved_twice(log, "K")
    place(log, "K", "2014-06-02", 3)
    care(
        log,
        "K",
        "2014-07-15",
        event="placement-withdrawn",
        facts=[
            left("K", 1, "2014-06-02", revision=2, change="corrected"),
            stay("K", 2, "2014-05-01", revision=2, change="withdrawn"),
            left("K", 2, "2014-06-02", revision=2, change="withdrawn"),
        ],
    )
    await projected.read(log)
    assert (await counts(projected, MOVES, question(QUARTER)))["year-to-date"] == (0, 1)
    states = await counts(projected, "care.children", question(QUARTER, as_at="2014-05-15"))
    assert states["type:U6"] == (1, None)
    assert "type:not-placed" not in states
