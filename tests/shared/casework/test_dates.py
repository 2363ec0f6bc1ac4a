"""A business date is in the past, after what it follows, and inside the calendar."""

from datetime import UTC, date, datetime, timedelta

import pytest

from shared.casework import dates, refusals
from shared.casework.people.details import PersonDetails
from shared.event_sourcing import Erased
from tests.shared.casework.around import STREAM, TODAY, TOMORROW, here

CALENDAR = here().calendar


def test_today_is_past_enough_and_tomorrow_is_not() -> None:
    dates.check_past(TODAY, here(), "on")
    with pytest.raises(refusals.InTheFuture) as refused:
        dates.check_past(TOMORROW, here(), "on")
    assert (refused.value.field, refused.value.facts) == ("on", {"today": TODAY})


def test_an_instant_later_today_is_the_future() -> None:
    now = datetime(2022, 6, 30, 16, tzinfo=UTC)
    dates.check_past_instant(now, here(), "at")
    with pytest.raises(refusals.InTheFuture):
        dates.check_past_instant(now + timedelta(seconds=1), here(), "at")


@pytest.mark.parametrize(("born", "accepted"), [(TODAY, True), (TOMORROW, False)])
def test_nobody_was_born_in_the_future(born: date, *, accepted: bool) -> None:
    details = PersonDetails(person=STREAM, name="Jo", date_of_birth=born)
    if accepted:
        dates.check_born(details, here(), "child")
        return
    with pytest.raises(refusals.InTheFuture):
        dates.check_born(details, here(), "child")


def test_a_birth_that_is_unknown_or_erased_is_not_in_the_future() -> None:
    dates.check_born(None, here(), "child")
    dates.check_born(PersonDetails(person=STREAM, name="Jo"), here(), "child")
    erased = PersonDetails(person=STREAM, name=Erased(), date_of_birth=Erased())
    dates.check_born(erased, here(), "child")


def test_a_step_may_be_taken_on_the_day_of_the_one_before() -> None:
    dates.check_follows(TODAY, None, "on")
    dates.check_follows(TODAY, TODAY, "on")
    with pytest.raises(refusals.BeforePresentStep):
        dates.check_follows(TODAY, TOMORROW, "on")


def test_the_calendar_reaches_from_its_first_to_its_last_day() -> None:
    one = timedelta(days=1)
    for day in (CALENDAR.first_day, CALENDAR.last_day):
        dates.check_in_calendar(day, here(), "on")
    for day in (CALENDAR.first_day - one, CALENDAR.last_day + one):
        with pytest.raises(refusals.OutsideCalendar):
            dates.check_in_calendar(day, here(), "on")


@pytest.mark.parametrize("room", [dates.ROOM_FOR_CLOCKS, timedelta(days=190)])
def test_a_start_leaves_room_for_its_longest_limit(room: timedelta) -> None:
    last = CALENDAR.last_day - room
    dates.check_countable(last, here(), "on", room=room)
    with pytest.raises(refusals.OutsideCalendar):
        dates.check_countable(last + timedelta(days=1), here(), "on", room=room)
