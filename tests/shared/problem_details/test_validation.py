"""No message of a field error repeats what was sent, whatever was sent."""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    HttpUrl,
    TypeAdapter,
    ValidationError,
)

from shared.problem_details.validation import field_errors

MARK = "Oxenbridge"


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Circle(BaseModel):
    shape: Literal["circle"]
    radius: Annotated[float, Field(gt=0)]


class Square(BaseModel):
    shape: Literal["square"]
    side: int


class Everything(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=3, pattern="^[a-z]+$")]
    number: int
    day: date
    instant: AwareDatetime
    naive: datetime
    key: UUID
    colour: Colour
    one_of: Literal["a", "b"]
    yes: bool
    many: Annotated[list[int], Field(max_length=2)]
    named: dict[str, int]
    shape: Annotated[Circle | Square, Field(discriminator="shape")]
    page: HttpUrl


ADAPTER = TypeAdapter(Everything)


@given(
    st.dictionaries(
        st.sampled_from(list(Everything.model_fields)),
        st.one_of(
            st.text(max_size=8).map(lambda text: MARK + text),
            st.just({MARK: MARK}),
            st.just([MARK, MARK, MARK]),
            st.just({"shape": MARK}),
            st.just({"shape": "circle", "radius": MARK}),
            st.integers(),
            st.floats(),
            st.none(),
        ),
    )
)
def test_nothing_of_the_input_is_in_a_message(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as invalid:
        ADAPTER.validate_python({**body, f"{MARK} and more": MARK})
    errors = field_errors(invalid.value.errors())
    assert "extra-forbidden" in {error.code for error in errors}
    for error in errors:
        assert MARK not in error.message
        assert "{" not in error.message


def test_paths_are_dotted_and_odd_member_names_are_hidden() -> None:
    with pytest.raises(ValidationError) as invalid:
        ADAPTER.validate_python({"many": ["x"], "shape": {"shape": "square"}, "a b": 1, "c-d": 1})
    found = {error.field: error.code for error in field_errors(invalid.value.errors())}
    assert found["many.0"] == "int-parsing"
    assert found["shape.square.side"] == "missing"
    assert found["?"] == found["c-d"] == "extra-forbidden"


def test_there_are_at_most_fifty() -> None:
    with pytest.raises(ValidationError) as invalid:
        TypeAdapter(list[int]).validate_python(["x"] * 500)
    assert len(field_errors(invalid.value.errors())) == 50
