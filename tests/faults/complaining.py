"""Commands of our own about complaints: each opens a case and goes on with it a little."""

from collections.abc import Sequence

from services.command_line.replay_lines import Line

AUTHORITY = "demo"
STEPS = 3
AT = "2026-03-04T09:00:00Z"


def complaints(name: str, count: int, *, authority: str = AUTHORITY) -> Sequence[Line]:
    """So many complaints, each received and then noted on twice."""
    return [line for number in range(count) for line in _one(f"{name}-{number}", authority)]


def _one(name: str, authority: str) -> Sequence[Line]:
    received = Line(
        key=f"{name}:received",
        at=AT,
        service="complaints",
        authority=authority,
        role="complaints-officer",
        method="POST",
        path="/complaints",
        body={
            "received_on": "2026-03-02",
            "channel": "email",
            "complainant": {"details": {"name": "Tamsin Yaffleton"}, "relation": "parent"},
            "service_area": "first-response",
            "causes": ["delay"],
        },
        save={name: "/reference"},
    )
    notes = [
        Line(
            key=f"{name}:note-{number}",
            at=AT,
            service="complaints",
            authority=authority,
            role="complaints-officer",
            method="POST",
            path=f"/complaints/{{{name}}}/notes",
            body={"noted_on": "2026-03-03", "text": f"Spoken to for the {number}. time."},
        )
        for number in range(1, STEPS)
    ]
    return [received, *notes]
