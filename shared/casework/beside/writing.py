"""What may be written beside a procedure, and when: the same on every kind of case that takes it.

A kind of case says where it stands and when an act on it may be dated; the rules are here, once:

    BESIDE: Final[Writing[Complaint, Known, Contact, Here]] = Writing(
        known=known,
        written=lambda place: place.contact,
        people=lambda contact: contact.people(),
        check_happened=check_happened,
    )

`BESIDE.decide` answers the commands; `BESIDE.may_…` is what stands against each act now.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar, assert_never
from uuid import UUID

from shared.casework import refusals
from shared.casework.beside import rules
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    BesideEvent,
    CompleteRedaction,
    LinkPerson,
    NoteAdded,
    PersonLinked,
    RedactText,
)
from shared.casework.beside.state import Written

StateT = TypeVar("StateT")
KnownT = TypeVar("KnownT")
WrittenT = TypeVar("WrittenT", bound=Written)
HereT = TypeVar("HereT")


class OnCase(Protocol):
    """Somebody on a case, by the reference that the case knows them by."""

    @property
    def person(self) -> UUID: ...
    @property
    def is_erased(self) -> bool: ...


WritingCommand = AddNote | RedactText | AskRedaction | CompleteRedaction | LinkPerson


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing(Generic[StateT, KnownT, WrittenT, HereT]):
    """The rules, on one kind of case.

    `known` gives a case that exists, or raises the kind's own refusal; `written` is what it knows
    of all that is written beside; `people` are those whom the index may be asked about;
    `check_happened(day, written, here, field)` raises where nothing can have been done on that day.
    Each rule raises what these raise, besides its own.
    """

    known: Callable[[StateT], KnownT]
    written: Callable[[KnownT], WrittenT]
    people: Callable[[WrittenT], Iterable[OnCase]]
    check_happened: Callable[[date, WrittenT, HereT, str], None]

    def may_write(self, state: StateT, here: HereT) -> KnownT:
        """Whatever exists can be written on, closed or not."""
        del here
        return self.known(state)

    def may_redact(self, state: StateT, here: HereT) -> KnownT:
        """Raises NoTextHeld."""
        place = self.may_write(state, here)
        rules.check_text_held(self.written(place))
        return place

    def may_complete_redaction(self, state: StateT, here: HereT) -> KnownT:
        """Raises NoRedactionAsked."""
        place = self.may_write(state, here)
        rules.check_redaction_asked(self.written(place))
        return place

    def may_link(self, state: StateT, here: HereT) -> KnownT:
        """Nobody is left to link where all are erased. Raises PersonErased."""
        place = self.may_write(state, here)
        if all(details.is_erased for details in self.people(self.written(place))):
            raise refusals.PersonErased
        return place

    def decide(
        self, command: WritingCommand, state: StateT, here: HereT
    ) -> tuple[BesideEvent, ...]:
        """What follows from the command. Raises as its act's `may_…`, or as `rules`."""
        match command:
            case AddNote():
                self._dated(self.may_write(state, here), command.noted_on, here, "noted_on")
                return (NoteAdded(occurred_on=command.noted_on, text=command.text),)
            case RedactText():
                place = self.may_redact(state, here)
                written = self._dated(place, command.redacted_on, here, "redacted_on")
                return (rules.redact_text(command, written),)
            case AskRedaction():
                place = self.may_write(state, here)
                written = self._dated(place, command.asked_on, here, "asked_on")
                return (rules.ask_redaction(command, written),)
            case CompleteRedaction():
                place = self.may_complete_redaction(state, here)
                written = self._dated(place, command.completed_on, here, "completed_on")
                return (rules.complete_redaction(command, written),)
            case LinkPerson():
                return (self.link(command, state, here),)
            case _:
                assert_never(command)

    def link(self, command: LinkPerson, state: StateT, here: HereT) -> PersonLinked:
        """Join somebody on the case to the index of people; erasure follows the link.

        Raises PersonNotOnCase or NothingToChange, or as `may_link`.
        """
        place = self.may_link(state, here)
        written = self._dated(place, command.linked_on, here, "linked_on")
        people = {details.person for details in self.people(written)}
        return rules.link_person(command, written, people)

    def _dated(self, place: KnownT, day: date, here: HereT, field: str) -> WrittenT:
        written = self.written(place)
        self.check_happened(day, written, here, field)
        return written
