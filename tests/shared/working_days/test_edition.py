"""An edition on file is whole, or it is not used."""

import json
from datetime import date
from importlib.resources import files

import pytest

from shared.working_days import DamagedEdition, NoSuchEdition, current_edition, load_edition
from shared.working_days.edition import CURRENT_EDITION, read_edition

FILE = files("shared.working_days.editions") / f"{CURRENT_EDITION}.json"


def test_the_current_edition_covers_2010_to_2032() -> None:
    calendar = current_edition()
    assert calendar.edition == "england-2026.1"
    assert (calendar.first_day, calendar.last_day) == (date(2010, 1, 1), date(2032, 12, 31))
    assert load_edition("england-2026.1") is calendar


def test_a_released_edition_is_never_edited() -> None:
    assert json.loads(FILE.read_text(encoding="utf-8"))["sha256"] == (
        "5e8bb4ea86ed9c4a18078a24ab8bdcad4d0dcf17a67f22250cc303740569c800"
    )


def test_an_edition_that_was_changed_by_a_day_is_refused() -> None:
    document = FILE.read_text(encoding="utf-8").replace("2022-09-19", "2022-09-20")
    with pytest.raises(DamagedEdition, match="hash"):
        read_edition(document, expected=CURRENT_EDITION)


def test_an_edition_whose_bounds_were_widened_is_refused() -> None:
    document = FILE.read_text(encoding="utf-8").replace("2032-12-31", "2099-12-31")
    with pytest.raises(DamagedEdition, match="hash"):
        read_edition(document, expected=CURRENT_EDITION)


def test_an_edition_under_another_name_is_refused() -> None:
    with pytest.raises(DamagedEdition, match=CURRENT_EDITION):
        read_edition(FILE.read_text(encoding="utf-8"), expected="england-2030.1")


@pytest.mark.parametrize("name", ["england-1999.1", "__init__", "__init__.py", "../edition", ""])
def test_an_edition_that_does_not_exist_is_said_not_to(name: str) -> None:
    with pytest.raises(NoSuchEdition):
        load_edition(name)
