"""JSON Pointer (RFC 6901): `/clocks/0/due` names one place in a JSON document."""


class NothingThere(LookupError):
    """The document has nothing at the place that the pointer names."""


class PointerInvalid(ValueError):
    """A pointer is empty or begins with `/`; `~` is written `~0` and `/` is written `~1`."""


def parts(pointer: str) -> tuple[str, ...]:
    """The steps of a pointer, unescaped. Raises PointerInvalid."""
    if pointer == "":
        return ()
    if not pointer.startswith("/"):
        raise PointerInvalid(pointer)
    steps = pointer[1:].split("/")
    if any("~" in step.replace("~0", "").replace("~1", "") for step in steps):
        raise PointerInvalid(pointer)
    return tuple(step.replace("~1", "/").replace("~0", "~") for step in steps)


def find(document: object, pointer: str) -> object:
    """What the pointer names. Raises PointerInvalid or NothingThere."""
    place = document
    for step in parts(pointer):
        if isinstance(place, dict) and step in place:
            place = place[step]
        elif isinstance(place, list) and _is_index(step) and int(step) < len(place):
            place = place[int(step)]
        else:
            raise NothingThere(pointer)
    return place


def is_there(document: object, pointer: str) -> bool:
    """Whether the pointer names anything there. Raises PointerInvalid."""
    try:
        find(document, pointer)
    except NothingThere:
        return False
    return True


def _is_index(step: str) -> bool:
    return step.isascii() and step.isdigit() and (step == "0" or not step.startswith("0"))
