"""What is refused at Stage 1: extending, agreeing, excusing, pausing, responding."""

from typing import Final

from tests.complaints.api.asking import (
    EXTENDED,
    RESPONDED,
    Body,
    answered,
    at_stage_1,
)
from tests.complaints.api.ways_to_refusals import (
    PAUSED,
    RESUMED,
    Row,
    agreed,
    appointed,
    excused,
    extended,
    new,
    paused,
)


def outcomes(*pairs: tuple[str, str]) -> list[Body]:
    return [{"cause": cause, "outcome": outcome} for cause, outcome in pairs]


REFUSED: Final = (
    Row(new, "stage-1/extension", EXTENDED, 409, "not-at-stage-1"),
    Row(answered, "stage-1/extension", EXTENDED, 409, "already-responded"),
    Row(extended, "stage-1/extension", EXTENDED, 409, "already-extended"),
    Row(
        at_stage_1,
        "stage-1/extension",
        EXTENDED | {"limit": 10},
        422,
        "limit-not-in-extension",
        "limit",
    ),
    Row(
        at_stage_1,
        "stage-1/extension",
        EXTENDED | {"limit": 21},
        422,
        "limit-not-in-extension",
        "limit",
    ),
    Row(
        at_stage_1,
        "stage-1/extension",
        EXTENDED | {"told_on": None},
        422,
        "complainant-not-told",
        "told_on",
    ),
    Row(
        at_stage_1,
        "stage-1/extension",
        EXTENDED | {"told_on": "2022-04-25"},
        422,
        "before-present-step",
        "told_on",
    ),
    Row(
        at_stage_1,
        "stage-1/agreed-date",
        {"agreed_on": "2022-04-20", "respond_by": "9999-12-31"},
        422,
        "outside-calendar",
        "respond_by",
    ),
    Row(
        at_stage_1,
        "stage-1/agreed-date",
        {"agreed_on": "2022-04-20", "respond_by": "2022-04-19"},
        422,
        "agreed-date-passed",
        "respond_by",
    ),
    Row(
        agreed,
        "stage-1/agreed-date",
        {"agreed_on": "2022-04-21", "respond_by": "2022-05-20"},
        422,
        "nothing-to-change",
        "respond_by",
    ),
    Row(
        agreed,
        "stage-1/agreed-date",
        {"agreed_on": "2022-04-19", "respond_by": "2022-05-21"},
        422,
        "before-present-step",
        "agreed_on",
    ),
    Row(
        excused,
        "stage-1/good-reason",
        {"recorded_on": "2022-04-20", "reason": "child-unwell"},
        422,
        "nothing-to-change",
        "reason",
    ),
    Row(at_stage_1, "stage-1/pause", PAUSED, 409, "pause-not-in-policy"),
    Row(paused, "stage-1/pause", PAUSED, 409, "stage-1-paused"),
    Row(appointed, "stage-1/pause", PAUSED, 409, "advocate-already-appointed"),
    Row(at_stage_1, "stage-1/resumption", RESUMED, 409, "stage-1-not-paused"),
    Row(
        paused,
        "stage-1/resumption",
        {"resumed_on": "2022-04-14"},
        422,
        "before-present-step",
        "resumed_on",
    ),
    Row(paused, "stage-1/response", RESPONDED, 409, "stage-1-paused"),
    Row(
        at_stage_1,
        "stage-1/response",
        RESPONDED | {"outcomes": outcomes(("delay", "upheld"), ("delay", "not-upheld"))},
        422,
        "given-twice",
        "outcomes",
    ),
    Row(
        at_stage_1,
        "stage-1/response",
        RESPONDED | {"outcomes": outcomes(("delay", "upheld"))},
        422,
        "cause-without-outcome",
        "outcomes",
    ),
    Row(
        at_stage_1,
        "stage-1/response",
        RESPONDED
        | {
            "outcomes": outcomes(
                ("delay", "upheld"), ("staff-conduct", "upheld"), ("fairness", "upheld")
            )
        },
        422,
        "outcome-without-cause",
        "outcomes",
    ),
    Row(
        at_stage_1,
        "stage-1/response",
        RESPONDED | {"apology": False},
        422,
        "apology-missing",
        "apology",
    ),
)
