"""Tokens of answers: everything an answer depended on, so that it can be given again, exactly.

The question itself is asked again with the token; the token fixes how far each source had been
read, what was parked, which entries there were, what day it was, and the definitions' versions.
"""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Self
from uuid import UUID

import orjson

from services.projections.application.questions import LogPoint, Standpoint

FORM: Final = 1
LONGEST: Final = 20_000


class TokenInvalid(ValueError):
    """The text is no token of ours."""


class TokenSuperseded(Exception):
    """What the token stands for is no longer there: a parked case was retried since, or a
    definition was replaced.
    """


class TokenOfAnotherLog(Exception):
    """The token speaks of another log, or of positions that this service has not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A standpoint with the versions of the definitions that were used, and the known-on day."""

    standpoint: Standpoint
    definitions: Mapping[str, int]
    known_on: date | None

    def text(self) -> str:
        """URL-safe, without padding."""
        point = self.standpoint
        document = {
            "v": FORM,
            "sources": {
                name: [str(at.log_id), at.position] for name, at in sorted(point.sources.items())
            },
            "known_on": self.known_on,
            "parked": sorted(str(case) for case in point.parked),
            "released": point.released,
            "entries": point.entries,
            "today": point.today,
            "definitions": dict(sorted(self.definitions.items())),
        }
        return base64.urlsafe_b64encode(orjson.dumps(document)).rstrip(b"=").decode()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises TokenInvalid."""
        if len(text) > LONGEST:
            raise TokenInvalid("too long")
        try:
            padded = text.encode("ascii") + b"=" * (-len(text) % 4)
            return cls._of(orjson.loads(base64.b64decode(padded, altchars=b"-_", validate=True)))
        except (
            binascii.Error,
            UnicodeEncodeError,
            TypeError,
            KeyError,
            ValueError,
            AttributeError,
        ):
            raise TokenInvalid("no token of ours") from None

    @classmethod
    def _of(cls, told: Mapping[str, object]) -> Self:
        match told:
            case {
                "v": int(form),
                "sources": dict(sources),
                "known_on": known_on,
                "parked": list(parked),
                "released": int(released),
                "entries": int(entries),
                "today": str(today),
                "definitions": dict(definitions),
            } if form == FORM:
                return cls(
                    standpoint=Standpoint(
                        sources={str(name): _point(at) for name, at in sources.items()},
                        parked=frozenset(UUID(case) for case in parked),
                        released=released,
                        entries=entries,
                        today=date.fromisoformat(today),
                    ),
                    definitions={str(name): int(version) for name, version in definitions.items()},
                    known_on=date.fromisoformat(known_on) if isinstance(known_on, str) else None,
                )
            case _:
                raise TokenInvalid("another form")


def _point(at: object) -> LogPoint:
    match at:
        case [str(log_id), int(position)] if 0 <= position < 2**63:
            return LogPoint(log_id=UUID(log_id), position=position)
        case _:
            raise TokenInvalid("no place in a log")


def check(token: Token, now: Standpoint, definitions: Mapping[str, int]) -> None:
    """TokenSuperseded or TokenOfAnotherLog where the answer cannot be given again."""
    for name, at in token.standpoint.sources.items():
        known = now.sources.get(name)
        if known is None or known.log_id != at.log_id or known.position < at.position:
            raise TokenOfAnotherLog(name)
    if token.standpoint.entries > now.entries:
        raise TokenOfAnotherLog("entries")
    if any(token.definitions.get(code) != version for code, version in definitions.items()):
        raise TokenSuperseded("definitions")
