"""Old stored shapes, brought to today's one step at a time, so that history is never rewritten.

A step takes the stored JSON of one version, personal fields already opened (or `{"erased": true}`),
and gives that of the next. The steps are checked when the service starts: each old version must
lead, without a fork or a circle, to the shape of an event type of today.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

StoredShape = tuple[str, int]
Json = dict[str, Any]  # a stored event of a shape that no type describes any more


class UpcastersDoNotFit(Exception):
    """The steps do not lead from every old version to today's: a defect found at start-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcaster:
    """One step. By default to the next version of the same type; `to_type` renames the type."""

    type: str
    from_version: int
    change: Callable[[Json], Json]
    to_type: str | None = None
    to_version: int | None = None

    @property
    def source(self) -> StoredShape:
        return self.type, self.from_version

    @property
    def target(self) -> StoredShape:
        if self.to_version is not None:
            return self.to_type or self.type, self.to_version
        return self.to_type or self.type, self.from_version + 1


class Upcasting:
    """All steps of a service, checked against the shapes of today."""

    def __init__(self, upcasters: Iterable[Upcaster], today: Mapping[str, int]) -> None:
        """`today` is the present version of each event type. Raises UpcastersDoNotFit."""
        self._steps = _by_source(upcasters)
        self._today = frozenset(today.items())
        for shape in self._steps:
            if shape in self._today:
                raise UpcastersDoNotFit(f"{_said(shape)} is the present shape, and is changed")
            self._walk(shape)
        for name, version in today.items():
            for older in range(1, version):
                if (name, older) not in self._steps:
                    raise UpcastersDoNotFit(f"{_said((name, older))} leads nowhere")

    def knows(self, shape: StoredShape) -> bool:
        return shape in self._today or shape in self._steps

    def to_today(self, shape: StoredShape, stored: Json) -> tuple[str, Json]:
        """The type of today, and the event in its shape. KeyError for an unknown shape."""
        while shape not in self._today:
            step = self._steps[shape]
            stored = step.change(stored)
            shape = step.target
        return shape[0], stored

    def _walk(self, start: StoredShape) -> None:
        shape, passed = start, {start}
        while shape not in self._today:
            if shape not in self._steps:
                raise UpcastersDoNotFit(f"{_said(start)} ends at {_said(shape)}, which is unknown")
            shape = self._steps[shape].target
            if shape in passed:
                raise UpcastersDoNotFit(f"{_said(start)} goes round in a circle")
            passed.add(shape)


def _by_source(upcasters: Iterable[Upcaster]) -> dict[StoredShape, Upcaster]:
    steps: dict[StoredShape, Upcaster] = {}
    for upcaster in upcasters:
        if upcaster.source in steps:
            raise UpcastersDoNotFit(f"{_said(upcaster.source)} is changed in two ways")
        steps[upcaster.source] = upcaster
    return steps


def _said(shape: StoredShape) -> str:
    return f"{shape[0]} version {shape[1]}"
