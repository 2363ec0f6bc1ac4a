"""Clients that tell services a replay over HTTP, and never give a command up.

What was not answered, or answered with "later", is asked again under the same key, as a good client
does; now and then one that was answered is asked again too, as a forgetful client does.
"""

import base64
import json
import random
import re
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import httpx

from services.command_line import json_pointer
from services.command_line.replay_lines import Line, filled_body, filled_path, names_in, read
from services.command_line.side_by_side import each
from services.command_line.tokens import LocalTokens
from tests.faults.diary import Diary, Entry, Told

REPLAYS: Final = Path(__file__).parents[2] / "deploy" / "replays"
SECONDS_TO_BE_ANSWERED: Final = 240.0
SECONDS_BETWEEN_TRIES: Final = 0.1
SECONDS_FOR_AN_ANSWER: Final = 10.0
ASKED_AGAIN: Final = 0.05
LATER: Final = frozenset({429, 500, 502, 503, 504})
"""A 500 that is no problem of ours is the web server's, which was stopped in the middle of it."""
DEFECT: Final = 500
VERSION: Final = re.compile(r'"(\d+)"')


def replay(name: str) -> tuple[Line, ...]:
    """The lines of a replay of ours, such as `complaints-2022-23`."""
    with (REPLAYS / f"{name}.jsonl").open(encoding="utf-8") as rows:
        return tuple(read(rows))


def every(lines: Iterable[Line], nth: int, *, always: str) -> tuple[Line, ...]:
    """A part of a replay: every `nth` case, from its first line to its last.

    Cases whose names begin with `always` are all taken: others stand on them.
    """
    order: dict[str, int] = {}
    kept = []
    for line in lines:
        names = names_in(line) | set(line.save)
        own = [name for name in sorted(names) if not name.startswith(always)]
        for name in own:
            order.setdefault(name, len(order))
        if all(order[name] % nth == 0 for name in own):
            kept.append(line)
    return tuple(kept)


def told_to(lines: Iterable[Line], authority: str) -> tuple[Line, ...]:
    """The same lines for another authority, where nothing is known of them yet."""
    return tuple(replace(line, authority=authority) for line in lines)


@dataclass(slots=True, kw_only=True)
class Clients:
    """Eight clients and their diary. `addresses` may be changed while they are at it.

    With `simulated_time` each command is told at the instant that its line names.
    """

    addresses: Mapping[str, str]
    tokens: LocalTokens
    diary: Diary
    simulated_time: bool = True
    saved: dict[str, str] = field(default_factory=dict)
    failed: list[BaseException] = field(default_factory=list)
    http: httpx.Client = field(
        default_factory=lambda: httpx.Client(timeout=SECONDS_FOR_AN_ANSWER, trust_env=False)
    )
    dice: random.Random = field(default_factory=lambda: random.Random(1))
    pause: threading.Event = field(default_factory=threading.Event)

    def tell(self, lines: Sequence[Line]) -> None:
        """Each line until it is answered. Raises at the first that cannot be told."""
        each(lines, self.tell_one)

    def telling(self, lines: Sequence[Line]) -> threading.Thread:
        """The same beside the caller; what failed is in `failed`."""

        def run() -> None:
            try:
                self.tell(lines)
            except BaseException as fault:  # noqa: BLE001 - raised again by `finish`
                self.failed.append(fault)

        thread = threading.Thread(target=run, name="clients")
        thread.start()
        return thread

    def finish(self, thread: threading.Thread) -> None:
        """Wait for the end of what `telling` began; raises what it failed with."""
        thread.join()
        self.http.close()
        if self.failed:
            raise self.failed[0]

    def tell_one(self, line: Line) -> None:
        path, body = filled_path(line.path, self.saved), filled_body(line.body, self.saved)
        bearer = self.tokens.bearer(role=line.role, authority=line.authority, agency=line.agency)
        headers = {
            "Authorization": f"Bearer {bearer}",
            "Candour-Authority": line.authority,
            "Idempotency-Key": line.key,
        }
        if self.simulated_time:
            headers["Candour-Time"] = line.at
        again = self.dice.random() < ASKED_AGAIN
        for _ in range(2 if again else 1):
            entry = self.diary.asked(line.service, line.authority, _caller(bearer), line.key)
            answer = self._answered(entry, line, path, body, headers)
            self.diary.told(entry, _told(answer))
            if answer.is_success:
                document = answer.json()
                for name, pointer in line.save.items():
                    self.saved[name] = str(json_pointer.find(document, pointer))

    def _answered(
        self, entry: Entry, line: Line, path: str, body: object, headers: Mapping[str, str]
    ) -> httpx.Response:
        deadline = time.monotonic() + SECONDS_TO_BE_ANSWERED
        last: object = None
        while time.monotonic() < deadline:
            url = f"{self.addresses[line.service]}{path}"
            try:
                answer = self.http.request(line.method, url, json=body, headers=headers)
            except httpx.TransportError as lost:
                last = lost
            else:
                code = _code(answer)
                assert answer.status_code != DEFECT or code is None, f"{line.key}: {answer.text}"
                if answer.status_code not in LATER:
                    return answer
                last = answer.status_code, _code(answer)
            self.diary.unknown(entry)
            self.pause.wait(SECONDS_BETWEEN_TRIES)
        raise AssertionError(f"{line.key} was never answered: {last!r}")


def _told(answer: httpx.Response) -> Told:
    found = VERSION.fullmatch(answer.headers.get("ETag", ""))
    document: Any = answer.json() if answer.content else {}
    reference = document.get("reference") if isinstance(document, dict) else None
    return Told(
        status=answer.status_code,
        code=None if answer.is_success else _code(answer) or "no-code",
        reference=reference,
        version=int(found[1]) if found else None,
    )


def _code(answer: httpx.Response) -> str | None:
    try:
        code = answer.json().get("code")
    except (ValueError, AttributeError):
        return None
    return code if isinstance(code, str) else None


def _caller(bearer: str) -> str:
    """The subject of a token, read as anybody may read it."""
    part = bearer.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return str(claims["sub"])
