"""What is written beside the procedure, also after the end."""

from datetime import date
from uuid import UUID

from services.complaints.domain import commands as asked
from services.complaints.domain.terms import DocumentKind
from shared.casework.beside.happenings import (
    AddNote,
    AskRedaction,
    CompleteRedaction,
    LinkPerson,
    NoteAdded,
    RedactText,
    TextRedacted,
)
from shared.casework.refusals import (
    BeforeReceived,
    InTheFuture,
    NoRedactionAsked,
    NoSuchText,
    NoTextHeld,
    NothingToChange,
    NotReceived,
    PersonNotOnCase,
    RedactionAlreadyAsked,
    RedactionNotAsked,
)
from tests.complaints.builders import (
    DAY_3,
    DAY_BEFORE,
    PARENT,
    TOMORROW,
    closed,
    complaint,
    contact,
    receive,
    received,
    withdrawn,
)

TEXT, OTHER_TEXT, INDEX = UUID(int=1), UUID(int=2), UUID(int=3)
SOMEBODY = UUID(int=4)


def note(*, on: date = DAY_3) -> AddNote:
    return AddNote(noted_on=on, text="Telephoned at ten.")


def document(*, on: date = DAY_3) -> asked.ReferenceDocument:
    return asked.ReferenceDocument(
        referenced_on=on, kind=DocumentKind.RESPONSE, location="edrms/4711", title="Response"
    )


def redact(text: UUID = TEXT, *, on: date = DAY_3) -> RedactText:
    return RedactText(redacted_on=on, text=text, wording="[removed]", texts_held=frozenset({TEXT}))


def ask(person: UUID = SOMEBODY, *, on: date = DAY_3) -> AskRedaction:
    return AskRedaction(asked_on=on, person=person)


def complete(person: UUID = SOMEBODY, *, on: date = DAY_3) -> CompleteRedaction:
    return CompleteRedaction(completed_on=on, person=person)


def link(
    person: UUID = PARENT.details.person, known_as: UUID = INDEX, *, on: date = DAY_3
) -> LinkPerson:
    return LinkPerson(linked_on=on, person=person, known_as=known_as)


def test_notes_and_documents_are_written_at_any_place() -> None:
    for history in (received, withdrawn, closed):
        (event,) = history.when(note()).events
        assert event == NoteAdded(occurred_on=DAY_3, text="Telephoned at ten.")
        assert contact(history.and_then(document()).state).texts == 2


def test_nothing_is_written_before_receipt_or_tomorrow() -> None:
    with_text = received.and_then(note()).and_then(ask())
    for make in (note, document, redact, ask, complete, link):
        with_text.when(make(on=DAY_BEFORE)).refused(BeforeReceived)
        with_text.when(make(on=TOMORROW)).refused(InTheFuture)
        complaint.given().when(make()).refused(NotReceived)


def test_a_text_that_the_case_holds_is_redacted() -> None:
    noted = received.and_then(note())
    noted.when(redact()).then(TextRedacted(occurred_on=DAY_3, text=TEXT, wording="[removed]"))
    noted.when(redact(OTHER_TEXT)).refused(NoSuchText)


def test_a_text_is_redacted_once_also_where_two_ask_at_the_same_moment() -> None:
    received.and_then(note()).and_then(redact()).when(redact()).refused(NoSuchText)


def test_where_nothing_was_written_nothing_is_redacted() -> None:
    received.when(redact()).refused(NoTextHeld)
    told = complaint.given().and_then(receive(statement="They never called back."))
    assert told.when(redact()).events


def test_a_redaction_is_asked_once_for_each_person_and_completed() -> None:
    received.when(complete()).refused(NoRedactionAsked)
    to_do = received.and_then(ask())
    to_do.when(ask()).refused(RedactionAlreadyAsked)
    to_do.when(complete(INDEX)).refused(RedactionNotAsked)
    assert contact(to_do.state).redactions == (SOMEBODY,)
    assert contact(to_do.and_then(complete()).state).redactions == ()


def test_somebody_on_the_case_is_linked_to_the_index_once() -> None:
    linked = received.and_then(link())
    linked.when(link()).refused(NothingToChange)
    received.when(link(SOMEBODY)).refused(PersonNotOnCase)
    same = PARENT.details.person
    received.when(link(same, same)).refused(NothingToChange)
