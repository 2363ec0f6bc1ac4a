"""What the documents name is there: pages, files, commands with their options, targets of make."""

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from services.command_line.main import app
from shared.telemetry import Metrics
from shared.transport.relay_metrics import RelayMetrics

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = sorted(
    page.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "changes/*.md")
    for page in ROOT.glob(pattern)
)
LINK: Final = re.compile(r"\]\(([^)#\s]+)[^)]*\)")
ROOMS: Final = "services|shared|tests|docs|deploy|changes|requirements|benchmarks|\\.ci"
NAMED: Final = re.compile(rf"`((?:{ROOMS})/[A-Za-z0-9_./-]+)`")
SHELL: Final = re.compile(r"^```(?:sh|bash)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
INLINE: Final = re.compile(r"`candour ([a-z ]+)[^`]*`")
COMMAND: Final = re.compile(r"(?:^|\$\()(?:\.venv/bin/)?candour ([a-z][^)#|\n]*)", re.MULTILINE)
TARGET: Final = re.compile(r"(?:^|`)make ([a-z]+)", re.MULTILINE)
INVENTED: Final = frozenset({"docs/add-a-service.md"})
"""A recipe: it names rooms of a service that is not there."""


class UnknownCommand(AssertionError):
    """There is no such command."""


def _text(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def _commands(text: str) -> Iterator[list[str]]:
    for part in SHELL.findall(text):
        for arguments in COMMAND.findall(part):
            yield shlex.split(arguments)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str) -> None:
    targets = [target for target in LINK.findall(_text(page)) if "://" not in target]
    assert [one for one in targets if not ((ROOT / page).parent / one).exists()] == []


@pytest.mark.parametrize("page", sorted(set(PAGES) - INVENTED))
def test_every_file_that_is_named_is_there(page: str) -> None:
    assert [one for one in NAMED.findall(_text(page)) if not (ROOT / one).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_command_can_be_given(page: str) -> None:
    """Parsed as the command line would, without being run; in a sentence, the name alone."""
    for arguments in _commands(_text(page)):
        _parse(arguments)
    for words in INLINE.findall(_text(page)):
        _named(words.split())


@pytest.mark.parametrize("page", PAGES)
def test_every_target_of_make_is_there(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", _text("Makefile"), re.MULTILINE))
    assert set(TARGET.findall("\n".join(_shell_and_inline(_text(page))))) <= targets


def test_every_decision_is_in_the_index() -> None:
    index = _text("docs/adr/README.md")
    pages = sorted(page.name for page in (ROOT / "docs" / "adr").glob("0*.md"))
    assert [page for page in pages if f"]({page})" not in index] == []


def test_every_metric_is_told_to_whoever_puts_alarms_on_them() -> None:
    metrics = Metrics.of("complaints")
    RelayMetrics(metrics.registry)
    names = {one.name for one in metrics.registry.collect() if one.name.startswith("candour_")}
    told = set(re.findall(r"`(candour_[a-z_]+)`", _text("docs/operations.md")))
    assert told == names


def test_a_command_that_cannot_be_given_is_found_out() -> None:
    text = "```sh\nTOKEN=$(candour token --as auditor --nowhere x)\n```\n"
    (arguments,) = _commands(text)
    with pytest.raises(Exception, match="nowhere"):
        _parse(arguments)


def _parse(arguments: list[str]) -> None:
    """Raises what the command line says of a wrong use; UnknownCommand for no command at all."""
    command, rest = _named(arguments)
    command.make_context("candour", list(rest))


def _named(arguments: Sequence[str]) -> tuple[TyperCommand | TyperGroup, Sequence[str]]:
    """The command, or the group where no more is said, and what is left. Raises UnknownCommand."""
    command, rest = get_command(app), list(arguments)
    while isinstance(command, TyperGroup) and rest:
        if rest[0] not in command.commands:
            raise UnknownCommand(" ".join(arguments))
        command = command.commands[rest.pop(0)]
    assert isinstance(command, TyperCommand | TyperGroup)
    return command, rest


def _shell_and_inline(text: str) -> Iterator[str]:
    yield from SHELL.findall(text)
    yield from re.findall(r"`make [a-z]+", text)
