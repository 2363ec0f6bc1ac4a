"""The catalogue finds the version of a rule that was in force, and refuses what contradicts it."""

from dataclasses import replace
from datetime import date

import pytest

from shared.deadlines import Catalogue, Direction, Extension, NoSuchTimescale, NotInForce, Unit
from tests.shared.deadlines.timescales import INFORMAL, STAGE_1, timescale

OLD = replace(STAGE_1, limit=5, in_force_from=date(2006, 9, 1), in_force_to=date(2022, 3, 31))
NEW = replace(STAGE_1, limit=10, in_force_from=date(2022, 4, 1))


def test_the_version_in_force_on_the_day() -> None:
    catalogue = Catalogue((NEW, OLD, INFORMAL))
    assert catalogue.on("complaint.stage-1", date(2006, 9, 1)) is OLD
    assert catalogue.on("complaint.stage-1", date(2022, 3, 31)) is OLD
    assert catalogue.on("complaint.stage-1", date(2022, 4, 1)) is NEW
    assert catalogue.versions("complaint.stage-1") == (OLD, NEW)
    assert list(catalogue) == [OLD, NEW, INFORMAL]


def test_a_rule_is_not_applied_before_it_was_law() -> None:
    with pytest.raises(NotInForce):
        Catalogue((OLD,)).on("complaint.stage-1", date(2006, 8, 31))
    with pytest.raises(NotInForce):
        Catalogue((OLD,)).on("complaint.stage-1", date(2022, 4, 1))


def test_a_rule_without_dates_always_applies() -> None:
    assert Catalogue((INFORMAL,)).on(INFORMAL.code, date(1990, 1, 1)) is INFORMAL


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(NoSuchTimescale):
        Catalogue((OLD,)).on("complaint.stage-9", date(2022, 4, 1))


def test_two_versions_never_overlap() -> None:
    with pytest.raises(ValueError, match="two versions"):
        Catalogue((replace(OLD, in_force_to=date(2022, 4, 1)), NEW))
    with pytest.raises(ValueError, match="two versions"):
        Catalogue((replace(OLD, in_force_to=None), NEW))


def test_an_extension_allows_its_limits_and_no_others() -> None:
    extension = Extension(shortest=11, longest=20)
    assert [limit for limit in range(9, 23) if extension.allows(limit)] == list(range(11, 21))


def test_entries_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(ValueError, match="longer"):
        replace(STAGE_1, extension=Extension(shortest=10, longest=20))
    with pytest.raises(ValueError, match="shortest"):
        Extension(shortest=20, longest=11)
    with pytest.raises(ValueError, match="negative"):
        timescale(Unit.WORKING_DAYS, -1)
    with pytest.raises(ValueError, match="earliest"):
        timescale(Unit.WEEKS, 6, direction=Direction.WINDOW)
    with pytest.raises(ValueError, match="earliest"):
        timescale(Unit.WEEKS, 6, earliest=4)
    with pytest.raises(ValueError, match="opens"):
        timescale(Unit.WEEKS, 6, direction=Direction.WINDOW, earliest=7)
    with pytest.raises(ValueError, match="pause"):
        timescale(Unit.ELAPSED_HOURS, 24, may_pause=True)
    with pytest.raises(ValueError, match="pause"):
        timescale(Unit.WORKING_DAYS, 10, direction=Direction.BACKWARD, may_pause=True)
