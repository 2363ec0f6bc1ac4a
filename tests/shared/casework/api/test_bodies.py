"""A person sent in a body: with their own reference, or with one that is made here."""

from uuid import UUID, uuid5

import pytest
from pydantic import ValidationError

from shared.casework.api.bodies import PersonBody

COMMAND = UUID("7d4e1a3c-52b5-4c2c-9f0b-0a6a7f6f8b11")
KNOWN = UUID("0f9a8a70-6d0b-4b5d-8b0e-3d1f0c0c9a01")


def test_a_repeated_command_makes_the_same_reference_again() -> None:
    body = PersonBody(name="A Name")
    first, again = body.details(COMMAND, "child/1"), body.details(COMMAND, "child/1")
    assert first.person == again.person == uuid5(COMMAND, "child/1")
    assert body.details(COMMAND, "child/2").person != first.person


def test_a_reference_of_the_index_is_kept() -> None:
    assert PersonBody(person=KNOWN, name="A Name").details(COMMAND, "child/1").person == KNOWN


def test_a_body_with_anything_unknown_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        PersonBody.model_validate({"name": "A Name", "nickname": "N"})
    assert [error["loc"] for error in refused.value.errors()] == [("nickname",)]
