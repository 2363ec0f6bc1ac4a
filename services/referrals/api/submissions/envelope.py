"""Who sends it and under which id: what must be known before anything else is read."""

import re
from typing import Final

from services.referrals.api.submissions.body import MOST_CHILDREN
from services.referrals.api.submissions.lenient_json import Json, JsonObject, write_json
from services.referrals.domain.submissions.refusals import (
    AgencyNotNamed,
    AgencyNotYours,
    CredentialWithoutAgency,
    MessageIdMissing,
    SaysNothing,
    TooManyChildren,
)
from shared.identity import Role
from shared.web import Said

LONGEST_ID: Final = 200
_AGENCY: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_PLAIN_ID: Final = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._:/#-]{0,99}")
_ENVELOPE: Final = frozenset(
    {"schema", "message_id", "agency", "source", "referrer", "consent", "reason_without_consent"}
)
_NOTHING: Final[tuple[Json, ...]] = (None, "", [], {})


def checked_document(said: Json) -> JsonObject:
    """The object. Raises SaysNothing or TooManyChildren."""
    if not isinstance(said, dict):
        raise SaysNothing("body")
    told = {name for name, value in said.items() if value not in _NOTHING}
    if not told - _ENVELOPE:
        raise SaysNothing("children")
    children = said.get("children")
    if isinstance(children, list) and len(children) > MOST_CHILDREN:
        raise TooManyChildren("children", most=MOST_CHILDREN)
    return said


def message_id_of(said: JsonObject) -> str:
    """The agency's own id, a number or a text. Raises MessageIdMissing."""
    given = said.get("message_id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if not isinstance(given, str) or not 1 <= len(given.strip()) <= LONGEST_ID:
        raise MessageIdMissing("message_id")
    return given.strip()


def name_of_message(message_id: str) -> str:
    """The id in ASCII, whatever is in it: what the command's own id is made from."""
    return write_json(message_id)


def shown_message_id(message_id: str) -> str | None:
    """The id where it looks like one: what looks like a name is kept, but not shown in lists."""
    return message_id if _PLAIN_ID.fullmatch(message_id) else None


def agency_of(said: JsonObject, who: Said) -> str:
    """The agency that sends it: the credential's, or the one that an officer names.

    Raises CredentialWithoutAgency, AgencyNotYours or AgencyNotNamed.
    """
    named = said.get("agency")
    if who.role is not Role.PARTNER_AGENCY:
        if not isinstance(named, str) or not _AGENCY.fullmatch(named):
            raise AgencyNotNamed("agency")
        return named
    if who.agency is None:
        raise CredentialWithoutAgency
    if named not in _NOTHING and named != who.agency:
        raise AgencyNotYours
    return who.agency
