"""How a command reaches the services, and the words for what keeps it from doing so."""

from collections.abc import Mapping
from typing import Final

from services.command_line.api import Api, NotRunning, Unreachable
from services.command_line.catching_up import NotCaughtUp, Unexpected
from services.command_line.home import Home
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

SENTENCES: Final[Mapping[type[BaseException], str]] = {
    NotRunning: "nobody has said where {0} is: candour up, or --{0} URL",
    Unreachable: "{} does not answer",
    NoKey: "no key at {}: candour up once, or set CANDOUR_TOKEN",
    NameNotSaved: "no earlier line has saved {}",
    AnotherCounty: "the county demo is there already: {}",
    Stopped: "stopped at {}",
}


def api(home: Home, given: Mapping[str, str | None]) -> Api:
    """The services at the addresses given, else where `candour up` of this home runs them."""
    known = {**home.known_addresses(), **{name: url for name, url in given.items() if url}}
    addresses = {service: address.rstrip("/") for service, address in known.items()}
    return Api(addresses=addresses, tokens=LocalTokens(home=home))


def in_words(failure: BaseException) -> str:
    """One sentence for whoever typed the command."""
    sentence = SENTENCES.get(type(failure), "{}")
    return sentence.format(failure)
