"""Why someone is turned away before any rule of a procedure is asked."""

from typing import ClassVar

from shared.event_sourcing import Refusal


class NotSignedIn(Refusal):
    """Facts: `reason`, one of no-token, malformed, expired, not-valid, unknown-key, no-grants."""

    code: ClassVar[str] = "not-signed-in"
    because: ClassVar[str] = "The request carries no token that this service accepts."
    status: ClassVar[int] = 401


class RoleMayNot(Refusal):
    """Facts: `action`."""

    code: ClassVar[str] = "role-may-not"
    because: ClassVar[str] = "None of your roles in this authority may do this."
    status: ClassVar[int] = 403


class AuthorityNotYours(Refusal):
    code: ClassVar[str] = "authority-not-yours"
    because: ClassVar[str] = "Your token grants nothing in that authority."
    status: ClassVar[int] = 403
    field: str | None = "Candour-Authority"


class AuthorityNotNamed(Refusal):
    """A token covers several authorities, and the request does not say which it is about."""

    code: ClassVar[str] = "authority-not-named"
    because: ClassVar[str] = (
        "Your token covers several authorities: name one in the header Candour-Authority."
    )
    status: ClassVar[int] = 422
    field: str | None = "Candour-Authority"


class SignInUnavailable(Refusal):
    """The issuer's keys cannot be had at the moment. Facts: `retry_after_seconds`."""

    code: ClassVar[str] = "sign-in-unavailable"
    because: ClassVar[str] = "Tokens cannot be checked at the moment; try again shortly."
    status: ClassVar[int] = 503
