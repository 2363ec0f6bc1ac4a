"""The messages that every service publishes alike, by the stored names of their events."""

from collections.abc import Mapping
from typing import Final

from shared.messages.schema import MessageType

BESIDE: Final[Mapping[str, str]] = {
    "note-added": "A note was added",
    "text-redacted": "A text was redacted",
    "redaction-asked": "The texts are to be searched for an erased person",
    "redaction-completed": "No text names the erased person any more",
    "person-linked": "A person was joined to the index of people",
}
"""What is written beside the procedure of a kind of case that takes notes."""

OF_AUTHORITY: Final[Mapping[str, str]] = {
    "team-opened": "A team began",
    "team-closed": "A team ended",
    "worker-joined": "A worker joined a team",
    "worker-left": "A worker left a team",
    "policy-set": "The authority's policy was set",
    "erasure-asked": "A person is to be erased",
    "destruction-confirmed": "The keys of an erased person are destroyed",
}
"""What an authority arranges for itself: its register, its policy, its erasures."""


def message_types(service: str, *titles: Mapping[str, str]) -> tuple[MessageType, ...]:
    """The messages of a service from the titles of its events, in the order given."""
    return tuple(
        MessageType(service=service, event_type=event_type, title=title)
        for some in titles
        for event_type, title in some.items()
    )
