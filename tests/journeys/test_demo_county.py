"""`candour up` fills a county that lives in all services: work, late work, and figures for all."""

import json
from collections.abc import Iterator

import pytest

from services.command_line import seed_state
from services.command_line.seed_state import SeedState
from shared.clock import SystemClock, london_date
from tests.journeys.installation import Installation, eventually, temporary_home

pytestmark = pytest.mark.slow

DEMO = "demo"
SECONDS_TO_FILL = 120
ENTERED = "no-service-records-it-yet"


@pytest.fixture(scope="module")
def filled() -> Iterator[Installation]:
    """A small county that was begun before, so that `up` goes on with its measures."""
    with temporary_home() as path:
        place = Installation(path=path)
        place.home.prepare()
        until = london_date(SystemClock().now()).isoformat()
        seed_state.write(place.home, SeedState(until=until, years=1, scale=0.1, seed=7))
        place.start()
        assert eventually(lambda: _is_filled(place), SECONDS_TO_FILL), place.logs()[-2000:]
        yield place
        assert place.interrupt() == 0


def test_there_are_cases_in_every_service(filled: Installation) -> None:
    for service, path in (
        ("complaints", "/complaints"),
        ("referrals", "/referrals"),
        ("placements", "/care"),
        ("placements", "/households"),
    ):
        assert _items(filled, service, path), path


def test_a_service_acted_on_what_another_told_it(filled: Installation) -> None:
    contacts = _items(filled, "referrals", "/referrals", source="complaint")
    assert contacts
    homes = _items(filled, "placements", "/households", limit="200")
    assert any(home["complaints"] for home in homes)
    children = _items(filled, "placements", "/care", limit="200")
    assert any(child["child"] for child in children)
    for service in ("referrals", "placements"):
        assert "[]" in filled.candour("parked", "list", "--service", service)


def test_every_indicator_has_something_to_show(filled: Installation) -> None:
    base = f"{filled.projections}/indicators"
    listed = filled.get(base, role="reporting-analyst", authority=DEMO).json()["items"]
    codes = {str(each["id"]) for each in listed}
    assert {"cse.caseload", "fostering.vacancies", "referrals.re-referrals"} <= codes
    empty = [
        code
        for code in sorted(codes)
        if not any(_shows(filled, f"{base}/{code}", code, period) for period in _periods())
    ]
    assert empty == []


def test_there_is_late_work_in_every_service(filled: Installation) -> None:
    answer = filled.get(
        f"{filled.projections}/clocks",
        role="reporting-analyst",
        authority=DEMO,
        standing="late",
        limit="200",
    )
    late = {str(row["timescale"]).partition(".")[0] for row in answer.json()["items"]}
    assert "complaint" in late
    assert late & {"referral", "assessment"}
    assert late & {"care", "placement"}


def test_filling_it_again_changes_nothing(filled: Installation) -> None:
    state = seed_state.read(filled.home)
    assert state is not None
    before = _heads(filled)
    filled.candour("seed", *state.arguments())
    after = _heads(filled)
    assert all(now - then < 5 for now, then in zip(after, before, strict=True)), (before, after)


def _heads(place: Installation) -> list[int]:
    return [
        int(
            place.get(f"{place.address(service)}/log", role="auditor", authority=DEMO).json()[
                "position"
            ]
        )
        for service in ("complaints", "referrals", "placements")
    ]


def _items(place: Installation, service: str, path: str, **query: str) -> list[dict[str, object]]:
    answer = place.get(
        f"{place.address(service)}{path}",
        role="complaints-manager" if service == "complaints" else "service-manager",
        authority=DEMO,
        **query,
    )
    assert answer.status_code == 200, answer.text
    items: list[dict[str, object]] = json.loads(answer.text)["items"]
    return items


def _shows(place: Installation, url: str, code: str, period: str) -> bool:
    """Whether any row has a figure; what only an analyst enters has none, and says so."""
    answer = place.get(url, role="reporting-analyst", authority=DEMO, period=period)
    assert answer.status_code == 200, answer.text
    rows = answer.json()["figures"][code]
    entered = {row["reason"] for row in rows} == {ENTERED}
    return entered or any(row["numerator"] or row["value"] for row in rows)


def _periods() -> list[str]:
    """The financial year of today and the quarters of the year before, the latest first.

    The county went live a year ago, and there is no figure for a period that it did not see whole.
    """
    today = london_date(SystemClock().now())
    quarter = (today.year - 1) * 4 + (today.month - 1) // 3 + 3
    quarters = range(quarter, quarter - 4, -1)
    return [_year(quarter // 4), *(f"{_year(one // 4)}-Q{one % 4 + 1}" for one in quarters)]


def _year(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02}"


def _is_filled(place: Installation) -> bool:
    state = seed_state.read(place.home)
    return state is not None and state.filled
