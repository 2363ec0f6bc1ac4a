"""The identity and the content of a command that is sent again."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.web import IdempotencyKeyInvalid, command_id_of
from shared.web.fingerprint import canonical, checked_key, fingerprint

SECRET = b"s" * 32
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
    max_leaves=12,
)


def test_the_id_of_a_command_never_changes() -> None:
    # A golden value: a change here would make every repeated command a new one.
    assert str(command_id_of("demo", "someone", "key-1")) == "a75dfe31-e2ca-5965-b0d4-6b022ccd657f"


def test_caller_and_key_cannot_run_into_each_other() -> None:
    assert command_id_of("demo", "a", "b:c") != command_id_of("demo", "a:b", "c")
    assert command_id_of("demo:1", "a", "b") != command_id_of("demo", "1:a", "b")


@given(JSON_VALUES)
def test_layout_and_order_do_not_count(value: object) -> None:
    body = {"b": value, "a": [value]}
    turned = {"a": [value], "b": value}
    try:
        compact = json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return
    assert canonical(compact) == canonical(json.dumps(turned, indent=4).encode())


@pytest.mark.parametrize(
    "other",
    [
        {"method": "PUT"},
        {"path": "/complaints/C-2/notes"},
        {"path": "/complaints/C-1/notes?draft=1"},
        {"body": b'{"a": 2}'},
        {"body": b""},
    ],
)
def test_method_path_and_body_count(other: dict[str, object]) -> None:
    usual: dict[str, object] = {
        "method": "POST",
        "path": "/complaints/C-1/notes",
        "body": b'{"a":1}',
    }
    assert _of(usual) != _of({**usual, **other})
    assert _of(usual) == _of({**usual, "body": b'{ "a" : 1 }'})


def test_without_the_key_nobody_can_compute_it() -> None:
    said: dict[str, object] = {"method": "POST", "path": "/x", "body": b"{}"}
    assert _of(said) != fingerprint(b"t" * 32, method="POST", path="/x", body=b"{}")
    assert len(_of(said)) == 32


def test_what_is_not_json_counts_as_it_came() -> None:
    assert canonical(b"{broken") == b"{broken"


@pytest.mark.parametrize("key", ["", "x" * 201, "é", "new\nline", "\x00"])
def test_bad_keys_are_refused(key: str) -> None:
    with pytest.raises(IdempotencyKeyInvalid):
        checked_key(key)


@pytest.mark.parametrize("key", ["1", "x" * 200, "2022-04-11/letter 17 ~!"])
def test_good_keys_are_taken_as_they_are(key: str) -> None:
    assert checked_key(key) == key


def _of(said: dict[str, object]) -> bytes:
    body = said["body"]
    assert isinstance(body, bytes)
    return fingerprint(SECRET, method=str(said["method"]), path=str(said["path"]), body=body)
