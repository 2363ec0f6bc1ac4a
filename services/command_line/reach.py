"""How a command reaches the services, and the words for what keeps it from doing so."""

from collections.abc import Iterable, Mapping
from typing import Final

import httpx

from services.command_line.api import AddressUnusable, Api, NotRunning, Unreachable
from services.command_line.asking import Misasked
from services.command_line.catching_up import NotCaughtUp, Unexpected
from services.command_line.home import Home, HomeUnusable
from services.command_line.replay_lines import LineUnreadable
from services.command_line.replaying import Stopped
from services.command_line.seeding import AnotherCounty
from services.command_line.tokens import LocalTokens, NoKey, NotGrantable, TokenUnusable
from services.command_line.which_services import PORT_OFFSETS
from shared.identity import KeyFileUnsafe


class NotAPlace(ValueError):
    """What was given with --at names no service of ours, or no address."""


WRONG_USES: Final = (AddressUnusable, Misasked, NotAPlace, NotGrantable)
FAILURES: Final = (
    AnotherCounty,
    HomeUnusable,
    KeyFileUnsafe,
    LineUnreadable,
    NoKey,
    NotCaughtUp,
    NotRunning,
    Stopped,
    TokenUnusable,
    Unexpected,
    Unreachable,
)

SENTENCES: Final[Mapping[type[BaseException], str]] = {
    NotRunning: "{0} is not running from this home: candour up, --home, or --at {0}=URL",
    Unreachable: "{} does not answer; is candour up running?",
    AddressUnusable: "{} is no address of a service, such as http://127.0.0.1:8001",
    NoKey: "no key at {}: candour up once, or set CANDOUR_TOKEN",
    AnotherCounty: "the county demo is there already, of other measures: candour seed {}",
    NotAPlace: "{} is not SERVICE=URL, such as complaints=http://127.0.0.1:8001",
    Stopped: "stopped at {}",
}


def api(home: Home, given: Mapping[str, str]) -> Api:
    """The services at the addresses given, else where `candour up` of this home runs them.

    Raises AddressUnusable or HomeUnusable.
    """
    known = {**home.known_addresses(), **given}
    roots = {service: _root(address) for service, address in known.items()}
    return Api(addresses=roots, tokens=LocalTokens(home=home))


def addresses(places: Iterable[str]) -> Mapping[str, str]:
    """The addresses by service, of `SERVICE=URL`. Raises NotAPlace."""
    found = {}
    for place in places:
        service, _, address = place.partition("=")
        if service not in PORT_OFFSETS or not address:
            raise NotAPlace(place)
        found[service] = address
    return found


def _root(address: str) -> str:
    """The address without a slash at its end. Raises AddressUnusable."""
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as wrong:
        raise AddressUnusable(address) from wrong
    if url.scheme not in {"http", "https"} or not url.host or url.query or url.fragment:
        raise AddressUnusable(address)
    return address.rstrip("/")


def in_words(failure: BaseException) -> str:
    """One sentence for whoever typed the command."""
    sentence = SENTENCES.get(type(failure), "{}")
    return sentence.format(failure)
