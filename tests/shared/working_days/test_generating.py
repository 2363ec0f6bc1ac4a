"""The committed edition is what its generator writes, so that the next one can be trusted too."""

from importlib.resources import files

import pytest

from deploy.calendars.generate import content, document
from shared.working_days import CURRENT_EDITION, OutsideCalendar
from shared.working_days.edition import read_edition

FILE = files("shared.working_days.editions") / f"{CURRENT_EDITION}.json"


def test_the_generator_writes_the_committed_file() -> None:
    assert document(content("england-2026.1", 2010, 2032)) == FILE.read_text(encoding="utf-8")


def test_an_edition_of_other_years_ends_where_it_was_told_to() -> None:
    short = read_edition(document(content("england-short", 2021, 2022)), expected="england-short")
    # After Friday 1 January 2021 there are 520 Mondays to Fridays, 7 holidays in 2021, 10 in 2022.
    assert short.count_after(short.first_day, through=short.last_day) == 503
    with pytest.raises(OutsideCalendar):
        short.nth_after(short.last_day, 1)
