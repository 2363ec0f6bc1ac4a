"""Codes, names and tables that are public or stored, and so never change by accident."""

import re
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from typing import Final, get_args

import pytest

from services.complaints.domain import compliments, events, policy, refusals
from services.complaints.domain.actions import Action
from services.complaints.domain.authority import ROLES
from services.complaints.domain.terms import LAST_DAY_OF_MULTIPLE, LISTS, Cause
from services.complaints.domain.timescales import (
    ACKNOWLEDGEMENT,
    CATALOGUE,
    INFORMAL_RESOLUTION,
    STAGE_1,
    STAGE_1_MAXIMUM,
)
from shared.casework import refusals as everywhere
from shared.casework.asking import READ_CASES, READ_REGISTER
from shared.casework.erasure import happenings as erasure
from shared.casework.refusals import ContentRefusal, NotYourTeamsCase
from shared.casework.register import happenings as register
from shared.casework.stored import StoredAs
from shared.casework.terms import Term
from shared.event_sourcing import NOT_LIKE_THIS, NOT_NOW, Refusal
from shared.identity import Permissions

KEBAB: Final = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
TABLES: Final = (
    events.STORED,
    compliments.STORED,
    register.STORED,
    policy.STORED,
    erasure.STORED,
)
STORED: Final[tuple[StoredAs, ...]] = tuple(stored for table in TABLES for stored in table)
REFUSALS: Final = tuple(
    value
    for value in (vars(everywhere) | vars(refusals)).values()
    if isinstance(value, type)
    and issubclass(value, Refusal)
    and value not in {Refusal, ContentRefusal}
)


@pytest.mark.parametrize("terms", LISTS.values(), ids=LISTS)
def test_every_code_is_kebab_case_with_a_label_of_its_own(terms: type[Term]) -> None:
    assert all(KEBAB.match(term) for term in terms)
    labels = [term.label for term in terms]
    assert all(labels)
    assert len(set(labels)) == len(labels)
    assert len(set(terms)) == len(terms)


def test_a_dated_code_is_in_use_up_to_its_last_day() -> None:
    assert Cause.MULTIPLE.in_use_on(LAST_DAY_OF_MULTIPLE)
    assert not Cause.MULTIPLE.in_use_on(LAST_DAY_OF_MULTIPLE + timedelta(days=1))
    assert Cause.DELAY.in_use_on(date(2010, 1, 1))


def test_every_refusal_has_a_public_code_of_its_own() -> None:
    codes = [refusal.code for refusal in REFUSALS]
    assert len(codes) > 50
    assert len(set(codes)) == len(codes)
    assert all(KEBAB.match(code) for code in codes)
    assert len({refusal.because for refusal in REFUSALS}) == len(REFUSALS)


def test_a_refusal_of_content_names_its_field() -> None:
    for refusal in REFUSALS:
        if issubclass(refusal, ContentRefusal):
            assert refusal.status == NOT_LIKE_THIS
            assert refusal("received_on").field == "received_on"
        elif refusal is NotYourTeamsCase:
            assert (refusal.status, refusal.field) == (everywhere.NOT_YOURS, None)
        else:
            assert (refusal.status, refusal.field) == (NOT_NOW, None)


def test_stored_names_are_kebab_case_and_given_once() -> None:
    names = [stored.name for stored in STORED]
    assert len(set(names)) == len(names)
    assert all(KEBAB.match(name) for name in names)
    assert len({stored.event for stored in STORED}) == len(STORED)


def test_every_event_is_stored_and_dated() -> None:
    assert {stored.event for stored in events.STORED} == set(get_args(events.ComplaintEvent))
    for stored in STORED:
        assert is_dataclass(stored.event)
        assert "occurred_on" in {field.name for field in fields(stored.event)}


def test_a_correction_names_a_stored_event() -> None:
    names = {stored.name for stored in STORED}
    corrections = {
        stored.name: stored.event.corrects for stored in STORED if hasattr(stored.event, "corrects")
    }
    assert len(corrections) == 6
    assert set(corrections.values()) <= names


def test_every_action_names_roles_that_exist() -> None:
    permissions = Permissions.of(ROLES)
    assert {str(action) for action in Action} <= set(permissions.table)
    assert {READ_CASES, READ_REGISTER} <= set(permissions.table)
    assert all(permissions.table.values())


@pytest.mark.parametrize(
    ("code", "limit", "local"),
    [
        (ACKNOWLEDGEMENT, 3, True),
        (STAGE_1, 10, False),
        (STAGE_1_MAXIMUM, 20, False),
        (INFORMAL_RESOLUTION, 24, True),
    ],
)
def test_every_limit_has_its_source(code: str, limit: int, *, local: bool) -> None:
    timescale = CATALOGUE.on(code, date(2022, 4, 11))
    assert (timescale.limit, timescale.local) == (limit, local)
    assert timescale.rule
    assert timescale.source
    assert not timescale.may_pause
