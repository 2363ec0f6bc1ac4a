"""From the document to what the rules take: what is understood, and everything as it was said."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final, TypeGuard, TypeVar
from uuid import UUID, uuid5

from services.referrals.api.submissions.body import (
    MOST_AROUND,
    ChildPart,
    ExploitationPart,
    SubmissionBody,
)
from services.referrals.api.submissions.envelope import shown_message_id
from services.referrals.api.submissions.lenient_json import Json, JsonObject, write_json
from services.referrals.api.submissions.tolerance import (
    MOST_WARNINGS,
    Oddity,
    read_tolerantly,
)
from services.referrals.application.submissions.sent import Sent, SentChild
from services.referrals.domain.child import Child
from services.referrals.domain.exploitation_state import Particulars, RiskFound
from services.referrals.domain.exploitation_terms import (
    LivingSituation,
    Online,
    RiskLevel,
    RiskTool,
)
from services.referrals.domain.people.identifiers import checked
from services.referrals.domain.people.terms import IdentifierKind
from services.referrals.domain.submissions.happenings import Told
from services.referrals.domain.submissions.terms import Consent
from services.referrals.domain.terms import Category, ContactKind, Source
from shared.casework.people.details import PersonDetails
from shared.clock import london_date
from shared.event_sourcing import Refusal

CodeT = TypeVar("CodeT")

EXPECTED: Final = ("schema", "consent", "category", "concerns")
"""Whose absence is told, so that a sender notices a member that never arrives."""
NO_TOOL: Final = "not-stated"
_SOURCES: Final = {str(source): source for source in Source}


@dataclass(slots=True, kw_only=True)
class _Understanding:
    """One document being understood. Days are compared with `today`, and with the calendar's."""

    said: JsonObject
    body: SubmissionBody
    command_id: UUID
    now: datetime
    first_day: date
    odd: list[Oddity] = field(default_factory=list)

    @property
    def today(self) -> date:
        return london_date(self.now)

    def note(self, place: str, code: str) -> None:
        self.odd.append(Oddity(place, code))

    def past(self, day: date | None, place: str) -> date | None:
        """The day, unless it lies in the future: then it is a slip."""
        if day is None or day <= self.today:
            return day
        self.note(place, "in-the-future")
        return None

    def once(self, codes: list[CodeT], place: str) -> tuple[CodeT, ...]:
        """Each code once."""
        kept = tuple(dict.fromkeys(codes))
        if len(kept) != len(codes):
            self.note(place, "given-twice")
        return kept


def understood(
    said: JsonObject,
    *,
    agency: str,
    message_id: str,
    command_id: UUID,
    now: datetime,
    first_day: date,
    by_officer: bool,
) -> Sent:
    """What was sent. Nothing of `said` is missing from the parts of it that are kept as said."""
    document = _as_lists(said)
    reading = read_tolerantly({**document, "message_id": message_id})
    body = reading.body
    doing = _Understanding(
        said=document,
        body=body,
        command_id=command_id,
        now=now,
        first_day=first_day,
        odd=list(reading.oddities),
    )
    if document is not said:
        doing.note("children", "not-a-list")
    shown = shown_message_id(message_id)
    if shown is None:
        doing.note("message_id", "not-an-id")
    doing.past(body.occurred_on, "occurred_on")
    children = tuple(_children(doing))
    exploitation = None if body.exploitation is None else _particulars(doing, body.exploitation)
    risk = None if body.exploitation is None else _risk(doing, body.exploitation)
    received_at = _received_at(doing, by_officer=by_officer)
    _note_what_is_missing(doing)
    referrer = document.get("referrer")
    usual = ContactKind.NOT_STATED if exploitation is None else ContactKind.EXPLOITATION
    return Sent(
        received_at=received_at,
        agency=agency,
        message_id=shown,
        schema=body.schema_,
        source=body.source or _SOURCES.get(agency, Source.NOT_STATED),
        kind=body.kind or usual,
        category=body.category or Category.NOT_STATED,
        consent=body.consent,
        sharing_reason=body.reason_without_consent,
        children=children,
        referrer=None if referrer is None else _told(doing, referrer, "referrer"),
        referrer_details=_referrer(doing),
        around=tuple(_around(doing)),
        exploitation=exploitation,
        risk=risk,
        rest=write_json(
            {name: document[name] for name in document if name not in _apart(document)}
        ),
        warnings=_lines(doing.odd),
    )


def _as_lists(said: JsonObject) -> JsonObject:
    """One child that is not in a list is a list of one."""
    children = said.get("children")
    return {**said, "children": [children]} if isinstance(children, dict) and children else said


def _apart(document: JsonObject) -> frozenset[str]:
    """The members that are kept person by person."""
    people = (
        ("children", isinstance(document.get("children"), list)),
        ("people_around", _are_few(document.get("people_around"))),
        ("referrer", document.get("referrer") is not None),
    )
    return frozenset(name for name, is_apart in people if is_apart)


def _are_few(said: Json) -> TypeGuard[list[Json]]:
    """More than that are kept together with the rest: each apart has a key of their own."""
    return isinstance(said, list) and len(said) <= MOST_AROUND


def _children(doing: _Understanding) -> Iterator[SentChild]:
    """Each child sent; one of whom nothing is known where a concern came without any."""
    sent = doing.said.get("children")
    if not isinstance(sent, list) or not sent:
        doing.note("children", "missing")
        yield SentChild(child=Child(person=_person(doing, "child/1")), as_said=None)
        return
    parts = doing.body.children
    for place, said in enumerate(sent):
        part = parts[place] if place < len(parts) else ChildPart()
        yield SentChild(child=_child(doing, part, place), as_said=write_json(said))


def _child(doing: _Understanding, part: ChildPart, place: int) -> Child:
    where = f"children.{place}"
    born = doing.past(part.date_of_birth, f"{where}.date_of_birth")
    expected = part.expected_on
    if born is not None and expected is not None:
        doing.note(f"{where}.expected_on", "born-and-expected")
        expected = None
    for number, given in enumerate(part.identifiers):
        _check_identifier(doing, given.kind, given.value, f"{where}.identifiers.{number}.value")
    return Child(
        person=_person(doing, f"child/{place + 1}"),
        name=part.name,
        date_of_birth=born,
        expected_on=expected,
        contact=part.address,
        sex=part.sex,
        ethnicity=part.ethnicity,
        disability=part.disability,
    )


def _received_at(doing: _Understanding, *, by_officer: bool) -> datetime:
    """Now; or earlier, where an officer enters what arrived in another way."""
    given = doing.body.received_at
    if given is None:
        return doing.now
    if not by_officer:
        doing.note("received_at", "officers-only")
    elif given.year < doing.first_day.year:
        doing.note("received_at", "too-long-ago")
    elif given > doing.now:
        doing.note("received_at", "in-the-future")
    else:
        return given.astimezone(UTC)
    return doing.now


def _check_identifier(
    doing: _Understanding, kind: IdentifierKind | None, value: str | None, where: str
) -> None:
    """A wrong check digit is told at once, while somebody still has the paper in hand."""
    if kind is None or value is None:
        return
    try:
        checked(kind, value, where)
    except Refusal as refusal:
        doing.note(where, refusal.code)


def _particulars(doing: _Understanding, part: ExploitationPart) -> Particulars:
    return Particulars(
        models=doing.once(part.models, "exploitation.models"),
        indicators=doing.once(part.risk_indicators, "exploitation.risk_indicators"),
        living_situation=part.living_situation or LivingSituation.NOT_STATED,
        online=part.online or Online.UNKNOWN,
        risk_tool=part.risk_tool or RiskTool.NOT_COMPLETED,
    )


def _risk(doing: _Understanding, part: ExploitationPart) -> RiskFound | None:
    """What the tool said; on the day received where no day is given, or none that can be."""
    if part.level is None and part.score is None:
        return None
    day = doing.past(part.assessed_on, "exploitation.assessed_on") or doing.today
    if day < doing.first_day:
        doing.note("exploitation.assessed_on", "too-long-ago")
        day = doing.today
    return RiskFound(
        assessed_on=day,
        level=part.level or RiskLevel.NOT_STATED,
        tool=part.tool or NO_TOOL,
        score=part.score,
    )


def _referrer(doing: _Understanding) -> PersonDetails | None:
    """Whoever is to be told; their role alone is no name."""
    part = doing.body.referrer
    if part is None or part.name is None:
        return None
    return PersonDetails(person=_person(doing, "referrer"), name=part.name, contact=part.contact)


def _around(doing: _Understanding) -> Iterator[Told]:
    sent = doing.said.get("people_around")
    for place, said in enumerate(sent if _are_few(sent) else [], start=1):
        yield _told(doing, said, f"around/{place}")


def _told(doing: _Understanding, said: Json, part: str) -> Told:
    return Told(person=_person(doing, part), as_said=write_json(said))


def _note_what_is_missing(doing: _Understanding) -> None:
    for name in EXPECTED:
        if doing.said.get(name) is None:
            doing.note(name, "missing")
    unwilling = doing.body.consent in {Consent.NOT_SOUGHT, Consent.REFUSED}
    if unwilling and doing.said.get("reason_without_consent") is None:
        doing.note("reason_without_consent", "missing")


def _person(doing: _Understanding, part: str) -> UUID:
    """A reference that the same message makes again, however often it is sent."""
    return uuid5(doing.command_id, part)


def _lines(odd: list[Oddity]) -> str | None:
    """A line for each: where, and its code."""
    kept = list(dict.fromkeys(odd))[:MOST_WARNINGS]
    return "\n".join(f"{one.field} {one.code}" for one in kept) or None
