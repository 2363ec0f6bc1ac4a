"""The time in care after what is written beside the procedure."""

from dataclasses import replace
from typing import assert_never

from services.placements.domain.care.state import Link, TimeInCare
from shared.casework.beside import happenings as happened


def after_writing(time: TimeInCare, event: happened.BesideEvent) -> TimeInCare:
    match event:
        case happened.NoteAdded():
            return replace(time, texts=time.texts + 1)
        case happened.TextRedacted():
            redacted = time.redacted | {event.text}
            return replace(time, texts=time.texts + 1, redacted=redacted)
        case happened.RedactionAsked():
            return replace(time, redactions=(*time.redactions, event.person))
        case happened.RedactionCompleted():
            left = tuple(person for person in time.redactions if person != event.person)
            return replace(time, redactions=left)
        case happened.PersonLinked():
            link = Link(person=event.person, known_as=event.known_as)
            return replace(time, links=(*time.links, link))
        case _:
            assert_never(event)
