"""What changed between two JSON Schemas that somebody who relies on the first would notice.

Messages are kept for ever and read by releases older and newer than the one that wrote them. So a
change is compatible only if new readers can read old messages and old readers new ones: an optional
member may be added, and words may be explained better. Anything else is a new version.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Schema = Mapping[str, Any]

BOUNDS: Final = (
    "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
)  # fmt: skip
ANYTHING: Final = "anything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An incompatible change: where, and what, in a few words."""

    place: str
    what: str

    def told(self) -> str:
        return f"{self.place or 'document'}: {self.what}"


def incompatible_changes(released: Schema, present: Schema) -> tuple[Change, ...]:
    """Every incompatible change from `released` to `present`, in the order of the document."""
    return tuple(_Comparison(released, present).between(released, present, ""))


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Both whole schemas, so that references within each can be followed."""

    released: Schema
    present: Schema

    def between(self, old: Schema, new: Schema, place: str) -> Iterator[Change]:
        before = _alternatives(old, self.released)
        after = _alternatives(new, self.present)
        for kind in sorted(before.keys() - after.keys()):
            yield Change(place=place, what=f"may no longer be {kind}")
        for kind in sorted(after.keys() - before.keys()):
            yield Change(place=place, what=f"may now be {kind}")
        for kind in sorted(before.keys() & after.keys()):
            yield from self._of_one_kind(before[kind], after[kind], place)

    def _of_one_kind(self, old: Schema, new: Schema, place: str) -> Iterator[Change]:
        yield from _values(old, new, place)
        for bound in BOUNDS:
            if old.get(bound) != new.get(bound):
                said = f"{bound} was {old.get(bound)}, is {new.get(bound)}"
                yield Change(place=place, what=said)
        yield from self._members(old, new, place)
        for name in ("items", "additionalProperties", "propertyNames"):
            yield from self._below(old.get(name), new.get(name), f"{place}/{name}", name)

    def _members(self, old: Schema, new: Schema, place: str) -> Iterator[Change]:
        before, after = old.get("properties", {}), new.get("properties", {})
        needed_before, needed_after = set(old.get("required", ())), set(new.get("required", ()))
        for name in before:
            below = f"{place}/{name}"
            if name not in after:
                yield Change(place=below, what="was removed or renamed")
                continue
            yield from self.between(before[name], after[name], below)
            if name in needed_before - needed_after:
                yield Change(place=below, what="may now be missing")
            if name in needed_after - needed_before:
                yield Change(place=below, what="is now required")
        for name in after:
            if name not in before and name in needed_after:
                yield Change(place=f"{place}/{name}", what="is new and required")

    def _below(self, old: object, new: object, place: str, name: str) -> Iterator[Change]:
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from self.between(old, new, place)
        elif old != new:
            yield Change(place=place, what=f"{name} changed")


def _values(old: Schema, new: Schema, place: str) -> Iterator[Change]:
    before, after = _listed(old), _listed(new)
    if (before is None) != (after is None):
        yield Change(place=place, what="a list of values became free, or the reverse")
    elif before is not None and after is not None:
        for value in sorted(before - after):
            yield Change(place=place, what=f"{value} was removed")
        for value in sorted(after - before):
            yield Change(place=place, what=f"{value} was added")


def _listed(schema: Schema) -> set[str] | None:
    if "const" in schema:
        return {repr(schema["const"])}
    return {repr(value) for value in schema["enum"]} if "enum" in schema else None


def _alternatives(schema: Schema, whole: Schema) -> dict[str, Schema]:
    """What a value may be: each kind of JSON value with its own part of the schema."""
    if "$ref" in schema:
        return _alternatives(_referred(schema["$ref"], whole), whole)
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        kinds: dict[str, Schema] = {}
        for part in several:
            for kind, found in _alternatives(part, whole).items():
                if kind in kinds and kinds[kind] != found:
                    raise ValueError(f"two different alternatives are {kind}: compare by hand")
                kinds[kind] = found
        return kinds
    said = schema.get("type", ANYTHING)
    return dict.fromkeys([said] if isinstance(said, str) else said, schema)


def _referred(reference: str, whole: Schema) -> Schema:
    found: Any = whole
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return dict(found)
