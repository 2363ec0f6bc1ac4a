"""Signing in with a browser: a token, kept in a cookie that no script and no other site can use.

In a development set-up on this machine a button gives the token of a reporting analyst of the
demonstration county, whose cases are invented. Production never offers it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import ClassVar, Final, cast
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from services.projections.api.browsers import COOKIE
from services.projections.pages import rendering
from services.projections.pages.choosing import Fault
from shared.clock import Clock
from shared.event_sourcing import Refusal
from shared.identity import NotSignedIn, Role, Tokens, mint

router = APIRouter(include_in_schema=False)

PUBLIC: Final = ("/sign-in", "/sign-out")
DEMONSTRATION: Final = "demo"
FIRST_PAGE: Final = "/overview"
LONGEST_COOKIE: Final = 3_900
"""Browsers drop a cookie of more than 4,096 bytes with its name and its attributes."""

LOCAL_ADDRESS: Final = re.compile(r"/(?![/\\])[!-~]{0,2000}")
NOT_ACCEPTED: Final = "Enter a token that has not expired: this one is not accepted"
TOO_LONG: Final = "Enter a token with fewer grants: this one is too long for a browser to keep"


class FormFromElsewhere(Refusal):
    code: ClassVar[str] = "form-from-elsewhere"
    because: ClassVar[str] = "The form was not sent from a page of this service."
    status: ClassVar[int] = 403


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How one signs in here. `local_key` is there only in development, on this machine alone."""

    tokens: Tokens
    clock: Clock
    local_key: bytes | None
    over_https: bool

    def demonstration_key(self, request: Request) -> bytes | None:
        """The local key, for a browser that asks for this machine by a name of its own.

        A name that somebody else's name server points here is none of them.
        """
        return self.local_key if is_this_machine(request.url.hostname) else None


def is_this_machine(host: str | None) -> bool:
    """True for `localhost` and the loopback addresses."""
    try:
        return host == "localhost" or (host is not None and ip_address(host).is_loopback)
    except ValueError:
        return False


@router.get("/sign-in")
async def sign_in_page(request: Request) -> Response:
    return _form(request, following=_local(request.query_params.get("next")))


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """A cookie for as long as the token holds. Raises FormFromElsewhere, SignInUnavailable."""
    check_own_form(request)
    form = await _fields(request)
    following = _local(form.get("next"))
    door = _door(request)
    token = form.get("token", "").strip()
    key = door.demonstration_key(request)
    if form.get("as") == "demonstration" and key is not None:
        role = Role.REPORTING_ANALYST
        token = mint(role=role, authority=DEMONSTRATION, key=key, now=door.clock.now())
    try:
        _, expires = await door.tokens.verify(token)
    except NotSignedIn:
        return _form(request, following=following, fault=NOT_ACCEPTED)
    if len(token) > LONGEST_COOKIE:
        return _form(request, following=following, fault=TOO_LONG)
    response = RedirectResponse(following, 303)
    response.set_cookie(
        COOKIE,
        token,
        max_age=max(0, int(expires - door.clock.now().timestamp())),
        secure=door.over_https,
        httponly=True,
        samesite="strict",
    )
    return response


@router.post("/sign-out")
async def sign_out(request: Request) -> Response:
    """Raises FormFromElsewhere."""
    check_own_form(request)
    response = RedirectResponse("/sign-in", 303)
    response.delete_cookie(
        COOKIE, secure=_door(request).over_https, httponly=True, samesite="strict"
    )
    return response


def check_own_form(request: Request) -> None:
    """Browsers say where a form comes from: `Sec-Fetch-Site`, older ones `Origin`.

    Without this, another site could sign somebody in as somebody else.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        own = site == "same-origin"
    else:
        origin = request.headers.get("origin")
        own = origin is not None and urlsplit(origin).netloc == request.headers.get("host")
    if not own:
        raise FormFromElsewhere


def _form(request: Request, *, following: str, fault: str | None = None) -> Response:
    shown = rendering.html(
        "sign_in.html",
        development=_door(request).demonstration_key(request) is not None,
        following=following,
        found=(Fault(field="token", said=fault),) if fault else (),
    )
    return HTMLResponse(shown, 422 if fault else 200, headers=dict(rendering.HEADERS))


async def _fields(request: Request) -> Mapping[str, str]:
    """The fields of a form; what is no form has none."""
    text = (await request.body()).decode("utf-8", "replace")
    return {name: said[0] for name, said in parse_qs(text, max_num_fields=10).items()}


def _local(address: str | None) -> str:
    """Where to go afterwards: an address of this service, never another's."""
    return address if address and LOCAL_ADDRESS.fullmatch(address) else FIRST_PAGE


def _door(request: Request) -> Door:
    """The door that `main` set."""
    return cast("Door", request.app.state.door)
