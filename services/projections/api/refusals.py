"""What the figures say no to."""

from typing import ClassVar

from shared.event_sourcing import NOT_LIKE_THIS, Refusal


class NoSuchIndicator(Refusal):
    code: ClassVar[str] = "no-such-indicator"
    because: ClassVar[str] = "No indicator has this code: /indicators lists them."
    status: ClassVar[int] = 404


class PeriodNotValid(Refusal):
    code: ClassVar[str] = "period-invalid"
    because: ClassVar[str] = (
        "A period is 2022/23, 2022/23-Q1, 2022-05, or from and to in this order, 1950 to 2200."
    )
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = "period"


class DayNotValid(Refusal):
    code: ClassVar[str] = "day-invalid"
    because: ClassVar[str] = "A day lies between 1950 and 2200, and within the calendar's years."
    status: ClassVar[int] = NOT_LIKE_THIS


class DayToCome(Refusal):
    code: ClassVar[str] = "day-to-come"
    because: ClassVar[str] = "What a later day will be like is not known: as_at is today or before."
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = "as_at"


class TokenNotValid(Refusal):
    code: ClassVar[str] = "token-invalid"
    because: ClassVar[str] = "The token is none of ours, or belongs to a question known on a day."
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = "token"


class AnswerSuperseded(Refusal):
    """Facts: `by`, what took its place: parked cases that were retried, or a new definition."""

    code: ClassVar[str] = "token-superseded"
    because: ClassVar[str] = (
        "The answer cannot be given again: a parked case was retried, or a definition replaced."
    )


class TokenOfAnotherPlace(Refusal):
    code: ClassVar[str] = "another-log"
    because: ClassVar[str] = "The token names another log, or positions that were not read here."


class EntryNotValid(Refusal):
    code: ClassVar[str] = "entry-invalid"
    because: ClassVar[str] = (
        "An entry has a numerator or a value (not both), a denominator above nought only with a "
        "numerator; one that is withdrawn has none of them."
    )
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = "numerator"


class ShareWithoutDenominator(Refusal):
    code: ClassVar[str] = "share-without-denominator"
    because: ClassVar[str] = "This row is a percentage: it needs a denominator, or a value alone."
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = "denominator"


class MoreThanTheWhole(Refusal):
    code: ClassVar[str] = "numerator-above-denominator"
    because: ClassVar[str] = "A part is not more than its whole."
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = "numerator"


class AppraisalNotValid(Refusal):
    code: ClassVar[str] = "appraisal-invalid"
    because: ClassVar[str] = (
        "An appraisal says at least one thing, one that is withdrawn says none; an earlier period "
        "ends before its own begins."
    )
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = None


class NoSuchRow(Refusal):
    code: ClassVar[str] = "no-such-row"
    because: ClassVar[str] = "The indicator has no row of this label; without a label, many rows."
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = "label"


class NoSuchSource(Refusal):
    code: ClassVar[str] = "no-such-source"
    because: ClassVar[str] = "No such service is read here: /sources lists them."
    status: ClassVar[int] = NOT_LIKE_THIS
    field: str | None = "source"


class RebuildNotEnded(Refusal):
    code: ClassVar[str] = "rebuild-under-way"
    because: ClassVar[str] = "Another rebuild was asked for and has not ended: /rebuilds shows it."


class NoFormerGeneration(Refusal):
    code: ClassVar[str] = "no-former-generation"
    because: ClassVar[str] = "There is nothing to go back to: no rebuild was switched to before."


class NoSuchRebuild(Refusal):
    code: ClassVar[str] = "no-such-rebuild"
    because: ClassVar[str] = "No rebuild has this id: /rebuilds lists the latest."
    status: ClassVar[int] = 404
