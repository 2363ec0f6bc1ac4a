"""What one service's case has to do with another's, and a county that lacks a service."""

import json
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import Final

from services.command_line.county.caring.book import CareBook
from services.command_line.county.lines import Body, line
from services.command_line.county.telling import Step
from services.command_line.replay_lines import NAME

DAYS_AFTER_HOMES_ARE_READY: Final = 60


def about_household(authority: str, steps: Sequence[Step], care: CareBook) -> Iterator[Body]:
    """One complaint is about a fostering household of which nothing else is told any more."""
    first = care.ready_on + timedelta(days=DAYS_AFTER_HOMES_ARE_READY)
    received = (
        step
        for step in sorted(steps, key=lambda one: one.at)
        if step.action == "receive" and step.case.startswith("s") and step.on >= first
    )
    step = next(received, None)
    if step is not None and care.quiet is not None:
        body: Body = {"recorded_on": step.on.isoformat(), "household": f"{{{care.quiet.key}}}"}
        at = step.at + timedelta(minutes=1)
        path = f"/complaints/{{{step.case}}}/household"
        yield line(authority, f"{step.case}:household", at, "complaints-manager", path, body)


def for_services(lines: Sequence[Body], services: Collection[str]) -> list[Body]:
    """Without the lines to a service that is not there, nor those that wait for its answers."""
    there: list[Body] = []
    saved: set[str] = set()
    for each in lines:
        if each["service"] in services and names_used(each) <= saved:
            there.append(each)
            kept = each.get("save")
            saved |= set(kept) if isinstance(kept, dict) else set()
    return there


def names_used(each: Body) -> frozenset[str]:
    """The saved names in the path and the body of a line."""
    return frozenset(NAME.findall(f"{each['path']} {json.dumps(each.get('body'))}"))
