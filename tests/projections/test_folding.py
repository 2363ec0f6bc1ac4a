"""The fold against an oracle: however a log is cut, repeated or read, the same rows stand."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from services.projections.read_models.folding import Known, PageRows, fold
from services.projections.read_models.rows import CaseValues, PersonValues
from services.projections.read_models.stretches import Recording, Stretch, Timeline
from services.projections.read_models.told import Told, told
from shared.messages.reading import Message
from tests.projections.messages import HandMadeLog, Json, at, clock, fact

Values = tuple[object, ...]
KeyT = TypeVar("KeyT", bound=Hashable)
ValuesT = TypeVar("ValuesT")
PEOPLE = ("1", "2", "3")


@dataclass
class Tables:
    """The tables in memory, written as the store writes them."""

    rows: dict[str, list[Stretch[Any]]] = field(
        default_factory=lambda: {name: [] for name in ("clocks", "facts", "cases", "people")}
    )

    def write(self, page: PageRows) -> None:
        self._write("clocks", page.clocks, lambda one: one[3])
        self._write("facts", page.facts, lambda one: one[3])
        self._write("cases", page.cases, lambda one: one[1])
        self._write("people", page.people, lambda one: (one[1], one[2], one[3]))

    def _write(
        self, name: str, timeline: Timeline[KeyT, ValuesT], key: Callable[[Any], KeyT]
    ) -> None:
        kept = []
        for row in self.rows[name]:
            ended = timeline.ends.get(key(row.values)) if row.ended is None else None
            kept.append(row if ended is None else Stretch(row.values, row.known, ended))
        self.rows[name] = kept + list(timeline.stretches)

    def known(self) -> Known:
        people: dict[UUID, set[PersonValues]] = {}
        for row in self.rows["people"]:
            if row.ended is None:
                assert isinstance(row.values, PersonValues)
                people.setdefault(row.values.stream_id, set()).add(row.values)
        cases = {
            row.values.stream_id: row.values
            for row in self.rows["cases"]
            if row.ended is None and isinstance(row.values, CaseValues)
        }
        return Known(cases=cases, people={one: frozenset(who) for one, who in people.items()})

    def present(self) -> Mapping[str, set[tuple[Values, Recording, Recording | None]]]:
        return {
            name: {(tuple(map(str, row.values)), row.known, row.ended) for row in rows}
            for name, rows in self.rows.items()
        }


def read(messages: Sequence[Told], cuts: Iterable[int]) -> Tables:
    tables = Tables()
    start = 0
    for end in [*sorted(set(cuts)), len(messages)]:
        tables.write(fold(messages[start:end], tables.known()))
        start = max(start, end)
    return tables


step = st.fixed_dictionaries(
    {
        "case": st.sampled_from(["A", "B", "C"]),
        "team": st.sampled_from(["north", "south", None]),
        "clocks": st.sets(st.sampled_from(["x.one", "x.two"])),
        "facts": st.sets(st.sampled_from(["x.said", "x.done"])),
        "people": st.sets(st.sampled_from(PEOPLE)),
        "withdraws": st.booleans(),
        "minutes": st.integers(0, 3),
    }
)


def log_of(steps: Sequence[Mapping[str, object]]) -> list[Told]:
    """A log in which each clock and fact counts its revisions, and minutes may stand still."""
    log, revisions, minute = HandMadeLog(), dict[tuple[object, object], int](), 0
    for one in steps:
        case = str(one["case"])
        minute += int(str(one["minutes"]))
        clocks: list[Json] = []
        facts: list[Json] = []
        for name in sorted(one["clocks"]):  # type: ignore[call-overload]
            revision = revisions[case, name] = revisions.get((case, name), 0) + 1
            change = "started" if revision == 1 else "moved"
            clocks.append(
                clock(case, name, "2022-04-11", "2022-04-27", revision=revision, change=change)
            )
        for name in sorted(one["facts"]):  # type: ignore[call-overload]
            revision = revisions[case, name] = revisions.get((case, name), 0) + 1
            change = "withdrawn" if one["withdraws"] and revision > 1 else "stated"
            facts.append(fact(case, name, "2022-04-11", revision=revision, change=change))
        log.record(
            case,
            recorded=at("2022-04-11") + timedelta(minutes=minute),
            team=one["team"],  # type: ignore[arg-type]
            clocks=clocks,
            facts=facts,
            people=[
                {"person": f"00000000-0000-4000-8000-00000000000{who}", "part": "child"}
                for who in sorted(one["people"])  # type: ignore[call-overload]
            ],
        )
    return [told(Message.parse(body)) for body in log.bodies]


def oracle(messages: Sequence[Told]) -> dict[str, list[tuple[object, int, int | None]]]:
    """Brute force: for each clock and fact, its statements in order, each ended by the next."""
    found: dict[str, list[tuple[object, int, int | None]]] = {"clocks": [], "facts": []}
    for name in found:
        statements: dict[UUID, list[tuple[int, int]]] = {}
        for message in messages:
            for said in message.clocks if name == "clocks" else message.facts:
                statements.setdefault(said[3], []).append((said.revision, message.position))
        for key, made in statements.items():
            ends = [position for _, position in made[1:]] + [None]
            found[name] += [
                ((key, revision), position, end)
                for (revision, position), end in zip(made, ends, strict=True)
            ]
    return found


@settings(max_examples=150, deadline=None)
@given(steps=st.lists(step, min_size=1, max_size=25), data=st.data())
def test_any_cut_into_pages_gives_the_same_rows(
    steps: list[dict[str, object]], data: st.DataObject
) -> None:
    messages = log_of(steps)
    cuts = data.draw(st.lists(st.integers(0, len(messages))))
    one_by_one = read(messages, range(len(messages)))
    assert read(messages, cuts).present() == one_by_one.present()
    assert read(messages, []).present() == one_by_one.present()


@settings(max_examples=150, deadline=None)
@given(steps=st.lists(step, min_size=1, max_size=25), data=st.data())
def test_every_recorded_change_keeps_a_row_that_the_next_one_ends(
    steps: list[dict[str, object]], data: st.DataObject
) -> None:
    messages = log_of(steps)
    tables = read(messages, data.draw(st.lists(st.integers(0, len(messages)))))
    for name, expected in oracle(messages).items():
        column = 4 if name == "clocks" else 9
        rows = [
            (
                (row.values[3], row.values[column]),
                row.known.position,
                row.ended.position if row.ended else None,
            )
            for row in tables.rows[name]
        ]
        assert sorted(rows, key=str) == sorted(expected, key=str)


@settings(max_examples=100, deadline=None)
@given(steps=st.lists(step, min_size=1, max_size=25))
def test_one_heading_and_one_row_a_person_stand_at_any_position(
    steps: list[dict[str, object]],
) -> None:
    messages = log_of(steps)
    tables = read(messages, [])
    for message in messages:
        upto = message.position
        standing = [
            row
            for row in tables.rows["cases"]
            if row.known.position <= upto and (row.ended is None or row.ended.position > upto)
        ]
        mine = [row for row in standing if row.values[1] == message.stream_id]
        assert [row.values[5] for row in mine] == [message.case.team]
        people = {
            str(row.values[2])
            for row in tables.rows["people"]
            if row.values[1] == message.stream_id
            and row.known.position <= upto
            and (row.ended is None or row.ended.position > upto)
        }
        if message.people:
            assert people == {str(one.person) for one in message.people}


def test_several_changes_of_one_clock_in_one_page_keep_a_row_each() -> None:
    log = HandMadeLog()
    for revision, due in enumerate(("2022-04-27", "2022-05-06", "2022-05-11"), 1):
        log.record(
            "A",
            recorded=at("2022-04-11", 8 + revision),
            clocks=[clock("A", "x.one", "2022-04-11", due, revision=revision, change="moved")],
        )
    rows = fold([told(Message.parse(body)) for body in log.bodies], Known()).clocks
    assert [
        (str(row.values.due_on), row.ended and row.ended.position) for row in rows.stretches
    ] == [
        ("2022-04-27", 2),
        ("2022-05-06", 3),
        ("2022-05-11", None),
    ]
    assert rows.ends == {}
