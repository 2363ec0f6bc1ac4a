"""A case's version over HTTP: `ETag: "7"` going out, `If-Match: "7"` coming in."""

import re
from typing import Final

from shared.web.refusals import IfMatchInvalid

_TAG: Final = re.compile(r'(?:W/)?"(0|[1-9][0-9]{0,17})"')


def etag(version: int) -> str:
    """The entity tag of a case at `version`, quotes included."""
    return f'"{version}"'


def if_match_version(header: str | None) -> int | None:
    """The version that the caller insists on; None for no header and for "*".

    A weak tag counts as its version: a proxy that compresses an answer weakens the tag, but the
    number still names one state of the case. Raises IfMatchInvalid for anything else, also for
    several tags, since a command is meant for one version.
    """
    if header is None or header.strip() == "*":
        return None
    tag = _TAG.fullmatch(header.strip())
    if tag is None:
        raise IfMatchInvalid
    return int(tag[1])
