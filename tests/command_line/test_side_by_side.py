"""Lines of one case follow each other; cases do not wait for one another."""

import threading

import pytest

from services.command_line.replay_lines import Line
from services.command_line.side_by_side import AT_ONCE, each

LONG_ENOUGH = 60.0


def _line(key: str, path: str, *, saves: str | None = None, number: int = 0) -> Line:
    return Line(
        key=key,
        at="2022-04-04T09:00:00Z",
        service="complaints",
        authority="demo",
        role="complaints-officer",
        method="POST",
        path=path,
        save={} if saves is None else {saves: "/reference"},
        number=number,
    )


def _case(name: str, steps: int = 3) -> list[Line]:
    return [
        _line(f"{name}-0", "/complaints", saves=name),
        *(_line(f"{name}-{n}", f"/complaints/{{{name}}}/notes") for n in range(1, steps)),
    ]


def test_the_lines_of_a_case_are_sent_in_order() -> None:
    sent: list[str] = []
    cases = [_case(f"c{n}", 6) for n in range(30)]
    each([line for step in zip(*cases, strict=True) for line in step], lambda x: sent.append(x.key))

    assert len(sent) == 180
    for n in range(30):
        assert [key for key in sent if key.startswith(f"c{n}-")] == [f"c{n}-{s}" for s in range(6)]


def test_cases_go_side_by_side() -> None:
    """Nobody would get through the gate alone."""
    gate = threading.Barrier(AT_ONCE, timeout=LONG_ENOUGH)
    each(
        [_line(f"c{n}", "/complaints", saves=f"c{n}") for n in range(AT_ONCE)],
        lambda _: _pass(gate),
    )
    assert not gate.broken


def _pass(gate: threading.Barrier) -> None:
    gate.wait()


def test_a_line_without_a_name_waits_for_all_and_all_wait_for_it() -> None:
    sent: list[str] = []
    lines = [*_case("a"), *_case("b"), _line("team", "/teams"), *_case("c")]
    each(lines, lambda line: sent.append(line.key))

    assert sent.index("team") == 6
    assert set(sent[:6]) == {f"{name}-{step}" for name in "ab" for step in range(3)}


def test_the_earliest_failure_is_raised_and_its_case_goes_no_further() -> None:
    sent: list[str] = []

    def send(line: Line) -> None:
        if line.key in {"a-1", "b-2"}:
            raise ValueError(line.key)
        sent.append(line.key)

    with pytest.raises(ValueError, match="a-1"):
        each([*_case("a"), *_case("b"), _line("team", "/teams")], send)
    assert "a-2" not in sent
    assert "team" not in sent
