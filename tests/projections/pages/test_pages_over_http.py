"""The pages as HTML: what they hold, what they hide, and what they answer to a wrong question."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from tests.projections.complaints import receive
from tests.projections.conftest import Projected
from tests.projections.http import Api, api_over
from tests.projections.messages import clock
from tests.projections.pages.county import DEMO, PERIOD, CountyLog, county_year

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
POLICY = "Content-Security-Policy"


@pytest.fixture
async def api(projected: Projected, tmp_path: Path) -> AsyncIterator[Api]:
    async with api_over(projected, tmp_path) as served:
        yield served


async def look(api: Api, path: str, *, role: str = "reporting-analyst") -> httpx.Response:
    cookie = api.token(role, authority=DEMO)["Authorization"].removeprefix("Bearer ")
    return await api.client.get(path, headers={**BROWSER, "Cookie": f"candour-token={cookie}"})


async def test_the_root_leads_to_the_first_page_with_its_question(api: Api) -> None:
    answered = await api.client.get(f"/?period={PERIOD}", headers=BROWSER)
    assert (answered.status_code, answered.headers["location"]) == (
        303,
        "/overview?period=2022/23",
    )


async def test_every_page_forbids_scripts_and_foreign_parts(projected: Projected, api: Api) -> None:
    await projected.read(county_year())
    for path in ("/overview", "/late", "/sign-in", "/nowhere", "/overview?as_at=x"):
        answered = await look(api, path)
        assert "default-src 'none'" in answered.headers[POLICY]
        assert "script-src" not in answered.headers[POLICY]
        assert answered.headers["cache-control"] == "no-store"
        assert answered.headers["x-content-type-options"] == "nosniff"
        assert "<script" not in answered.text
        assert " style=" not in answered.text
        assert 'lang="en"' in answered.text
        assert answered.text.count("<h1") == 1
        assert "http://" not in answered.text.replace("http://projections", "")


async def test_style_sheets_are_open_to_all_and_load_nothing(api: Api) -> None:
    for name in ("govuk-frontend.css", "candour.css"):
        answered = await api.client.get(f"/pages/{name}")
        assert answered.headers["content-type"].startswith("text/css")
        assert "url(" not in answered.text
    assert (await api.client.get("/pages/govuk-frontend.scss")).status_code in {401, 404}


async def test_each_figure_leads_to_its_cases(projected: Projected, api: Api) -> None:
    await projected.read(county_year())
    page = (await look(api, f"/overview?period={PERIOD}&as_at=2023-03-31")).text
    links = re.findall(r'href="(/indicators/[^"]+/cases[^"]+)"', page)
    assert len(links) >= 8
    for link in links:
        answered = await look(api, link.replace("&amp;", "&"))
        assert answered.status_code == 200
        assert answered.json()["items"] != []


async def test_known_on_takes_the_figures_back_and_says_what_it_does_not(
    projected: Projected, api: Api
) -> None:
    await projected.read(county_year())
    page = (await look(api, f"/overview?period={PERIOD}&known_on=2022-07-24")).text
    assert "2 of 2" in page  # C-2022-00003 was answered on the day after
    assert "is shown as it is known now" in page


async def test_what_is_late_goes_on_page_by_page(projected: Projected, api: Api) -> None:
    await projected.read(county_year())
    path, seen = "/late?as_at=2023-03-31&limit=2", []
    while path:
        page = (await look(api, path)).text
        seen += re.findall(r"(\d+ working days)", page)
        following = re.search(r'rel="next" href="([^"]+)"', page)
        path = following[1].replace("&amp;", "&") if following else ""
    assert seen == ["32 working days", "12 working days", "11 working days"]


@pytest.mark.parametrize(
    ("unit", "said"), [("calendar-months", "19 calendar days"), ("weeks", "19 calendar days")]
)
async def test_weeks_and_months_that_only_began_are_said_in_days(
    projected: Projected, api: Api, unit: str, said: str
) -> None:
    log = CountyLog(service="placements")
    late = clock("K", "care.review-second", "2022-11-20", "2023-02-20", unit=unit, limit=3)
    log.record("K", on="2022-11-20", kind="care", clocks=[late])
    await projected.read(log)
    for path in ("/overview?as_at=2023-03-11", "/late?as_at=2023-03-11"):
        page = (await look(api, path)).text
        assert said in page
    assert "No time limit is open and past due" in (await look(api, "/late?as_at=2023-02-20")).text


async def test_the_target_and_the_status_stand_beside_the_figure(
    projected: Projected, api: Api
) -> None:
    await projected.read(county_year())
    entered = {
        "indicator": "complaints.stage-1-timeliness",
        "label": "within-20",
        "period": PERIOD,
        "target": ">90",
        "status": "amber",
        "source": "Dashboard",
    }
    analyst = api.token("reporting-analyst", authority=DEMO)
    said = await api.client.post("/appraisals", json=entered, headers=analyst)
    assert said.status_code == 201, said.text
    page = (await look(api, f"/overview?period={PERIOD}")).text
    assert "Target &gt;90%, not met. Status amber." in page
    assert "Status amber" not in (await look(api, "/overview?period=2023/24")).text


async def test_a_restricted_case_is_counted_and_not_shown(projected: Projected, api: Api) -> None:
    await projected.read(county_year())
    for path in ("/overview?as_at=2023-03-31", "/late?as_at=2023-03-31"):
        page = (await look(api, path)).text
        assert "C-2023-00002" not in page
        assert "hidden-team" not in page
        assert "Restricted" in page


async def test_what_a_service_said_is_text_and_never_markup(projected: Projected, api: Api) -> None:
    log = county_year()
    receive(log, "C-2023-00009", "2023-03-03", team="<b onload=x>&")
    await projected.read(log)
    page = (await look(api, "/late?as_at=2023-03-31")).text
    assert "<b onload" not in page
    assert "&lt;b onload=x&gt;&amp;" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("period=2022/24", "Choose a period such as 2022/23"),
        ("as_at=31.3.2023", "Enter a day such as 2023-03-31"),
        ("known_on=2999-01-01", "Enter a day such as 2023-03-31"),
        ("as_at=2150-01-01", "The day must be today or before"),
    ],
)
async def test_a_wrong_field_is_told_on_the_form(api: Api, query: str, said: str) -> None:
    answered = await look(api, f"/overview?{query}")
    assert answered.status_code == 422
    assert "<title>Error: " in answered.text
    assert "There is a problem" in answered.text
    assert answered.text.count(said) == 2  # in the summary and at the field


@pytest.mark.parametrize("page", ["overview", "late"])
async def test_a_day_before_any_calendar_is_refused_on_a_page(
    projected: Projected, api: Api, page: str
) -> None:
    await projected.read(county_year())
    answered = await look(api, f"/{page}?as_at=1950-04-03")
    assert (answered.status_code, "Day invalid" in answered.text) == (422, True)


@pytest.mark.parametrize(
    "cursor", ["nonsense", "eyJhIjpbIjIwMjMtMDMtMTUiLCIxIl0sIm8iOiIxIn0", "%00"]
)
async def test_a_cursor_that_is_none_is_refused_on_a_page(api: Api, cursor: str) -> None:
    answered = await look(api, f"/late?cursor={cursor}")
    assert (answered.status_code, "Cursor invalid" in answered.text) == (422, True)


async def test_problems_are_pages_for_browsers_and_json_for_programs(api: Api) -> None:
    page = await look(api, "/indicators/nothing")
    assert (page.status_code, page.headers["content-type"]) == (404, "text/html; charset=utf-8")
    assert "No such indicator" in page.text
    assert page.headers["candour-correlation"] in page.text
    program = await api.get("/indicators/nothing")
    assert program.headers["content-type"] == "application/problem+json"
    misspelt = await look(api, "/overview?peroid=2022/23")
    assert (misspelt.status_code, "Query unknown" in misspelt.text) == (422, True)
    may_not = await look(api, "/overview", role="social-worker")
    assert may_not.status_code == 403
    assert 'action="/sign-out"' in may_not.text
    head = await api.client.head("/late", headers=BROWSER)
    assert (head.status_code, head.content) == (401, b"")


async def test_another_county_is_refused_and_a_single_one_is_not_asked_for(
    projected: Projected, api: Api
) -> None:
    await projected.read(county_year())
    own = await look(api, "/overview")
    assert (own.status_code, 'id="authority"' in own.text) == (200, False)
    other = await look(api, "/overview?authority=elsewhere")
    assert (other.status_code, "Authority not yours" in other.text) == (403, True)


async def test_an_authority_of_which_nothing_is_known_has_no_noughts(api: Api) -> None:
    page = await look(api, "/overview")
    assert page.status_code == 200
    assert "No data (nothing recorded)" in page.text
    assert "0%" not in page.text
    assert "No service has been read yet" in page.text
