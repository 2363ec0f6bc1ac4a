"""RFC 6901, with the examples of its section 5."""

import pytest

from services.command_line.json_pointer import (
    NothingThere,
    PointerInvalid,
    find,
    is_there,
)

DOCUMENT: dict[str, object] = {
    "foo": ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "m~n": 8,
    "nothing": None,
}


@pytest.mark.parametrize(
    ("pointer", "found"),
    [
        ("", DOCUMENT),
        ("/foo", ["bar", "baz"]),
        ("/foo/0", "bar"),
        ("/foo/1", "baz"),
        ("/", 0),
        ("/a~1b", 1),
        ("/c%d", 2),
        ("/m~0n", 8),
        ("/nothing", None),
    ],
)
def test_a_pointer_names_one_place(pointer: str, found: object) -> None:
    assert find(DOCUMENT, pointer) == found


@pytest.mark.parametrize("pointer", ["/foo/2", "/foo/-", "/foo/01", "/foo/0/x", "/absent", "/foo/"])
def test_nothing_is_found_where_nothing_is(pointer: str) -> None:
    with pytest.raises(NothingThere):
        find(DOCUMENT, pointer)


@pytest.mark.parametrize("pointer", ["foo", "/m~n", "/m~", "#/foo"])
def test_what_is_no_pointer_is_refused(pointer: str) -> None:
    with pytest.raises(PointerInvalid):
        find(DOCUMENT, pointer)


def test_two_escapes_in_a_row_are_read_in_the_right_order() -> None:
    assert find({"~1": "tilde one"}, "/~01") == "tilde one"


def test_whether_a_place_is_there_can_be_asked_first() -> None:
    assert is_there(DOCUMENT, "/nothing")
    assert not is_there(DOCUMENT, "/foo/2")
