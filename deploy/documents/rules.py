"""Writes docs/rules.md: every time limit and every refusal, with its source, module and test.

python -m deploy.documents.rules            writes the page
python -m deploy.documents.rules --check    fails where the page is not current, or where a
                                            refusal has no test
"""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Final

from shared.deadlines import Catalogue, Timescale
from shared.event_sourcing import Refusal

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = ROOT / "docs" / "rules.md"
TESTS: Final = ROOT / "tests"
SERVICES: Final = tuple(
    name
    for name in ("complaints", "referrals", "placements", "projections")
    if (ROOT / "services" / name / "main.py").exists()
)
TABLE: Final = ("| Code | Status | Says | Module | Test |", "|---|---|---|---|---|")
PREAMBLE: Final = """\
# Rules

Every time limit and every refusal, with where it comes from and where it is tested. Written by
`make rules` from the code; `make check` fails when this page is not current, or when a refusal of
a service that keeps cases has no test.

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
    lines = [PREAMBLE]
    untested: list[str] = []
    for service in SERVICES:
        catalogue = _time_limits_of(service)
        own = [
            refusal for refusal in every if refusal.__module__.startswith(f"services.{service}.")
        ]
        if catalogue is not None:
            untested += [refusal.code for refusal in own if not _test_of(refusal, sources)]
            lines += _time_limits(service, catalogue)
        lines += _refusals(f"Refusals of {service}", own, sources)
    cases = _of("shared.casework.", every)
    untested += [refusal.code for refusal in cases if not _test_of(refusal, sources)]
    others = [refusal for refusal in _of("shared.", every) if refusal not in cases]
    lines += _refusals("Refusals of whatever keeps cases", cases, sources)
    lines += _refusals("Refusals that every service shares", others, sources)
    return "\n".join(lines).rstrip() + "\n", untested


def _of(package: str, refusals: Iterable[type[Refusal]]) -> list[type[Refusal]]:
    return [refusal for refusal in refusals if refusal.__module__.startswith(package)]


def _time_limits_of(service: str) -> Catalogue | None:
    """The catalogue of a service that keeps cases; None of one that keeps none."""
    if not (ROOT / "services" / service / "domain" / "timescales.py").exists():
        return None
    catalogue = import_module(f"services.{service}.domain.timescales").CATALOGUE
    assert isinstance(catalogue, Catalogue)
    return catalogue


def _time_limits(service: str, catalogue: Catalogue) -> list[str]:
    return [
        f"## Time limits: {service}\n",
        "| Timescale | Title | Limit | From | To | Extension | Rule | Source | Confidence |",
        "|---|---|---|---|---|---|---|---|---|",
        *(_timescale_row(timescale) for timescale in catalogue),
        "",
    ]


def _refusals(title: str, refusals: Iterable[type[Refusal]], sources: dict[Path, str]) -> list[str]:
    rows = [_refusal_row(refusal, sources) for refusal in refusals]
    return [f"## {title}\n", *TABLE, *rows, ""]


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
    """Every class with a code that one of the services could raise, by code.

    Importing the services loads them all.
    """
    for service in SERVICES:
        import_module(f"services.{service}.main")
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
