"""The name under which an event is stored: chosen once, never taken from a class path."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StoredAs:
    """`event` is stored as `name` in schema `version`.

    `main_person` is the dotted path to the reference of the person whose case this is, where
    the event tells it. `shape` is what the stored form is read as where `event` is generic, such
    as `PolicySet[PolicyTerms]`; None reads it as `event` itself.
    """

    name: str
    version: int
    event: type
    main_person: str | None = None
    shape: object | None = None
