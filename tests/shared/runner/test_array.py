"""An array is cut into the bytes that were put into it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.runner.array import UnreadableArray, documents

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(
    st.lists(anything), st.sampled_from([",", " , ", ",\n"]), st.sampled_from(["utf-8", "ascii"])
)
def test_every_document_comes_back_byte_for_byte(
    values: list[object], between: str, form: str
) -> None:
    stored = [json.dumps(value, ensure_ascii=form == "ascii").encode() for value in values]
    body = b"[" + between.encode().join(stored) + b"]"
    assert [cut for cut, _ in documents(body)] == stored
    assert [parsed for _, parsed in documents(body)] == values


@pytest.mark.parametrize("body", [b"", b"{}", b"[1", b"[1 2]", b"[1,]", b"[,1]", b"\xff", b"[{]"])
def test_what_is_no_array_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableArray):
        list(documents(body))
