"""The field of the body that a refusal blames, where a household's rule speaks of its own words.

A household knows of a stay from one day to another; the officer spoke of a placement, a move or
an end. So a refusal of the household is told in the words of the request.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from services.placements.domain.care.commands import (
    CareCommand,
    EndCare,
    EndPlacement,
    MakePlacement,
    MoveChild,
    RecordSiblings,
    SettleTerms,
)
from services.placements.domain.care.corrections import (
    CorrectCareEnd,
    CorrectPlacement,
    WithdrawPlacement,
)
from shared.event_sourcing import Refusal

_COMING: Final[dict[str, str]] = {"ground": "place", "placement": "place"}
_LEAVING: Final[dict[str, str]] = {"freed_on": "ended_on", "to_on": "ended_on"}

BLAMED: Final[Mapping[type, Mapping[str, str]]] = {
    MakePlacement: _COMING | {"from_on": "started_on", "to_on": "started_on"},
    MoveChild: _COMING | dict.fromkeys(("from_on", "to_on", "freed_on", "started_on"), "moved_on"),
    EndPlacement: _LEAVING | {"placement": "ended_on"},
    EndCare: _LEAVING | {"placement": "ended_on"},
    SettleTerms: {"placement": "settled_on"},
    RecordSiblings: dict.fromkeys(
        ("ground", "from_on", "to_on", "placement", "siblings"), "sibling_group"
    ),
    CorrectPlacement: _COMING | {"from_on": "started_on", "to_on": "ended_on"},
    WithdrawPlacement: dict.fromkeys(("ground", "from_on", "to_on", "goes_on"), "placement"),
    CorrectCareEnd: dict.fromkeys(("ground", "from_on", "to_on", "placement"), "ended_on"),
}


@contextmanager
def blaming_fields_of(command: CareCommand) -> Iterator[None]:
    """Any refusal inside names a field of the request."""
    try:
        yield
    except Refusal as refusal:
        if refusal.field is not None:
            refusal.field = BLAMED.get(type(command), {}).get(refusal.field, refusal.field)
            refusal.field = _given(command, refusal.field)
        raise


def _given(command: CareCommand, field: str) -> str:
    """A correction is of few fields: what was not sent cannot be what is wrong.

    A household finds the stay as a whole at fault, whichever of its days or claims was put right.
    """
    if not isinstance(command, CorrectPlacement):
        return field
    of_stay: dict[str, object] = {
        "started_on": command.started_on,
        "ended_on": command.ended_on,
        "place": command.place,
        "provider": command.provider,
    }
    sent = [name for name, value in of_stay.items() if value is not None]
    return sent[0] if sent and field in of_stay and field not in sent else field
