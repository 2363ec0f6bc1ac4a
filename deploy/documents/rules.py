"""Writes docs/rules.md: every time limit and every refusal, with its source, module and test.

python -m deploy.documents.rules            writes the page
python -m deploy.documents.rules --check    fails where the page is not current, or where a
                                            refusal has no test
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from services.complaints.domain.timescales import CATALOGUE
from services.complaints.main import create_app as complaints
from services.projections.main import create_app as projections
from shared.deadlines.timescale import Timescale
from shared.event_sourcing import Refusal

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "rules.md"
TESTS: Final = ROOT / "tests"
SERVICES: Final = (complaints, projections)
"""Importing them loads every refusal that they could raise."""
PREAMBLE: Final = """\
# Rules

Every time limit and every refusal, with where it comes from and where it is tested. Written by
`make rules` from the code; `make check` fails when this page is not current, or when a refusal of
complaints has no test.

The day of receipt is day 0. Confidence: A legislation read, B an official page that restates it,
C a secondary page, D not sourced, X sources conflict (see `adr/`).
"""


def main() -> int:
    """0 if the page is written, or current; 1 with the reason otherwise."""
    page, untested = _page()
    if "--check" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
        return 0
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page:
        print("docs/rules.md is not current: run make rules")
        return 1
    for code in untested:
        print(f"refusal {code} has no test")
    return 1 if untested else 0


def _page() -> tuple[str, list[str]]:
    sources = {path: path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("test_*.py"))}
    every = _every_refusal()
    procedure = [r for r in every if r.__module__.startswith("services.complaints.")]
    figures = [r for r in every if r.__module__.startswith("services.projections.")]
    others = [r for r in every if r.__module__.startswith("shared.")]
    untested = [r.code for r in procedure if not _test_of(r, sources)]
    lines = [
        PREAMBLE,
        "## Time limits: complaints\n",
        "| Timescale | Title | Limit | From | To | Extension | Rule | Source | Confidence |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_timescale_row(timescale) for timescale in CATALOGUE),
        "\n## Refusals of complaints\n",
        "| Code | Status | Says | Module | Test |",
        "|---|---|---|---|---|",
        *(_refusal_row(refusal, sources) for refusal in procedure),
        "\n## Refusals of the projections\n",
        "| Code | Status | Says | Module | Test |",
        "|---|---|---|---|---|",
        *(_refusal_row(refusal, sources) for refusal in figures),
        "\n## Refusals that every service shares\n",
        "| Code | Status | Says | Module | Test |",
        "|---|---|---|---|---|",
        *(_refusal_row(refusal, sources) for refusal in others),
    ]
    return "\n".join(lines) + "\n", untested


def _timescale_row(timescale: Timescale) -> str:
    extension = timescale.extension
    extended = f"{extension.shortest} to {extension.longest}, once" if extension else "none"
    return _row(
        f"`{timescale.code}`",
        timescale.title,
        f"{timescale.limit} {timescale.unit.value}",
        f"when {timescale.starts}",
        f"when {timescale.stops}",
        extended,
        timescale.rule,
        timescale.source,
        timescale.confidence.value,
    )


def _refusal_row(refusal: type[Refusal], sources: dict[Path, str]) -> str:
    return _row(
        f"`{refusal.code}`",
        str(refusal.status),
        refusal.because,
        f"`{refusal.__module__}`",
        _test_of(refusal, sources) or "-",
    )


def _test_of(refusal: type[Refusal], sources: dict[Path, str]) -> str:
    for path, text in sources.items():
        if refusal.__name__ in text or f'"{refusal.code}"' in text:
            return f"`{path.relative_to(ROOT)}`"
    return ""


def _every_refusal() -> list[type[Refusal]]:
    """Every class with a code that one of the services could raise, by code."""
    assert all(map(callable, SERVICES))
    coded = {refusal for refusal in _below(Refusal) if hasattr(refusal, "code")}
    return sorted(coded, key=lambda refusal: (refusal.code, refusal.__module__))


def _below(cls: type[Refusal]) -> Iterator[type[Refusal]]:
    for below in cls.__subclasses__():
        yield below
        yield from _below(below)


def _row(*cells: str) -> str:
    return "| " + " | ".join(_plain(cells)) + " |"


def _plain(cells: Iterable[str]) -> Iterator[str]:
    return (cell.replace("|", "\\|").replace("\n", " ") for cell in cells)


if __name__ == "__main__":
    sys.exit(main())
