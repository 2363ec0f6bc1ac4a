"""An independent reading of who was lawfully where: from published words and stored events only.

It shares no code with the rules. It goes through the events of one household in the order in which
they were recorded, keeps plain dictionaries, and asks after each event that placed somebody (or
put a placement right) for each single day from the first to the last: was anybody there beyond
what Schedule 7 of the Children Act 1989, the terms of approval and regulation 23 allow, who was
not so before that event?
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Event = tuple[str, date, Mapping[str, Any]]
"""Its stored type, the day on which it happened, and its payload as JSON gives it."""

Fault = tuple[date, str, str]
"""A day, a child's care reference, and what they are beyond."""


@dataclass
class Books:
    """What an auditor would write down, line by line."""

    children: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    terms: list[tuple[date, dict[str, Any] | None]] = field(default_factory=list)
    exempt: list[list[Any]] = field(default_factory=list)


def unlawful_placings(events: Iterable[Event]) -> list[tuple[int, Fault]]:
    """Each event, by its number from 1, that put somebody where they may not be."""
    books, found, before = Books(), [], frozenset[Fault]()
    for number, (kind, on, payload) in enumerate(events, start=1):
        write(books, kind, on, payload)
        after = faults(books)
        if kind.startswith("place-"):
            found += [(number, fault) for fault in sorted(after - before)]
        before = after
    return found


def write(books: Books, kind: str, on: date, payload: Mapping[str, Any]) -> None:
    if kind.startswith("place-"):
        write_place(books, kind, on, payload)
        return
    match kind:
        case "household-approved":
            books.terms = [(on, payload["terms"])]
        case "approval-corrected":
            books.terms[0] = (day(payload["approved_on"]), payload["terms"])
        case "terms-changed":
            books.terms.append((on, payload["terms"]))
        case "terms-corrected":
            books.terms[payload["change"]] = (day(payload["effective_on"]), payload["terms"])
        case "exemption-granted":
            books.exempt.append([payload["care"], on, None])
        case "exemption-ended":
            for line in books.exempt:
                if line[0] == payload["care"] and line[2] is None:
                    line[2] = on
        case _:
            return


def write_place(books: Books, kind: str, on: date, payload: Mapping[str, Any]) -> None:
    key = (payload["care"], payload["placement"])
    match kind:
        case "place-filled":
            child = {**payload, "from": on, "to": maybe(payload["to_on"]), "settled": None}
            books.children[key] = child
        case "place-freed":
            books.children[key]["to"] = on
        case "place-corrected":
            child = books.children[key]
            child.update(payload)
            child["settled"] = child["settled"] if child["ground"] == "emergency" else None
            child.update({"from": day(payload["from_on"]), "to": maybe(payload["to_on"])})
        case "place-settled":
            books.children[key]["settled"] = on
        case "place-withdrawn":
            del books.children[key]
        case _:
            raise AssertionError(f"nobody knows what {kind} does to a place")


def faults(books: Books) -> frozenset[Fault]:
    """Every day of every stay; one that goes on is followed until nothing more can change."""
    days = [child["from"] for child in books.children.values()]
    days += [child["to"] for child in books.children.values() if child["to"]]
    days += [child["settled"] for child in books.children.values() if child["settled"]]
    days += [on for on, _ in books.terms]
    days += [on for line in books.exempt for on in line[1:] if on]
    if not books.children:
        return frozenset()
    found: set[Fault] = set()
    at, last = min(days), max(days) + timedelta(days=2)
    while at <= last:
        found.update(faults_on(books, at))
        at += timedelta(days=1)
    return frozenset(found)


def faults_on(books: Books, at: date) -> list[Fault]:
    there = [child for child in books.children.values() if is_there(child, at)]
    terms = terms_at(books.terms, at)
    one_family = len({child["siblings"] for child in there}) == 1 and all(
        child["siblings"] for child in there
    )
    found: list[Fault] = []
    for child in there:
        exempted = is_exempt(books.exempt, child["care"], at)
        emergency = is_emergency(child, at)
        rank = 1 + sum(came_before(books, other, child, at) for other in there)
        if rank > 3 and not (one_family or exempted):
            found.append((at, child["care"], "the usual limit"))
        if terms is None:
            continue
        if terms["places"] is not None and rank > terms["places"]:
            most = terms["sibling_places"]
            as_siblings = one_family and (most is None or len(there) <= most)
            if not (as_siblings or exempted or emergency):
                found.append((at, child["care"], "the places"))
        if not emergency and not of_age(child["age"], terms):
            found.append((at, child["care"], "the ages"))
    return found


def came_before(books: Books, other: Mapping[str, Any], child: Mapping[str, Any], at: date) -> bool:
    """Those with a ground of their own came last of their day; then in the order recorded."""
    order = list(books.children.values())

    def arrival(one: Mapping[str, Any]) -> tuple[date, bool, int]:
        own = is_emergency(one, at) or is_exempt(books.exempt, one["care"], at)
        return one["from"], own, next(n for n, each in enumerate(order) if each is one)

    return other is not child and arrival(other) < arrival(child)


def is_there(child: Mapping[str, Any], at: date) -> bool:
    if at < child["from"]:
        return False
    return child["to"] is None or at < child["to"] or at == child["from"]


def is_emergency(child: Mapping[str, Any], at: date) -> bool:
    settled = child["settled"]
    return child["ground"] == "emergency" and (settled is None or at < settled)


def is_exempt(lines: Sequence[Sequence[Any]], care: str, at: date) -> bool:
    return any(
        named == care and first <= at and (end is None or at < end) for named, first, end in lines
    )


def terms_at(
    periods: Sequence[tuple[date, dict[str, Any] | None]], at: date
) -> dict[str, Any] | None:
    begun = [(on, number, terms) for number, (on, terms) in enumerate(periods) if on <= at]
    return max(begun, key=lambda one: one[:2])[2] if begun else None


def of_age(age: int | None, terms: Mapping[str, Any]) -> bool:
    youngest, oldest = terms["youngest"], terms["oldest"]
    if youngest is None and oldest is None:
        return True
    if age is None:
        return False
    return (youngest is None or youngest <= age) and (oldest is None or age <= oldest)


def day(text: str) -> date:
    return date.fromisoformat(text)


def maybe(text: str | None) -> date | None:
    return None if text is None else day(text)
