"""What a time in care says of itself to the world: header, facts, people, its row in the list.

Pure. Facts carry codes, dates and counts, never a word that somebody wrote, a name or an address.
A corrected address changes none of them, and a corrected placement keeps its number.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Final

from services.placements.domain.care.review_timing import (
    timed_reviews,
    timed_visits,
    was_missed,
)
from services.placements.domain.care.state import (
    Care,
    KnownCare,
    NotInCare,
    Placement,
    TimeInCare,
    place_of,
)
from services.placements.domain.households.terms import Ground
from services.placements.domain.terms import LateReason
from services.placements.domain.timescales import FIRST_REVIEW, SECOND_REVIEW
from shared.casework.clocks import first_due
from shared.casework.people.describing import people_on
from shared.deadlines import Clock
from shared.event_store.list_values import PersonalValue
from shared.event_store.store import ListRow
from shared.messages import CaseInMessage, Fact, PersonInMessage

KIND: Final = "care"
NOT_BEYOND: Final = "no"
NOT_LATE: Final = "none"
NOT_COUNTED: Final = "not-counted"
"""Of an act that came before the rule was in force."""
SEQUENCES: Final = {FIRST_REVIEW: "first", SECOND_REVIEW: "second"}
LATER: Final = "later"


def header(care: Care) -> CaseInMessage:
    """The case as every message of it names it."""
    time = _existing(care).time
    return CaseInMessage(kind=KIND, reference=time.reference, team=time.team, worker=time.worker)


def facts(care: Care) -> tuple[Fact, ...]:
    """Everything that is true of the case now; none before the child became looked after."""
    if isinstance(care, NotInCare):
        return ()
    time = care.time
    return (
        *_of_course(time),
        *(fact for placement in time.placements for fact in _of_placement(time, placement)),
        *_of_visits(time),
        *_of_reviews(time),
    )


def people(care: Care) -> tuple[PersonInMessage, ...]:
    """The child, by pseudonym, with their age on the day they became looked after."""
    time = _existing(care).time
    return tuple(people_on((("child", time.child),), time.started_on))


def list_row(care: Care) -> ListRow:
    """How the case shows in the service's list. `due_on` is the earliest duty still to be done."""
    known = _existing(care)
    time = known.time
    known_as = {link.known_as: None for link in time.links}
    return ListRow(
        kind=KIND,
        reference=time.reference,
        place=str(place_of(known)),
        team=time.team,
        worker=time.worker,
        opened_on=time.started_on,
        due_on=first_due(time.clocks),
        closed_on=time.ending.on if time.ending else None,
        tags=tuple(sorted(_tags(known))),
        people=tuple({time.child.person: None} | known_as),
        summary=json.dumps(_summary(time), sort_keys=True).encode(),
    )


def names(care: Care) -> dict[str, PersonalValue]:
    """The display name of the list row, once the child has one here."""
    child = _existing(care).time.child
    if child.name is None:
        return {}
    return {"child": PersonalValue(person=child.person, value=child.name)}


def _existing(care: Care) -> KnownCare:
    if isinstance(care, NotInCare):
        raise TypeError("a time in care that did not begin cannot be described")
    return care


def _of_course(time: TimeInCare) -> Iterator[Fact]:
    yield Fact(
        kind="care.started",
        on=time.started_on,
        codes={
            "legal_status": str(time.statuses[0].status),
            "unaccompanied": _yes(answer=time.unaccompanied),
        },
    )
    for ordinal, spell in enumerate(time.statuses, start=1):
        yield Fact(
            kind="care.legal-status",
            ordinal=ordinal,
            on=spell.on,
            codes={"status": str(spell.status)},
        )
    if time.told_on is not None:
        yield Fact(kind="care.iro-notified", on=time.told_on)
    if time.officers:
        yield Fact(kind="care.iro-appointed", on=time.officers[0].on)
    if time.ending is not None:
        yield Fact(kind="care.ended", on=time.ending.on, codes={"reason": str(time.ending.reason)})


def _of_placement(time: TimeInCare, placement: Placement) -> Iterator[Fact]:
    number, particulars = placement.number, placement.particulars
    yield Fact(
        kind="placement.started",
        ordinal=number,
        on=placement.started_on,
        codes={
            "provider": str(particulars.provider),
            "type": str(particulars.type),
            "emergency": _yes(answer=particulars.emergency),
            "beyond_terms": _beyond_terms(placement),
            "counts": _yes(answer=time.counts(placement)),
            "move": _yes(answer=_is_move(time, placement)),
        },
    )
    if placement.planned_on is not None:
        yield Fact(kind="placement.planned", ordinal=number, on=placement.planned_on)
    if placement.end is not None:
        yield Fact(
            kind="placement.ended",
            ordinal=number,
            on=placement.end.on,
            codes={"reason": str(placement.end.reason)},
        )


def _is_move(time: TimeInCare, placement: Placement) -> bool:
    """Whether another placement that counts came before it."""
    earlier = (one for one in time.placements if one.started_on < placement.started_on)
    same_day = (
        one
        for one in time.placements
        if one.started_on == placement.started_on and one.number < placement.number
    )
    return time.counts(placement) and any(time.counts(one) for one in (*earlier, *same_day))


def _beyond_terms(placement: Placement) -> str:
    place = placement.particulars.place
    if place is None or place.ground is Ground.WITHIN_TERMS:
        return NOT_BEYOND
    return str(place.ground)


def _of_visits(time: TimeInCare) -> Iterator[Fact]:
    for placement in time.placements:
        for timed in timed_visits(time, placement):
            visit, clock = timed.visit, timed.clock
            yield Fact(
                kind="care.visited",
                ordinal=visit.number,
                on=visit.on,
                codes={
                    "timescale": clock.timescale if clock else NOT_COUNTED,
                    "in_time": _in_time(clock),
                    "seen": _yes(answer=visit.seen),
                    "seen_alone": _yes(answer=visit.seen_alone),
                },
            )


def _of_reviews(time: TimeInCare) -> Iterator[Fact]:
    for timed in timed_reviews(time):
        review, clock = timed.review, timed.clock
        late_reason = review.late_reason or LateReason.NOT_STATED
        yield Fact(
            kind="care.reviewed",
            ordinal=timed.ordinal,
            on=review.held_on,
            codes={
                "sequence": SEQUENCES.get(timed.timescale, LATER),
                "in_time": _in_time(clock),
                "late_reason": str(late_reason) if timed.late else NOT_LATE,
                "in_parts": _yes(answer=bool(review.parts) or not review.complete),
            },
            numbers={"parts": 1 + len(review.parts)},
        )


def _in_time(clock: Clock | None) -> str:
    return NOT_COUNTED if clock is None else _yes(answer=not was_missed(clock))


def _tags(care: KnownCare) -> Iterator[str]:
    time = care.time
    yield f"status:{time.statuses[-1].status}"
    yield f"need:{time.need}"
    if time.unaccompanied:
        yield "unaccompanied:yes"
    if time.redactions:
        yield "redaction:asked"
    if time.sibling_group is not None:
        yield f"siblings:{time.sibling_group}"
    placement = time.open_placement
    if placement is not None:
        particulars = placement.particulars
        yield f"provider:{particulars.provider}"
        yield f"type:{particulars.type}"
        if particulars.place is not None:
            yield f"household:{particulars.place.reference}"


def _summary(time: TimeInCare) -> dict[str, str | int | None]:
    last = max((review.held_on for review in time.reviews), default=None)
    visited = max((visit.on for visit in time.visits), default=None)
    placement = time.open_placement
    return {
        "main_person": str(time.child.person),
        "placements": len(time.placements),
        "placed_on": _day(placement.started_on if placement else None),
        "last_review": _day(last),
        "last_visit": _day(visited),
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _yes(*, answer: bool) -> str:
    return "yes" if answer else "no"
