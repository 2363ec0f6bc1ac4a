"""Why a generation that was being built is not switched to: loud, and nothing live was touched."""

from typing import Final

POISONED: Final = "poison-only-on-rebuild"
INCOMPLETE: Final = "case-incomplete"
DIFFERS: Final = "counts-differ"
NOTHING_KEPT: Final = "no-former-generation"


class RebuildFailed(Exception):
    """`code` is public; `source` and `position` name the message at fault, where one is."""

    code = "rebuild-failed"

    def __init__(self, source: str | None = None, position: int | None = None) -> None:
        super().__init__(self.code, source, position)
        self.source = source
        self.position = position


class PoisonedRebuild(RebuildFailed):
    """A message that was applied when it came cannot be applied now; `why` is the code of it."""

    code = POISONED

    def __init__(self, source: str, position: int, why: str) -> None:
        super().__init__(source, position)
        self.why = why


class IncompleteCase(RebuildFailed):
    """The messages that were kept do not reach the version up to which the case was applied."""

    code = INCOMPLETE


class CountsDiffer(RebuildFailed):
    """The new generation lacks a message or a case, or has one too many."""

    code = DIFFERS


class NothingKept(RebuildFailed):
    """What was to be gone back to had been dropped by the time somebody could."""

    code = NOTHING_KEPT
