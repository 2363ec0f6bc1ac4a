"""A page of `docs/` that tells requests and their answers, read so that a test can live it.

The blocks of the page, in order:

- ```` ```http ```` beginning with a method: a request. `As: <role>, team <code>, worker <code>,
  agency <code>` (what follows the role is optional) stands for a bearer token; other headers are
  sent as they are; after a blank line comes the body.
- ```` ```http ```` beginning with `HTTP/1.1`: the answer to it. What it shows is in the real one:
  status, the headers shown, and of an object each member shown. A list is shown whole; with "…"
  as an element, what is shown is found in that order, and others are left out.
- ```` ```sh ```` followed by ```` ```text ````: commands, and lines that the last one prints, in
  that order.

`{name}` in an answer is saved where it is met first, and stands for what was saved ever after.
`…` in a text stands for any text, and `"…"` alone for any value.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ANYTHING: Final = "…"
FENCE: Final = re.compile(r"^```(http|sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAME: Final = re.compile(r"\{([a-z_]+)\}")
STATUS: Final = re.compile(r"HTTP/1\.1 (\d{3})")
GRANTED: Final = ("team", "worker", "agency")

Saved = dict[str, str]


class NotAsTold(AssertionError):
    """The real answer does not hold what the page shows; says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`granted` is what the token says: a role, and a team, worker or agency where told."""

    line: int
    method: str
    address: str
    granted: Mapping[str, str]
    headers: Mapping[str, str]
    body: object

    def filled(self, saved: Saved) -> "Request":
        """With the saved names put in. Raises KeyError for one that no answer gave."""
        return Request(
            line=self.line,
            method=self.method,
            address=_put_in(self.address, saved),
            granted=self.granted,
            headers={name: _put_in(value, saved) for name, value in self.headers.items()},
            body=json.loads(_put_in(json.dumps(self.body), saved)),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: object


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request and the answer that is shown."""

    request: Request
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Commanded:
    """Commands, one a line, and the lines that the last of them prints."""

    line: int
    commands: Sequence[str]
    printed: Sequence[str]


Step = Asked | Commanded


def steps_of(page: Path) -> Iterator[Step]:
    """The page's steps. Raises ValueError where a block has no partner."""
    text = page.read_text(encoding="utf-8")
    blocks = [(_line(text, found), found[1], found[2]) for found in FENCE.finditer(text)]
    if len(blocks) % 2:
        raise ValueError(f"{page.name}: {len(blocks)} blocks, so that one has no partner")
    for (line, kind, told), (_, other, shown) in zip(blocks[::2], blocks[1::2], strict=True):
        match kind, other:
            case "http", "http":
                yield Asked(request=_request(line, told), answer=_answer(line, shown))
            case "sh", "text":
                yield Commanded(
                    line=line,
                    commands=told.strip().splitlines(),
                    printed=shown.strip().splitlines(),
                )
            case _:
                raise ValueError(f"line {line}: {kind} is followed by {other}")


def hold(shown: object, real: object, saved: Saved, where: str = "") -> None:
    """Raises NotAsTold unless the real value holds what is shown; saves the names it meets."""
    match shown, real:
        case (str(), _) if shown == ANYTHING:
            return
        case dict(), dict():
            for name, value in shown.items():
                if name not in real:
                    raise NotAsTold(f"{where}/{name}: not there")
                hold(value, real[name], saved, f"{where}/{name}")
        case list(), list():
            _hold_list(shown, real, saved, where)
        case str(), str():
            _hold_text(shown, real, saved, where)
        case _:
            if shown != real or isinstance(shown, bool) != isinstance(real, bool):
                raise NotAsTold(f"{where}: {real!r}, and not {shown!r}")


def hold_lines(shown: Sequence[str], real: Sequence[str]) -> None:
    """Raises NotAsTold unless each line shown is printed, in that order."""
    rest = iter(real)
    for wanted in shown:
        if not any(line.rstrip() == wanted for line in rest):
            raise NotAsTold(f"not printed, or not in that order: {wanted!r}")


def _hold_list(shown: list[object], real: list[object], saved: Saved, where: str) -> None:
    if ANYTHING not in shown and len(shown) != len(real):
        raise NotAsTold(f"{where}: {len(real)} elements, and not {len(shown)}")
    rest = enumerate(real)
    for wanted in (one for one in shown if one != ANYTHING):
        if not any(_holds(wanted, value, saved, f"{where}/{index}") for index, value in rest):
            raise NotAsTold(f"{where}: nothing there, or not in that order, like {wanted!r}")


def _holds(shown: object, real: object, saved: Saved, where: str) -> bool:
    trial = dict(saved)
    try:
        hold(shown, real, trial, where)
    except NotAsTold:
        return False
    saved.update(trial)
    return True


def _hold_text(shown: str, real: str, saved: Saved, where: str) -> None:
    pattern = ""
    names: list[str] = []
    for part in re.split(r"(\{[a-z_]+\}|…)", shown):
        found = NAME.fullmatch(part)
        if found and found[1] not in (*saved, *names):
            names.append(found[1])
            pattern += f"(?P<{found[1]}>.+)"
        elif found and found[1] in names:
            pattern += f"(?P={found[1]})"
        else:
            pattern += ".*" if part == ANYTHING else re.escape(_put_in(part, saved))
    match = re.fullmatch(pattern, real, re.DOTALL)
    if match is None:
        raise NotAsTold(f"{where}: {real!r}, and not {shown!r}")
    saved.update(match.groupdict())


def _put_in(text: str, saved: Saved) -> str:
    return NAME.sub(lambda found: saved[found[1]], text)


def _request(line: int, told: str) -> Request:
    first, headers, body = _parts(told)
    method, address = first.split()
    role, *more = headers.pop("As").split(", ")
    granted = {"role": role}
    for each in more:
        kind, code = each.split()
        if kind not in GRANTED:
            raise ValueError(f"line {line}: nobody is granted a {kind}")
        granted[kind] = code
    return Request(
        line=line, method=method, address=address, granted=granted, headers=headers, body=body
    )


def _answer(line: int, shown: str) -> Answer:
    first, headers, body = _parts(shown)
    status = STATUS.match(first)
    if status is None:
        raise ValueError(f"line {line}: its request is not followed by an answer")
    return Answer(status=int(status[1]), headers=headers, body=body)


def _parts(block: str) -> tuple[str, dict[str, str], object]:
    head, _, body = block.partition("\n\n")
    first, *rest = head.strip().splitlines()
    headers = dict(line.split(": ", 1) for line in rest)
    return first, headers, json.loads(body) if body.strip() else None


def _line(text: str, found: re.Match[str]) -> int:
    return text.count("\n", 0, found.start()) + 1
