"""How a command reaches the services, and the words for what keeps it from doing so."""

from collections.abc import Mapping
from typing import Final

from services.command_line.api import Api, Unreachable
from services.command_line.catching_up import NotCaughtUp, Unexpected
from services.command_line.home import Home, NotRunning
from services.command_line.replay_lines import LineUnreadable, NameNotSaved
from services.command_line.replaying import Stopped
from services.command_line.seeding import AnotherCounty
from services.command_line.tokens import LocalTokens, NoKey

FAILURES: Final = (
    AnotherCounty,
    LineUnreadable,
    NameNotSaved,
    NoKey,
    NotCaughtUp,
    NotRunning,
    Stopped,
    Unexpected,
    Unreachable,
)


def api(home: Home, given: Mapping[str, str | None]) -> Api:
    """The services at the addresses given, else where `candour up` of this home runs them.

    Raises NotRunning where neither says it.
    """
    addresses = {
        service: (address or home.address_of(service)).rstrip("/")
        for service, address in given.items()
    }
    return Api(addresses=addresses, tokens=LocalTokens(home=home))


def in_words(failure: BaseException) -> str:
    """One sentence for whoever typed the command."""
    match failure:
        case NotRunning():
            return f"nobody has said where {failure} is: candour up, or --{failure} URL"
        case Unreachable():
            return f"{failure} does not answer"
        case NoKey():
            return f"no key at {failure}: candour up once, or set CANDOUR_TOKEN"
        case NameNotSaved():
            return f"no earlier line has saved {failure}"
        case AnotherCounty():
            return f"the county demo is there already: {failure}"
        case Stopped():
            return f"stopped at {failure}"
        case _:
            return str(failure)
