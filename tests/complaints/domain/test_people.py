"""Who is on the case: details put right, and people learned of later."""

from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from services.complaints.application import describing
from services.complaints.domain import commands as asked
from services.complaints.domain import refusals
from services.complaints.domain.events import PersonCorrected, PersonNamed
from services.complaints.domain.people import MOST_CHILDREN, Complainant
from services.complaints.domain.terms import NamedPart, Relation
from shared.casework.beside.happenings import CorrectPerson
from shared.casework.people.details import PersonDetails
from shared.casework.refusals import (
    BeforeReceived,
    DetailsErased,
    EverybodyErased,
    InTheFuture,
    NothingToChange,
    NotReceived,
    PersonNotOnCase,
)
from shared.casework.terms import CorrectionReason, Sex
from shared.event_sourcing import Erased
from tests.complaints.builders import (
    ADVOCATE,
    DAY_3,
    DAY_9,
    DAY_BEFORE,
    PARENT,
    RECEIVED,
    TODAY,
    TOMORROW,
    acknowledge,
    closed,
    complaint,
    contact,
    person,
    receive,
    received,
    redirected,
    resolved,
    withdrawn,
)

MIRA: Final = PARENT.details
LIO: Final = person("Lio Ashdown", date_of_birth=date(2010, 4, 12), sex=Sex.FEMALE)
UNA: Final = person("Una Kerr", contact="una@example.org")
GONE: Final = PersonDetails(
    person=LIO.person, name=Erased(), date_of_birth=Erased(), sex=Sex.FEMALE
)


def put_right(who: UUID = MIRA.person, /, **values: object) -> CorrectPerson:
    return CorrectPerson(person=who, reason=CorrectionReason.MISKEYED, **values)  # type: ignore[arg-type]


def name(
    details: PersonDetails = LIO, part: NamedPart = NamedPart.CHILD, *, on: date = DAY_3
) -> asked.NamePerson:
    return asked.NamePerson(named_on=on, part=part, details=details)


def represent(details: PersonDetails = UNA, *, on: date = DAY_3) -> asked.NamePerson:
    return name(details, NamedPart.REPRESENTATIVE, on=on)


def test_what_is_given_is_put_right_and_the_rest_stays() -> None:
    with_lio = complaint.given().and_then(replace(receive(), children=(LIO,)))
    right = replace(LIO, name="Lio Ashdowne", date_of_birth=date(2011, 4, 12))
    with_lio.when(put_right(LIO.person, name="Lio Ashdowne", date_of_birth=date(2011, 4, 12))).then(
        PersonCorrected(occurred_on=TODAY, details=right, reason=CorrectionReason.MISKEYED)
    )
    after = with_lio.and_then(
        put_right(LIO.person, name="Lio Ashdowne", date_of_birth=date(2011, 4, 12))
    )
    assert contact(after.state).children == (right,)
    assert contact(after.state).complainant == PARENT


def test_each_detail_can_be_put_right_alone() -> None:
    for field, value in (
        ("name", "Mira Ashdowne"),
        ("date_of_birth", date(1984, 2, 29)),
        ("contact", "mira@example.org"),
        ("sex", "female"),
        ("ethnicity", "mixed"),
        ("disability", "no"),
        ("sexual_orientation", "bisexual"),
    ):
        (event,) = received.when(put_right(**{field: value})).events
        assert isinstance(event, PersonCorrected)
        assert event.details == replace(MIRA, **{field: value})  # type: ignore[arg-type]


def test_people_are_put_right_and_named_at_any_place_also_after_the_end() -> None:
    for history in (received, redirected, resolved, withdrawn, closed):
        after = history.and_then(put_right(name="Mira Ashdowne")).and_then(name())
        assert type(after.state) is type(history.state)
        assert contact(after.state).complainant.details.name == "Mira Ashdowne"
        assert contact(after.state).children == (LIO,)
    complaint.given().when(put_right(name="Mira")).refused(NotReceived)
    complaint.given().when(name()).refused(NotReceived)


def test_a_date_of_birth_is_not_in_the_future() -> None:
    received.when(put_right(date_of_birth=TOMORROW)).refused(InTheFuture)
    assert received.when(put_right(date_of_birth=TODAY)).events
    received.when(name(replace(LIO, date_of_birth=TOMORROW))).refused(InTheFuture)
    assert received.when(name(replace(LIO, date_of_birth=TODAY))).events


def test_only_somebody_on_the_case_is_put_right_and_only_what_is_wrong() -> None:
    received.when(put_right(LIO.person, name="Lio")).refused(PersonNotOnCase)
    received.when(put_right()).refused(NothingToChange)
    received.when(put_right(name="Mira Ashdown")).refused(NothingToChange)
    corrected = received.and_then(put_right(name="Mira Ashdowne"))
    corrected.when(put_right(name="Mira Ashdowne")).refused(NothingToChange)
    back = corrected.and_then(put_right(name="Mira Ashdown"))
    assert contact(back.state) == contact(received.state)


def test_whoever_has_two_parts_is_put_right_in_both() -> None:
    """A young person who complains, and is named among the children with another spelling."""
    child = Complainant(details=replace(LIO, sex=None), relation=Relation.CHILD_OR_YOUNG_PERSON)
    other = replace(LIO, name="Leo Ashdown", contact="lio@example.org")
    both = complaint.given().and_then(replace(receive(complainant=child), children=(other,)))
    both.when(put_right(LIO.person, sex=None)).refused(NothingToChange)
    (event,) = both.when(put_right(LIO.person, name="Lio Ashdown")).events
    assert isinstance(event, PersonCorrected)
    assert event.details == replace(LIO, contact="lio@example.org")
    after = contact(both.and_then(put_right(LIO.person, name="Lio Ashdown")).state)
    assert after.complainant.details == after.children[0] == event.details


def test_representative_and_advocate_are_put_right_too() -> None:
    came = replace(receive(advocate=ADVOCATE), representative=UNA)
    after = (
        complaint.given()
        .and_then(came)
        .and_then(put_right(UNA.person, contact="una@example.net"))
        .and_then(put_right(ADVOCATE.person, contact="020 7946 0000"))
    )
    assert contact(after.state).representative == replace(UNA, contact="una@example.net")
    assert contact(after.state).advocate == replace(ADVOCATE, contact="020 7946 0000")
    assert contact(after.state).complainant == PARENT


def test_nothing_is_put_right_of_whoever_was_erased() -> None:
    with_gone = complaint.given().and_then(replace(receive(), children=(GONE,)))
    for values in ({"name": "Lio"}, {"date_of_birth": RECEIVED}, {"sex": Sex.MALE}, {}):
        with_gone.when(put_right(LIO.person, **values)).refused(DetailsErased)
    assert with_gone.when(put_right(name="Mira Ashdowne")).events


def test_where_everybody_was_erased_nobody_is_left_to_put_right() -> None:
    parent = Complainant(details=replace(MIRA, name=Erased()), relation=Relation.PARENT)
    alone = complaint.given().and_then(replace(receive(complainant=parent), children=(GONE,)))
    alone.when(put_right(name="Mira")).refused(EverybodyErased)
    alone.when(put_right(UNA.person, name="Una")).refused(EverybodyErased)
    joined = alone.and_then(represent())
    joined.when(put_right(name="Mira")).refused(DetailsErased)
    assert joined.when(put_right(UNA.person, name="Una K. Kerr")).events


def test_a_child_learned_of_later_is_named() -> None:
    received.when(name()).then(PersonNamed(occurred_on=DAY_3, part=NamedPart.CHILD, details=LIO))
    two = received.and_then(name()).and_then(name(person("Nia Hollis"), on=DAY_9))
    assert contact(two.state).children == (LIO, person("Nia Hollis"))
    two.when(name(replace(LIO, name="Leo"))).refused(refusals.ChildAlreadyNamed)


def test_a_case_holds_so_many_children_and_no_more() -> None:
    children = tuple(person(f"Child {number}") for number in range(MOST_CHILDREN - 1))
    nearly = complaint.given().and_then(replace(receive(), children=children))
    full = nearly.and_then(name())
    assert len(contact(full.state).children) == 20
    full.when(name(person("Nia Hollis"))).refused(refusals.TooManyChildren, facts={"most": 20})
    complete = full.and_then(represent())
    complete.when(name(person("Nia Hollis"))).refused(refusals.NobodyMoreToName)
    complete.when(represent(person("Ida Frost"))).refused(refusals.NobodyMoreToName)


def test_a_representative_is_named_once() -> None:
    received.when(represent()).then(
        PersonNamed(occurred_on=DAY_3, part=NamedPart.REPRESENTATIVE, details=UNA)
    )
    named = received.and_then(represent())
    assert contact(named.state).representative == UNA
    for who in (UNA, person("Ida Frost")):
        named.when(represent(who)).refused(refusals.RepresentativeAlreadyNamed)
    from_the_start = complaint.given().and_then(replace(receive(), representative=UNA))
    from_the_start.when(represent()).refused(refusals.RepresentativeAlreadyNamed)


def test_nobody_is_named_before_receipt_or_tomorrow() -> None:
    for make in (name, represent):
        assert received.when(make(on=RECEIVED)).events
        assert received.when(make(on=TODAY)).events
        received.when(make(on=DAY_BEFORE)).refused(BeforeReceived)
        received.when(make(on=TOMORROW)).refused(InTheFuture)


def test_neither_is_activity_but_ages_and_codes_follow() -> None:
    with_lio = complaint.given().and_then(replace(receive(), children=(LIO,)))
    before = with_lio.and_then(acknowledge())
    # Born on 12 April 2010: eleven on the day received; born a year later: ten.
    after = before.and_then(
        put_right(LIO.person, date_of_birth=date(2011, 4, 12), sex=Sex.MALE)
    ).and_then(represent())
    assert describing.facts(after.state) == describing.facts(before.state)
    assert contact(after.state).clocks == contact(before.state).clocks
    ages = [
        {one.part: (one.age, one.sex) for one in describing.people(state)}
        for state in (before.state, after.state)
    ]
    assert ages[0] == {"complainant": (None, None), "child": (11, "female")}
    assert ages[1] == {
        "complainant": (None, None),
        "child": (10, "male"),
        "representative": (None, None),
    }


def test_the_list_shows_the_right_name_and_finds_whoever_was_named() -> None:
    after = received.and_then(put_right(name="Mira Ashdowne")).and_then(name())
    assert describing.names(after.state)["complainant"].value == "Mira Ashdowne"
    assert describing.list_row(after.state).people == (MIRA.person, LIO.person)
