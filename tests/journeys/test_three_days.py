"""`docs/three-days.md`, lived: each request is sent, each answer holds what the page shows.

What services tell each other, and projections read, arrives a little later: a question is asked
again until the answer is as shown.
"""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Final, assert_never

import httpx
import pytest

from services.command_line.tokens import mint_for
from services.command_line.which_services import PORT_OFFSETS
from tests.journeys.installation import Installation, eventually, temporary_home
from tests.journeys.told_day import (
    Answer,
    Asked,
    Commanded,
    NotAsTold,
    Request,
    Saved,
    hold,
    hold_lines,
    steps_of,
)

pytestmark = pytest.mark.slow

PAGE: Final = Path(__file__).parents[2] / "docs" / "three-days.md"
FIRST_PORT: Final = 8001
SECONDS_TO_COME: Final = 30.0
AUTHORITY: Final = "scratch"
ADDRESS: Final = re.compile(r"http://127\.0\.0\.1:(80[0-9]{2})(/.*)")


@pytest.fixture(scope="module")
def place() -> Iterator[Installation]:
    with temporary_home() as path:
        place = Installation(path=path)
        place.start("--no-seed")
        try:
            yield place
            assert place.interrupt() == 0
        finally:
            if place.supervisor is not None:
                place.kill()
            assert eventually(lambda: not place.running()), place.running()


def test_each_request_is_answered_as_the_page_shows(place: Installation) -> None:
    saved: Saved = {}
    reached = set()
    for step in steps_of(PAGE):
        match step:
            case Asked():
                reached.add(_ask(place, step, saved))
            case Commanded():
                _command(place, step)
            case _:
                assert_never(step)
    assert reached == set(PORT_OFFSETS)


def _ask(place: Installation, asked: Asked, saved: Saved) -> str:
    """A command is sent once; a question again, until what it asks about has come there.

    Answers the service that was asked.
    """
    request = asked.request.filled(saved)
    why: list[str] = []

    def is_as_told() -> bool:
        real = _sent(place, request)
        try:
            _compare(asked.answer, real, saved)
        except NotAsTold as other:
            why.append(f"{other}\n{real.status_code} {real.text[:2000]}")
            return False
        return True

    told = is_as_told() if request.method == "POST" else eventually(is_as_told, SECONDS_TO_COME)
    assert told, f"{PAGE.name}, line {request.line}: {why[-1]}"
    return _service_and_rest(request.address)[0]


def _sent(place: Installation, request: Request) -> httpx.Response:
    service, rest = _service_and_rest(request.address)
    granted = request.granted
    bearer = mint_for(
        place.home,
        authority=AUTHORITY,
        role=granted["role"],
        team=granted.get("team"),
        worker=granted.get("worker"),
        agency=granted.get("agency"),
    )
    return httpx.request(
        request.method,
        f"{place.address(service)}{rest}",
        json=request.body,
        headers={"Authorization": f"Bearer {bearer}", **request.headers},
        timeout=60,
        trust_env=False,
    )


def _service_and_rest(address: str) -> tuple[str, str]:
    """Whose port of `make run` it is, and the path with its query."""
    found = ADDRESS.fullmatch(address)
    assert found is not None, address
    offsets = {offset: service for service, offset in PORT_OFFSETS.items()}
    return offsets[int(found[1]) - FIRST_PORT], found[2]


def _compare(shown: Answer, real: httpx.Response, saved: Saved) -> None:
    """Raises NotAsTold; what is shown by name is saved only where all is as told."""
    trial = dict(saved)
    hold(shown.status, real.status_code, trial, "status")
    for name, value in shown.headers.items():
        hold(value, real.headers.get(name), trial, name)
    if shown.body is not None:
        hold(shown.body, real.json(), trial)
    saved.update(trial)


def _command(place: Installation, commanded: Commanded) -> None:
    printed = ""
    for command in commanded.commands:
        program, *arguments = shlex.split(command)
        assert program == "candour", command
        printed = place.candour(*arguments)
    hold_lines(commanded.printed, printed.splitlines())


@pytest.mark.parametrize(
    ("shown", "real"),
    [
        ({"a": 1}, {"b": 1}),
        ({"a": 1}, {"a": True}),
        ({"a": None}, {"a": "x"}),
        ([{"a": 1}], [{"a": 1}, {"a": 2}]),
        (["…", 2, 1], [1, 2, 3]),
        ("C-{name}", "D-1"),
        ({"a": "{name}", "b": "{name}"}, {"a": "1", "b": "2"}),
    ],
)
def test_what_is_not_so_is_found_out(shown: object, real: object) -> None:
    with pytest.raises(NotAsTold):
        hold(shown, real, {})


def test_what_is_so_is_held_and_its_names_saved() -> None:
    saved: Saved = {}
    hold(
        {"reference": "{case}", "of": ["…", {"n": 2, "at": "/cases/{case}/…"}], "any": "…"},
        {
            "reference": "C-1",
            "of": [{"n": 1}, {"n": 2, "at": "/cases/C-1/clocks", "more": 0}, {"n": 3}],
            "any": [7],
            "more": None,
        },
        saved,
    )
    assert saved == {"case": "C-1"}
    hold_lines(["a", "c"], ["a", "b", "c  "])
    with pytest.raises(NotAsTold):
        hold_lines(["c", "a"], ["a", "b", "c"])
