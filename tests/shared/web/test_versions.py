"""ETag and If-Match."""

import pytest

from shared.web import IfMatchInvalid, etag
from shared.web.versions import if_match_version


@pytest.mark.parametrize("version", [0, 1, 7, 123456789])
def test_what_goes_out_comes_in_again(version: int) -> None:
    assert if_match_version(etag(version)) == version


@pytest.mark.parametrize(
    ("header", "version"), [(None, None), ("*", None), (" * ", None), ('W/"4"', 4), (' "4" ', 4)]
)
def test_any_version_and_weak_tags(header: str | None, version: int | None) -> None:
    assert if_match_version(header) == version


@pytest.mark.parametrize(
    "header",
    ["", "4", "'4'", '"4', '"-1"', '"1.0"', '"04"', '"1","2"', 'w/"4"', '"' + "9" * 19 + '"'],
)
def test_anything_else_is_refused(header: str) -> None:
    with pytest.raises(IfMatchInvalid):
        if_match_version(header)
