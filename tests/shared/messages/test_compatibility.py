"""A released schema is a promise: what breaks it is found, what keeps it is let through."""

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from shared.messages.changes import incompatible_changes
from shared.messages.compatibility import compare, main, release
from shared.messages.schema import message_schema
from tests.shared.messages.samples import RECEIVED

Schema = dict[str, Any]
released = message_schema(RECEIVED)


def definition(schema: Schema, name: str) -> Schema:
    found: Schema = schema["$defs"][name]
    return found


def members(schema: Schema, name: str) -> Schema:
    found: Schema = definition(schema, name)["properties"]
    return found


def test_the_schema_is_a_schema_in_plain_names() -> None:
    Draft202012Validator.check_schema(released)
    assert released["title"] == "candour.complaints.complaint-received.v1"
    assert {"Case", "Clock", "Fact", "Person"} <= released["$defs"].keys()
    assert not [name for name in released["$defs"] if name.endswith("Shape")]
    assert "title" in members(released, "Clock")


def test_a_schema_is_compatible_with_itself() -> None:
    assert incompatible_changes(released, message_schema(RECEIVED)) == ()


def added_optional(schema: Schema) -> None:
    members(schema, "Case")["colour"] = {"type": "string"}


def better_words(schema: Schema) -> None:
    definition(schema, "Case")["description"] = "Better words."


@pytest.mark.parametrize("change", [added_optional, better_words])
def test_what_old_and_new_readers_can_live_with_passes(change: Callable[[Schema], None]) -> None:
    present = copy.deepcopy(released)
    change(present)
    assert incompatible_changes(released, present) == ()


def removed(schema: Schema) -> None:
    del members(schema, "Case")["team"]


def renamed(schema: Schema) -> None:
    members(schema, "Case")["group"] = members(schema, "Case").pop("team")


def narrowed(schema: Schema) -> None:
    members(schema, "Case")["team"] = {"type": "string", "minLength": 1, "maxLength": 200}


def widened(schema: Schema) -> None:
    members(schema, "Clock")["limit"] = {"type": ["integer", "null"]}


def other_type(schema: Schema) -> None:
    members(schema, "Clock")["limit"] = {"type": "string"}


def value_removed(schema: Schema) -> None:
    definition(schema, "Unit")["enum"].remove("weeks")


def value_added(schema: Schema) -> None:
    definition(schema, "FactChange")["enum"].append("forgotten")


def list_of_values_freed(schema: Schema) -> None:
    del definition(schema, "FactChange")["enum"]


def newly_required(schema: Schema) -> None:
    definition(schema, "Case")["required"].append("team")


def added_required(schema: Schema) -> None:
    members(schema, "Case")["colour"] = {"type": "string"}
    definition(schema, "Case")["required"].append("colour")


def no_longer_required(schema: Schema) -> None:
    definition(schema, "Case")["required"].remove("kind")


def tighter_pattern(schema: Schema) -> None:
    members(schema, "Actor")["role"]["pattern"] = "^[a-z]+$"


def other_format(schema: Schema) -> None:
    members(schema, "Person")["person"]["format"] = "uri"


def lower_maximum(schema: Schema) -> None:
    members(schema, "Actor")["role"]["maxLength"] = 10


def items_changed(schema: Schema) -> None:
    members(schema, "Case")["deny"]["items"] = {"type": "integer"}


def values_of_a_map_changed(schema: Schema) -> None:
    members(schema, "Fact")["numbers"]["additionalProperties"] = {"type": "string"}


def other_constant(schema: Schema) -> None:
    schema["properties"]["type"]["const"] = "candour.complaints.complaint-received.v2"


def closed_to_more(schema: Schema) -> None:
    definition(schema, "Case")["additionalProperties"] = False


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (removed, "/data/case/team"),
        (renamed, "/data/case/team"),
        (narrowed, "/data/case/team"),
        (widened, "/data/clocks/items/limit"),
        (other_type, "/data/clocks/items/limit"),
        (value_removed, "/data/clocks/items/unit"),
        (value_added, "/data/facts/items/change"),
        (list_of_values_freed, "/data/facts/items/change"),
        (newly_required, "/data/case/team"),
        (added_required, "/data/case/colour"),
        (no_longer_required, "/data/case/kind"),
        (tighter_pattern, "/data/actor/role"),
        (other_format, "/data/people/items/person"),
        (lower_maximum, "/data/actor/role"),
        (items_changed, "/data/case/deny/items"),
        (values_of_a_map_changed, "/data/facts/items/numbers/additionalProperties"),
        (other_constant, "/type"),
        (closed_to_more, "/data/case/additionalProperties"),
    ],
)
def test_what_a_reader_would_stumble_over_is_found_where_it_is(
    change: Callable[[Schema], None], place: str
) -> None:
    present = copy.deepcopy(released)
    change(present)
    found = incompatible_changes(released, present)
    assert found
    assert {finding.place for finding in found} == {place}


def test_unlike_alternatives_of_one_kind_are_left_to_people() -> None:
    odd = {"anyOf": [{"type": "string", "const": "a"}, {"type": "string", "const": "b"}]}
    with pytest.raises(ValueError, match="by hand"):
        incompatible_changes(odd, odd)


def test_releasing_writes_what_then_compares_clean(tmp_path: Path) -> None:
    assert compare(tmp_path, [RECEIVED]).unreleased == (RECEIVED,)
    release(tmp_path, [RECEIVED])
    found = compare(tmp_path, [RECEIVED])
    assert (found.broken, found.unreleased) == ((), ())
    assert json.loads((tmp_path / RECEIVED.file_name).read_text()) == released


def test_a_message_that_is_no_longer_published_is_a_broken_promise(tmp_path: Path) -> None:
    release(tmp_path, [RECEIVED])
    second = replace(RECEIVED, version=2)
    ((name, change),) = compare(tmp_path, [second]).broken
    assert (name, change.what) == ("complaint-received.v1.json", "is no longer published")


def test_a_compatible_change_must_be_released_too(tmp_path: Path) -> None:
    release(tmp_path, [RECEIVED])
    file = tmp_path / RECEIVED.file_name
    older = json.loads(file.read_text())
    del older["$defs"]["Case"]["properties"]["service_area"]
    file.write_text(json.dumps(older))
    found = compare(tmp_path, [RECEIVED])
    assert (found.broken, found.unreleased) == ((), (RECEIVED,))


def test_the_command_fails_until_everything_is_released_and_compatible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    service = tmp_path / "letters_service"
    service.mkdir()
    (service / "__init__.py").write_text("")
    (service / "published.py").write_text(
        "from shared.messages import MessageType\n"
        "MESSAGE_TYPES = (MessageType(service='letters', event_type='sent', title='Sent.'),)\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["letters_service"]) == 1
    assert "sent.v1.json: not released" in capsys.readouterr().out
    assert main(["letters_service", "--release"]) == 0
    assert main(["letters_service"]) == 0
    file = service / "schemas" / "released" / "sent.v1.json"
    promised = json.loads(file.read_text())
    members(promised, "Case")["colour"] = {"type": "string"}
    file.write_text(json.dumps(promised))
    assert main(["letters_service", "--release"]) == 1
    assert "/data/case/colour: was removed or renamed" in capsys.readouterr().out
