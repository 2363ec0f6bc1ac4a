"""How far the demonstration county of a home is filled, so that a restart goes on and not anew."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from services.command_line.home import Home, write_privately


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedState:
    """The measures of a county. `until` is an ISO date: the last day that is lived through."""

    until: str
    years: int
    scale: float
    seed: int
    filled: bool = False

    @property
    def last_day(self) -> date:
        return date.fromisoformat(self.until)

    def arguments(self) -> tuple[str, ...]:
        """What `candour seed` is told to go on with this county."""
        return (
            *("--scale", str(self.scale), "--years", str(self.years)),
            *("--until", self.until, "--seed", str(self.seed)),
        )


def read(home: Home) -> SeedState | None:
    try:
        said = json.loads((home.run / "seed.json").read_text(encoding="utf-8"))
        date.fromisoformat(said["until"])
        return SeedState(**said)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def write(home: Home, state: SeedState) -> None:
    write_privately(home.run / "seed.json", json.dumps(asdict(state)) + "\n")
