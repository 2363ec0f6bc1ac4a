"""One case told line by line: each thing when it is said to have happened, and after the last."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from services.command_line.county.lines import Body, line
from services.command_line.county.telling import SHORT_LAGS, Office

AT_ONCE: Final = (0,)
FEWEST_MINUTES: Final = 2
MOST_MINUTES: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is told of a case: `on` is the day it is told to have happened.

    `what` is unique on the case; `noun` is the end of the path, below the case's own. `save` is as
    in a replay line; `lags` are how many days later it may come to be told.
    """

    on: date
    what: str
    who: str
    noun: str
    body: Body
    save: Mapping[str, str] = field(default_factory=dict)
    lags: tuple[int, ...] = SHORT_LAGS


@dataclass(slots=True, kw_only=True)
class Story:
    """The lines of one case of `service`, whose reference is saved under `key`.

    `path` is where its acts are sent; `at` is when the last line was told.
    """

    office: Office
    authority: str
    service: str
    key: str
    path: str
    at: datetime | None = None
    lines: list[Body] = field(default_factory=list)

    def tell(self, act: Act) -> datetime:
        """In office hours, on the day of the act or some days later."""
        at = self.office.told_after(act.on, self.at, act.lags)
        self.say(act.what, at, act.who, f"{self.path}{act.noun}", act.body, act.save)
        return at

    def tell_all(self, acts: Iterable[Act]) -> None:
        """In the order of their days."""
        for act in sorted(acts, key=lambda one: one.on):
            self.tell(act)

    def soon(self) -> datetime:
        """Some minutes after the last line."""
        assert self.at is not None
        return self.at + timedelta(minutes=self.office.chance.randint(FEWEST_MINUTES, MOST_MINUTES))

    def say(  # noqa: PLR0917 -- in the order in which a line is read
        self,
        what: str,
        at: datetime,
        who: str,
        path: str,
        body: Body,
        save: Mapping[str, str],
    ) -> Body:
        """A line at that instant; answers it, so that the sender's agency can be added."""
        said = line(self.authority, f"{self.key}:{what}", at, who, path, body)
        said["service"] = self.service
        if save:
            said["save"] = dict(save)
        self.lines.append(said)
        self.at = at
        return said

    def look(self, what: str, who: str, path: str, save: Mapping[str, str]) -> None:
        """A look at what another service's message led to, as soon as it is there."""
        said = self.say(what, self.soon(), who, path, {}, save)
        said["method"] = "GET"
        del said["body"]


def iso(day: date) -> str:
    return day.isoformat()
