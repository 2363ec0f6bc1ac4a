"""What was recorded wrongly in the year and put right later: dates received and sent, outcomes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from deploy.replay_generators.year_plan import YEAR_LAST, received_in_year, resolved_in_year
from services.command_line.county.complaint import Complaint, Mistake
from shared.working_days import WorkingDayCalendar


@dataclass(slots=True, kw_only=True)
class Mistakes:
    """Draws mistakes, one at most for each complaint."""

    chance: Random
    calendar: WorkingDayCalendar
    complaints: Sequence[Complaint]
    made: dict[str, Mistake] = field(default_factory=dict)

    def draw(self) -> dict[str, Mistake]:
        """The mistakes by the key of their complaint."""
        self._received_in_the_wrong_year()
        self._received_too_early_or_too_late()
        self._sent_on_the_wrong_day()
        self._wrong_outcome()
        return self.made

    def _received_in_the_wrong_year(self) -> None:
        """Two of March 2022 were entered under April; one of March 2023 likewise."""
        for complaint, told_on in zip(
            self._pick(2, lambda each: _between(each, date(2022, 3, 25), date(2022, 3, 31))),
            (date(2022, 4, 1), date(2022, 4, 4)),
            strict=True,
        ):
            self.made[complaint.key] = Mistake(put_right_on=date(2022, 5, 11), received_on=told_on)
        for complaint in self._pick(
            1,
            lambda each: each.answered_on is None and _between(each, date(2023, 1, 9), YEAR_LAST),
        ):
            self.made[complaint.key] = Mistake(
                put_right_on=date(2023, 4, 12), received_on=date(2023, 4, 3)
            )

    def _received_too_early_or_too_late(self) -> None:
        """Two looked late until it was found that they came three working days later."""
        for complaint in self._pick(2, lambda each: each.working_days in {19, 20} and _in(each)):
            self.made[complaint.key] = Mistake(
                put_right_on=_weeks_after(complaint, 5),
                received_on=self.calendar.nth_before(complaint.received_on, 3),
            )
        for complaint in self._pick(2, lambda each: _took(each, 41, 65) and _in(each)):
            self.made[complaint.key] = Mistake(
                put_right_on=_weeks_after(complaint, 3),
                received_on=self.calendar.nth_after(complaint.received_on, 4),
            )

    def _sent_on_the_wrong_day(self) -> None:
        """Two of the last weeks of March were entered as sent in April, two as sent later."""
        for complaint, told_on in zip(
            self._pick(2, lambda each: _sent(each, date(2023, 3, 10), date(2023, 3, 31))),
            (date(2023, 4, 3), date(2023, 4, 4)),
            strict=True,
        ):
            self.made[complaint.key] = Mistake(put_right_on=date(2023, 4, 20), answered_on=told_on)
        for complaint in [
            *self._pick(1, lambda each: _took(each, 18, 20) and _in(each)),
            *self._pick(1, lambda each: _took(each, 21, 40) and _in(each)),
        ]:
            assert complaint.answered_on is not None
            self.made[complaint.key] = Mistake(
                put_right_on=_weeks_after(complaint, 4),
                answered_on=self.calendar.nth_after(complaint.answered_on, 4),
            )

    def _wrong_outcome(self) -> None:
        """Reviews after the year found fault in two more; one had been keyed so in error."""
        first, last = date(2022, 9, 1), date(2023, 2, 28)
        for complaint, put_right_on in zip(
            self._pick(2, lambda each: each.fault and _sent(each, first, last)),
            (date(2023, 4, 18), date(2023, 5, 3)),
            strict=True,
        ):
            self.made[complaint.key] = Mistake(put_right_on=put_right_on, fault=False)
        for complaint in self._pick(1, lambda each: not each.fault and _sent(each, first, last)):
            self.made[complaint.key] = Mistake(put_right_on=_weeks_after(complaint, 8), fault=True)

    def _pick(self, count: int, fits: Callable[[Complaint], bool]) -> Iterator[Complaint]:
        fitting = [each for each in self.complaints if each.key not in self.made and fits(each)]
        yield from self.chance.sample(fitting, count)


def _in(complaint: Complaint) -> bool:
    return received_in_year(complaint) and resolved_in_year(complaint)


def _between(complaint: Complaint, first: date, last: date) -> bool:
    return first <= complaint.received_on <= last


def _sent(complaint: Complaint, first: date, last: date) -> bool:
    answered_on = complaint.answered_on
    return _in(complaint) and answered_on is not None and first <= answered_on <= last


def _took(complaint: Complaint, fewest: int, most: int) -> bool:
    return complaint.working_days is not None and fewest <= complaint.working_days <= most


def _weeks_after(complaint: Complaint, weeks: int) -> date:
    assert complaint.answered_on is not None
    return complaint.answered_on + timedelta(weeks=weeks)
