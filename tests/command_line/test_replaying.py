"""A replay sends each line once in effect, however often it is sent, and stops where it must."""

from collections.abc import Iterator

import pytest

from services.command_line.api import Api
from services.command_line.replay_lines import Line
from services.command_line.replaying import Stopped, replay
from tests.command_line.a_caseworker import Book, caseworker


class WrittenTokens:
    """Tokens that say whose they are."""

    def bearer(self, *, role: str, authority: str, agency: str | None = None) -> str:
        return f"{role}@{authority}" if agency is None else f"{role} {agency}@{authority}"


def _line(key: str, path: str = "/complaints", **more: object) -> Line:
    said: dict[str, object] = {
        "at": "2022-04-04T09:00:00Z",
        "service": "complaints",
        "authority": "county-2022",
        "role": "complaints-officer",
        "method": "POST",
        **more,
    }
    return Line(key=key, path=path, **said)  # type: ignore[arg-type] # each is what it should be


@pytest.fixture
def desk() -> Iterator[tuple[Api, Book]]:
    with (
        caseworker() as (address, book),
        Api(addresses={"complaints": address}, tokens=WrittenTokens()) as api,
    ):
        yield api, book


def _nothing(_line: Line) -> None:
    """Nobody watches."""


def test_a_line_says_who_asks_when_and_under_which_key(desk: tuple[Api, Book]) -> None:
    api, book = desk
    replay([_line("one", body={"text": "said"})], api, _nothing)
    assert book.seen == [
        {
            "method": "POST",
            "path": "/complaints",
            "key": "one",
            "time": "2022-04-04T09:00:00Z",
            "authority": "county-2022",
            "authorization": "Bearer complaints-officer@county-2022",
            "body": {"text": "said"},
        }
    ]


def test_what_an_answer_said_is_put_into_later_lines(desk: tuple[Api, Book]) -> None:
    api, book = desk
    lines = [
        _line("one", save={"first": "/reference", "second": "/odd~1name/0"}),
        _line("two", "/complaints/{first}/notes", body={"text": "see {first} {second}"}),
    ]
    replay(lines, api, _nothing)
    assert book.seen[1]["path"] == "/complaints/C-2022-00001/notes"
    assert book.seen[1]["body"] == {"text": "see C-2022-00001 x"}


@pytest.mark.parametrize(
    ("second", "word"),
    [
        (_line("two", save={"first": "/absent"}, number=2), "/absent"),
        (_line("two", "/complaints/{absent}/notes", number=2), "absent"),
        (_line("two", service="projections", body={"a": ["{absent}"]}, number=2), "absent"),
    ],
)
def test_what_is_not_there_stops_the_replay_and_what_was_sent_stays_sent(
    desk: tuple[Api, Book], second: Line, word: str
) -> None:
    api, book = desk
    with pytest.raises(Stopped, match=f"line 2, id two.*{word}"):
        replay([_line("one"), second, _line("three")], api, _nothing)
    assert "one" in book.answers
    assert "three" not in book.answers


def test_a_file_sent_again_says_the_same_and_recovers_the_names(desk: tuple[Api, Book]) -> None:
    api, book = desk
    lines = [
        _line("one", save={"first": "/reference"}),
        _line("two", save={"second": "/reference"}),
        _line("three", "/complaints/{first}/link", body={"to": "{second}"}),
    ]
    replay(lines[:2], api, _nothing)
    replay(lines, api, _nothing)
    replay(lines, api, _nothing)
    assert len(book.answers) == 3
    # Which of two cases came first is not said: they are sent side by side.
    _, told = book.answers["one"]
    assert isinstance(told, dict)
    assert [each["path"] for each in book.seen if each["key"] == "three"] == [
        f"/complaints/{told['reference']}/link"
    ] * 2


def test_a_refused_line_stops_the_replay_with_its_reason(desk: tuple[Api, Book]) -> None:
    api, book = desk
    lines = [_line("one"), _line("two", "/refused"), _line("three")]
    with pytest.raises(Stopped, match=r"two .*409 · case-closed"):
        replay(lines, api, _nothing)
    assert [each["key"] for each in book.seen] == ["one", "two"]


def test_a_refusal_that_the_line_states_is_what_it_wants(desk: tuple[Api, Book]) -> None:
    api, _ = desk
    sent = replay([_line("one", "/refused", refused="case-closed"), _line("two")], api, _nothing)
    assert (sent.lines, sent.refused) == (2, 1)


def test_another_refusal_than_the_stated_one_stops_the_replay(desk: tuple[Api, Book]) -> None:
    api, _ = desk
    with pytest.raises(Stopped, match="case-closed"):
        replay([_line("one", "/refused", refused="route-locked")], api, _nothing)


def test_a_line_that_should_be_refused_and_is_not_stops_the_replay(desk: tuple[Api, Book]) -> None:
    api, _ = desk
    with pytest.raises(Stopped, match="was accepted"):
        replay([_line("one", refused="route-locked")], api, _nothing)


def test_a_read_is_repeated_until_it_is_answered(desk: tuple[Api, Book]) -> None:
    api, book = desk
    book.unknown_reads = 3
    replay([_line("one", "/later", method="GET")], api, _nothing)
    assert len(book.seen) == 4
    assert {each["key"] for each in book.seen} == {None}


def test_a_read_is_repeated_until_there_is_what_it_saves(desk: tuple[Api, Book]) -> None:
    api, book = desk
    book.empty_reads = 2
    lines = [
        _line("one", "/later", method="GET", save={"first": "/items/0"}),
        _line("two", "/complaints/{first}/notes"),
    ]
    replay(lines, api, _nothing)
    assert [each["path"] for each in book.seen] == ["/later"] * 3 + ["/complaints/1/notes"]


def test_a_full_queue_is_tried_again(desk: tuple[Api, Book]) -> None:
    api, book = desk
    book.busy = 2
    assert replay([_line("one")], api, _nothing).lines == 1
    assert len(book.seen) == 3


def test_every_line_is_told_as_it_is_done(desk: tuple[Api, Book]) -> None:
    api, _ = desk
    done: list[str] = []
    replay([_line("one"), _line("two")], api, lambda line: done.append(line.key))
    assert done == ["one", "two"]
