"""What text may hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.web import CleanStr, CleanText

LINE: TypeAdapter[str] = TypeAdapter(CleanStr)
TEXT: TypeAdapter[str] = TypeAdapter(CleanText)


@pytest.mark.parametrize(
    "name",
    [
        "Siân O'Neill-Ó Briain",
        "Нина",
        "محمد",
        "李小龙",
        "Zoë",
        "D\u2019Arcy",
        "👩\u200d👧",
        "x" * 200,
    ],
)
def test_names_of_every_language_are_kept(name: str) -> None:
    assert LINE.validate_python(name) == name


@pytest.mark.parametrize(
    "bad",
    [
        "nul\u0000",
        "bell\u0007",
        "two\nlines",
        "tab\there",
        "del\u007f",
        "c1\u0085",
        "surrogate\ud800",
        "\u202egpj.exe",
        "\u2066hidden",
        "line\u2028separator",
        "",
        "   ",
        "\u00a0",
        "x" * 201,
    ],
)
def test_what_only_harms_is_refused_in_a_line(bad: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        LINE.validate_python(bad)
    assert refusal.value.errors()[0]["type"] in {
        "text_unclean",
        "text_empty",
        "string_too_short",
        "string_too_long",
        "string_unicode",
    }


def test_lines_end_in_line_feeds_and_ends_are_trimmed() -> None:
    assert TEXT.validate_python("  one\r\ntwo\rthree\tx\n\n") == "one\ntwo\nthree\tx"
    assert LINE.validate_python("  Ann ") == "Ann"


def test_one_name_has_one_spelling() -> None:
    assert LINE.validate_python("Zoe\u0308") == LINE.validate_python("Zo\u00eb") == "Zo\u00eb"


@given(st.text(st.characters(codec=None), max_size=300))
def test_whatever_passes_can_be_stored_and_passes_again(text: str) -> None:
    for kind in (LINE, TEXT):
        try:
            clean = kind.validate_python(text)
        except ValidationError:
            continue
        assert "\x00" not in clean
        assert clean.encode().decode() == clean
        assert kind.validate_python(clean) == clean
