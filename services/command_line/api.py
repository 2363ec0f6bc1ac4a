"""The services' public HTTP APIs, as a person of one role in one authority reaches them."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Protocol, Self

import httpx

SECONDS_TO_KEEP_TRYING: Final = 30.0
SECONDS_BETWEEN_TRIES: Final = 0.2
LONGEST_ANSWER_SECONDS: Final = 60.0
LONGEST_SAID: Final = 200
TOO_BUSY: Final = frozenset({429, 503})


class NotRunning(Exception):
    """No `candour up` has said where the service is, and no address was given."""


class AddressUnusable(Exception):
    """What stands for a service's address, or for a path there, makes no URL."""


class Unreachable(Exception):
    """A service did not answer for half a minute."""


class Tokens(Protocol):
    """Whoever can say, in a token, that the bearer has a role in an authority."""

    def bearer(self, *, role: str, authority: str, agency: str | None = None) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A service's answer; `code` is the public code of a refusal, None where there is none."""

    status: int
    text: str
    headers: Mapping[str, str]

    @property
    def is_good(self) -> bool:
        return 200 <= self.status < 300  # noqa: PLR2004 — the class of success

    def document(self) -> object:
        """The JSON of the answer. Raises ValueError where it is none."""
        return json.loads(self.text)

    @property
    def problem(self) -> Mapping[str, object]:
        """The RFC 9457 problem; empty where the answer is none."""
        if self.is_good:
            return {}
        try:
            said = self.document()
        except ValueError:
            return {}
        return said if isinstance(said, dict) else {}

    @property
    def code(self) -> str | None:
        code = self.problem.get("code")
        return code if isinstance(code, str) else None

    def why(self) -> str:
        """A refusal in one line: status, code, sentence, and the fields it is about."""
        problem = self.problem
        words = [str(self.status), self.code or "no code"]
        words += [str(problem[name]) for name in ("detail", "title") if problem.get(name)][:1]
        fields = [str(problem["field"])] if problem.get("field") else []
        errors = problem.get("errors")
        fields += [
            f"{error.get('field')} ({error.get('code')})"
            for error in (errors if isinstance(errors, list) else [])
            if isinstance(error, dict)
        ]
        return " · ".join([*words, *fields])


@dataclass(slots=True, kw_only=True)
class Api:
    """Sends requests, each as some role. A broken connection or a full queue is tried again:
    every command carries its key, so that nothing happens twice.
    """

    addresses: Mapping[str, str]
    tokens: Tokens
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(timeout=LONGEST_ANSWER_SECONDS, trust_env=False)
    )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _at: TracebackType | None,
    ) -> None:
        self.client.close()

    def send(
        self,
        *,
        service: str,
        role: str,
        authority: str,
        agency: str | None = None,
        method: str,
        path: str,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        query: Mapping[str, str] | None = None,
    ) -> Answer:
        """The service's answer, refusals included.

        Raises NotRunning, Unreachable, or AddressUnusable.
        """
        if service not in self.addresses:
            raise NotRunning(service)
        bearer = self.tokens.bearer(role=role, authority=authority, agency=agency)
        said = {
            "Authorization": f"Bearer {bearer}",
            "Candour-Authority": authority,
            **(headers or {}),
        }
        url = f"{self.addresses[service]}{path}"
        try:
            asked = self.client.build_request(method, url, json=body, params=query, headers=said)
        except httpx.InvalidURL as wrong:
            raise AddressUnusable(url[:LONGEST_SAID]) from wrong
        repeatable = method == "GET" or "Idempotency-Key" in asked.headers
        deadline = time.monotonic() + (SECONDS_TO_KEEP_TRYING if repeatable else 0.0)
        while True:
            answer = self._try(asked)
            if answer is not None and answer.status not in TOO_BUSY:
                return answer
            if time.monotonic() > deadline:
                if answer is None:
                    raise Unreachable(service)
                return answer
            time.sleep(SECONDS_BETWEEN_TRIES)

    def _try(self, asked: httpx.Request) -> Answer | None:
        try:
            got = self.client.send(asked)
        except httpx.RequestError:
            return None
        return Answer(status=got.status_code, text=got.text, headers=got.headers)
