"""Reading replay files, and putting saved names into paths and bodies."""

import json

import pytest

from services.command_line.replay_lines import (
    Line,
    LineUnreadable,
    NameNotSaved,
    filled_body,
    filled_path,
    read,
)

WHOLE: dict[str, object] = {
    "id": "one",
    "at": "2022-04-04T09:00:00Z",
    "service": "complaints",
    "authority": "county-2022",
    "as": "complaints-officer",
    "method": "POST",
    "path": "/complaints/{first}/notes",
    "body": {"text": "as {first} says"},
    "save": {"second": "/reference"},
    "refused": "case-closed",
}


def _row(**changed: object) -> str:
    return json.dumps({**WHOLE, **changed})


def test_a_line_says_who_asks_what_and_when() -> None:
    assert list(read([_row()])) == [
        Line(
            key="one",
            at="2022-04-04T09:00:00Z",
            service="complaints",
            authority="county-2022",
            role="complaints-officer",
            method="POST",
            path="/complaints/{first}/notes",
            body={"text": "as {first} says"},
            save={"second": "/reference"},
            refused="case-closed",
        )
    ]


def test_blank_lines_are_left_out_and_counted() -> None:
    with pytest.raises(LineUnreadable, match="line 3"):
        list(read([_row(), "\n", "{"]))


@pytest.mark.parametrize(
    "row",
    [
        "[]",
        "nonsense",
        _row(id=""),
        _row(at="2022-04-04"),
        _row(at="2022-04-04T09:00:00"),
        _row(at="yesterday"),
        _row(method="DELETE"),
        _row(path="complaints"),
        _row(save={"second": "reference"}),
        _row(save=["/reference"]),
        _row(save={"second": 3}),
        _row(refused=422),
        _row(surprise=True),
        _row(id="é"),
        _row(id="one\ttwo"),
        _row(id=" one"),
        _row(id="1" * 201),
        _row(at="2022-04-04é09:00:00+00:00"),
        _row(authority="DE MO"),
        _row(service="nope"),
        _row(path="/complaints\n"),
        _row(body={"n": float("nan")}),
        _row(body={"n": "\ud800"}),
        "[" * 100_000,
        json.dumps({**WHOLE, "as": "king"}),
        json.dumps({name: value for name, value in WHOLE.items() if name != "authority"}),
    ],
)
def test_a_line_of_another_shape_is_named_by_its_number(row: str) -> None:
    with pytest.raises(LineUnreadable, match="line 1"):
        list(read([row]))


def test_no_id_comes_twice() -> None:
    with pytest.raises(LineUnreadable, match="line 2"):
        list(read([_row(), _row()]))


def test_an_unreadable_line_is_not_repeated_in_the_error() -> None:
    with pytest.raises(LineUnreadable) as unreadable:
        list(read(['{"id": "one", "name": "Sorrel Quillfeather"}']))
    assert "Quillfeather" not in str(unreadable.value)


def test_saved_names_are_put_into_a_path_escaped() -> None:
    assert filled_path("/complaints/{first}/notes", {"first": "C/1 2"}) == (
        "/complaints/C%2F1%202/notes"
    )


def test_saved_names_are_put_into_every_string_of_a_body() -> None:
    body = {"a": ["{first}", 3, None, True], "b": {"c": "see {first}, {first}"}}
    assert filled_body(body, {"first": "C-1"}) == {
        "a": ["C-1", 3, None, True],
        "b": {"c": "see C-1, C-1"},
    }


def test_braces_that_are_no_name_stay() -> None:
    assert filled_body("{} { } {No} {1}", {}) == "{} { } {No} {1}"


def test_a_name_that_nobody_saved_is_an_error() -> None:
    with pytest.raises(NameNotSaved):
        filled_path("/complaints/{first}", {})
