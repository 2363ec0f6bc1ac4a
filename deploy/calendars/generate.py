"""Write a new edition of England's working-day calendar from the `holidays` library.

    python deploy/calendars/generate.py england-2027.1 --first 2010 --last 2033

An edition that clocks have used is never written again: give the new one a new name, check it
(`tests/shared/working_days`), then name it in `shared/working_days/edition.py`. The library is
right for every extra day since 2010; bank holidays that are not yet proclaimed follow the
pattern of the Banking and Financial Dealings Act 1971, and a later edition corrects them.
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import Final

import holidays

ROOT: Final = Path(__file__).resolve().parents[2]
EDITIONS: Final = ROOT / "shared" / "working_days" / "editions"
sys.path.insert(0, str(ROOT))

from shared.working_days.edition import EditionContent, content_hash  # noqa: E402 - needs ROOT

NOTE: Final = (
    "England: Saturdays, Sundays and these days are not working days (SI 2006/1738 reg 2). "
    "Published by the government up to 2028; after that by the pattern of the Banking and "
    "Financial Dealings Act 1971, until proclaimed."
)

# The library's names, in the words in which the government publishes the days.
PUBLISHED_NAMES: Final = {
    "New Year's Day": "New Year's Day",
    "Good Friday": "Good Friday",
    "Easter Monday": "Easter Monday",
    "May Day": "Early May bank holiday",
    "Spring Bank Holiday": "Spring bank holiday",
    "Late Summer Bank Holiday": "Summer bank holiday",
    "Christmas Day": "Christmas Day",
    "Boxing Day": "Boxing Day",
    "Wedding of William and Catherine": "Royal wedding bank holiday",
    "Diamond Jubilee of Elizabeth II": "Queen's Diamond Jubilee bank holiday",
    "Platinum Jubilee of Elizabeth II": "Platinum Jubilee bank holiday",
    "State Funeral of Queen Elizabeth II": "bank holiday for the funeral of Queen Elizabeth II",
    "Coronation of Charles III": "bank holiday for the coronation of King Charles III",
}
MOVED: Final = " (observed)"


def content(edition: str, first_year: int, last_year: int) -> EditionContent:
    """The edition's content; KeyError for a holiday that has no published name yet."""
    days = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(first_year, last_year + 1), language="en_GB"
    )
    return EditionContent(
        edition=edition,
        first_day=date(first_year, 1, 1).isoformat(),
        last_day=date(last_year, 12, 31).isoformat(),
        holidays=[
            {"day": day.isoformat(), "name": _published(name)} for day, name in sorted(days.items())
        ],
        note=NOTE,
    )


def document(edition_content: EditionContent) -> str:
    """The text of the edition's file: the content, then its hash."""
    file = {**edition_content, "sha256": content_hash(edition_content)}
    return json.dumps(file, indent=1, ensure_ascii=False) + "\n"


def _published(name: str) -> str:
    plain = PUBLISHED_NAMES[name.removesuffix(MOVED)]
    return f"{plain} (substitute day)" if name.endswith(MOVED) else plain


def run() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("edition", help="such as england-2027.1")
    parser.add_argument("--first", type=int, default=2010, help="first year")
    parser.add_argument("--last", type=int, default=2032, help="last year")
    asked = parser.parse_args()
    path = EDITIONS / f"{asked.edition}.json"
    if path.exists():
        parser.error(f"{path.name} exists, and an edition is never written again")
    path.write_text(document(content(asked.edition, asked.first, asked.last)), encoding="utf-8")
    print(path.relative_to(ROOT))


if __name__ == "__main__":
    run()
