"""Measures of cases as the JSON that their SQL reads: what opens and closes them, their states."""

from collections.abc import Sequence
from typing import assert_never

from services.projections.application.questions import Question
from services.projections.indicators.case_measures import (
    CaseKind,
    Caseload,
    LatestCode,
    LatestNumber,
    OpenCases,
    PractitionerLoad,
    RepeatedStays,
)
from services.projections.store.details import Details


def of_caseload(measure: Caseload, question: Question) -> Details:
    return _open_on(measure.kinds, question)


def of_practitioner_load(measure: PractitionerLoad, question: Question) -> Details:
    return _open_on((measure.case,), question) | {
        "telling": [measure.allocated],
        "practitioner": measure.practitioner,
        "ceiling": measure.ceiling,
    }


def of_open_cases(measure: OpenCases, question: Question) -> Details:
    return (
        _open_on((measure.case,), question)
        | _states(measure.rows)
        | {"label": measure.label, "telling": _telling(measure.rows)}
    )


def of_repeated_stays(measure: RepeatedStays, question: Question) -> Details:
    """The measure has one window, which the question has taken as its period."""
    (window,) = measure.windows
    return (
        _open_on((measure.case,), question)
        | _states((measure.state,))
        | {
            "label": window.value,
            "telling": sorted({*_telling((measure.state,)), measure.started, measure.ended}),
            "started": measure.started,
            "ended": measure.ended,
            "counts": dict(measure.counts),
            "at_least": measure.at_least,
            "leaving_out": list(measure.leaving_out),
        }
    )


def _open_on(kinds: Sequence[CaseKind], question: Question) -> Details:
    day = question.standing_on
    return {
        "day": day,
        "heading_day": day,
        "kinds": [
            {
                "kind": one.kind,
                "opened": one.opened,
                "closed": list(one.closed),
                "reopened": list(one.reopened),
            }
            for one in kinds
        ],
    }


def _states(rows: Sequence[LatestCode | LatestNumber]) -> Details:
    return {"rows": [_state(number, row) for number, row in enumerate(rows, 1)]}


def _state(number: int, row: LatestCode | LatestNumber) -> Details:
    match row:
        case LatestCode():
            return {
                "row": number,
                "prefix": row.prefix,
                "told": [
                    {"turn": turn, "kind": kind, "code": code}
                    for turn, (kind, code) in enumerate(row.told)
                ],
                "ended": row.ended,
                "otherwise": row.without,
            }
        case LatestNumber():
            return {
                "row": number,
                "label": row.label,
                "told": [{"turn": 0, "kind": row.kind, "number": row.number}],
            }
        case _:
            assert_never(row)


def _telling(rows: Sequence[LatestCode | LatestNumber]) -> list[str]:
    kinds: set[str] = set()
    for row in rows:
        match row:
            case LatestCode():
                kinds |= {kind for kind, _ in row.told} | ({row.ended} if row.ended else set())
            case LatestNumber():
                kinds.add(row.kind)
            case _:
                assert_never(row)
    return sorted(kinds)
