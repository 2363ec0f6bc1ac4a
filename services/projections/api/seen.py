"""Whether somebody may see a case: restricted ones are counted, and shown to those allowed."""

from collections.abc import Collection

from shared.web import Asking


def may_see(
    reader: Asking, *, restricted: bool, allow: Collection[str], deny: Collection[str]
) -> bool:
    """Nobody in `deny` sees the case, whoever they are; a restricted one only those in `allow`."""
    names = {reader.actor, reader.worker} - {None}
    if names & set(deny):
        return False
    return not restricted or bool(names & set(allow))
