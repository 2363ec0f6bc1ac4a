"""The first page in a real browser: signed in by clicking, figures seen, nothing from elsewhere."""

import itertools
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.projections.conftest import Projected
from tests.projections.pages.county import PERIOD, Shown, county_year, shown
from tests.support.browser import NOT_INSTALLED, Browser, browser_in, chromium

pytestmark = pytest.mark.skipif(chromium() is None, reason=NOT_INSTALLED)

DEVELOPMENT_BUTTON = "form button"
STAGE_1, HIDDEN = "Complaint: stage 1", "Restricted"
TIMELINESS = "complaints.stage-1-timeliness"
BOXES = """[...document.querySelectorAll('{0}')].map(e => {{
    const b = e.getBoundingClientRect(); return [b.width, b.height]; }})"""


@pytest.fixture
async def service(projected: Projected, tmp_path: Path) -> AsyncIterator[Shown]:
    await projected.read(county_year())
    async with shown(projected, tmp_path) as served:
        yield served


@pytest.fixture
async def browser(tmp_path: Path) -> AsyncIterator[Browser]:
    async with browser_in(tmp_path / "profile") as opened:
        yield opened


async def rows(browser: Browser, table: str) -> list[list[str]]:
    found: list[list[str]] = await browser.see(
        f"[...document.querySelectorAll('#{table} tbody tr')]"
        ".map(r => [...r.cells].map(c => c.textContent.trim()))"
    )
    return found


async def test_an_analyst_clicks_in_and_sees_what_the_interface_answers(
    browser: Browser, service: Shown, tmp_path: Path
) -> None:
    await browser.as_wide_as(1280)
    await browser.go(f"{service.address}/?period={PERIOD}&as_at=2023-03-31")
    assert await browser.see("document.title") == "Sign in · Candour"
    await browser.click(DEVELOPMENT_BUTTON)
    assert await browser.see("location.pathname + location.search") == (
        f"/overview?period={PERIOD}&as_at=2023-03-31"
    )
    await browser.picture(tmp_path / "overview-1280.png")
    assert await browser.see("document.querySelectorAll('h1').length") == 1

    async with httpx.AsyncClient(base_url=service.address) as client:
        answered = await client.get(
            f"/indicators/{TIMELINESS}",
            params={"period": PERIOD, "as_at": "2023-03-31"},
            headers={"Authorization": f"Bearer {service.token()}"},
        )
    told = answered.json()["figures"][TIMELINESS]
    seen = await rows(browser, "complaints-stage-1-timeliness-table")
    assert [(row[1], row[2]) for row in seen] == [
        (str(one["numerator"]), str(one["denominator"])) for one in told
    ]
    shares = [f"{one['value']:.2f}".rstrip("0").rstrip(".") + "%" for one in told]
    assert [row[3] for row in seen] == shares

    drawn: list[list[float]] = await browser.see(
        BOXES.format("#complaints-stage-1-timeliness-chart .candour-part")
    )
    track: list[list[float]] = await browser.see(
        BOXES.format("#complaints-stage-1-timeliness-chart .candour-bars__track")
    )
    bands = [one["value"] for one in told if one["label"] != "within-20"]
    assert [round(100 * width / track[0][0]) for width, _ in drawn] == [round(b) for b in bands]
    assert all(height == pytest.approx(16, abs=2) for _, height in drawn)


async def test_what_is_late_and_for_whom(browser: Browser, service: Shown) -> None:
    await browser.go(f"{service.address}/late?as_at=2023-03-31")
    await browser.click(DEVELOPMENT_BUTTON)
    assert await rows(browser, "late-table") == [
        [STAGE_1, HIDDEN, HIDDEN, HIDDEN, "15 Feb 2023", "32 working days"],
        [STAGE_1, "C-2023-00001", "south", "Nobody", "15 Mar 2023", "12 working days"],
        [STAGE_1, "C-2023-00003", "south", "Nobody", "16 Mar 2023", "11 working days"],
    ]
    assert "hidden-team" not in await browser.see("document.documentElement.outerHTML")


@pytest.mark.parametrize("page", ["overview", "late", "sign-in", "nowhere"])
async def test_a_screen_reader_finds_its_way(browser: Browser, service: Shown, page: str) -> None:
    """Headings in order, tables with their heads, pictures, fields and landmarks with names."""
    await browser.go(f"{service.address}/sign-in?next=/overview")
    await browser.click(DEVELOPMENT_BUTTON)
    await browser.go(f"{service.address}/{page}?as_at=2023-03-31")
    levels = await browser.see(
        "[...document.querySelectorAll('h1,h2,h3,h4')].map(h => Number(h.tagName[1]))"
    )
    steps = [after - before for before, after in itertools.pairwise(levels)]
    assert levels[0] == 1
    assert all(step <= 1 for step in steps)
    tree = (await browser.command("Accessibility.getFullAXTree"))["nodes"]
    roles = {node["role"]["value"] for node in tree if "role" in node}
    assert {"main", "banner", "contentinfo"} <= roles
    named = {"link", "button", "image", "img", "region", "combobox", "Date", "textbox", "table"}
    nameless = [
        node["role"]["value"]
        for node in tree
        if node.get("role", {}).get("value") in named and not node.get("name", {}).get("value")
    ]
    assert nameless == []
    assert await browser.see("document.querySelectorAll('th:not([scope])').length") == 0
    ids = await browser.see("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(set(ids)) == len(ids)


async def test_nothing_leaves_the_machine_and_the_console_is_silent(
    browser: Browser, service: Shown
) -> None:
    await browser.go(service.address)
    await browser.click(DEVELOPMENT_BUTTON)
    await browser.go(f"{service.address}/late")
    home = urlsplit(service.address).netloc
    assert len(browser.asked_for) >= 5
    asked_for = [urlsplit(one) for one in browser.asked_for]
    # `data:` is no request: it is the browser's own picture in a field for dates.
    assert {one.netloc for one in asked_for if one.scheme != "data"} == {home}
    assert browser.complaints == []
    assert await browser.see("document.scripts.length") == 0


@pytest.mark.parametrize("page", ["overview", "late", "sign-in", "nowhere"])
async def test_no_page_is_wider_than_a_telephone(
    *, browser: Browser, service: Shown, tmp_path: Path, page: str
) -> None:
    await browser.as_wide_as(320)
    await browser.go(f"{service.address}/sign-in?next=/overview")
    await browser.click(DEVELOPMENT_BUTTON)
    await browser.go(f"{service.address}/{page}?as_at=2023-03-31&period={PERIOD}")
    await browser.picture(tmp_path / f"{page}-320.png")
    assert await browser.see("document.documentElement.scrollWidth") <= 320
    widths = await browser.see(
        "[...document.querySelectorAll('.candour-bars text')].map(t => t.getBBox().width)"
    )
    assert all(0 < width <= 300 for width in widths)


async def test_every_section_is_named_at_the_top_with_its_figure(
    browser: Browser, service: Shown
) -> None:
    await browser.go(f"{service.address}/sign-in?next=/overview")
    await browser.click(DEVELOPMENT_BUTTON)
    await browser.go(f"{service.address}/overview?as_at=2023-03-31&period={PERIOD}")
    leads_to = await browser.see(
        "[...document.querySelectorAll('.candour-contents a')].map(a => a.hash.slice(1))"
    )
    sections = await browser.see(
        "[...document.querySelectorAll('.candour-section h2')].map(h => h.id)"
    )
    assert leads_to == sections
    assert len(sections) > 2
    told = "[...document.querySelectorAll('{0}')].map(e => e.textContent)"
    top = await browser.see(told.format(".candour-contents__value"))
    below = await browser.see(told.format(".candour-headline__value"))
    assert len(below) > 0
    assert top == below


async def test_how_long_overdue_is_seen_without_scrolling(browser: Browser, service: Shown) -> None:
    await browser.as_wide_as(1280)
    await browser.go(f"{service.address}/sign-in?next=/overview")
    await browser.click(DEVELOPMENT_BUTTON)
    await browser.go(f"{service.address}/late?as_at=2023-03-31")
    named = ("Referral: acknowledgement", "R-2026-00015", "safeguarding-south")
    told = (*named, "safeguarding-south-02", "16 Mar 2026", "181 working days")
    for column, text in enumerate(told, start=1):
        cells = f"[...document.querySelectorAll('#late-table tbody :nth-child({column})')]"
        await browser.see(
            f"{cells}.forEach(c => {{ if (c.matches('th, td')) c.textContent = '{text}' }})"
        )
    wide, seen = await browser.see(
        "(e => [e.scrollWidth, e.clientWidth])(document.querySelector('#late-table').parentElement)"
    )
    assert wide <= seen


async def test_several_counties_are_chosen_among_and_a_number_leads_to_its_cases(
    browser: Browser, service: Shown
) -> None:
    await browser.go(f"{service.address}/sign-in?next=/overview?as_at=2023-03-31")
    await browser.type("#token", service.token("auditor", "county", "demo"))
    await browser.click("form:last-of-type button")
    assert await browser.see("document.querySelector('.govuk-caption-l').textContent") == "demo"
    assert await browser.see("[...document.querySelectorAll('#authority option')].length") == 2
    await browser.see("document.querySelector('#authority').value = 'county'")
    await browser.click(".candour-chooser button")
    assert await browser.see("document.querySelector('.govuk-caption-l').textContent") == "county"
    await browser.go(f"{service.address}/overview?authority=demo&as_at=2023-03-31")
    await browser.click("#time-limits-table tbody td:last-child a")
    assert "C-2023-00001" in await browser.see("document.body.textContent")


async def test_the_form_asks_anew_and_signing_out_ends_it(browser: Browser, service: Shown) -> None:
    await browser.go(f"{service.address}/overview?period=2021/22")
    await browser.click(DEVELOPMENT_BUTTON)
    await browser.type("#as_at", "31032022")
    await browser.click(".candour-chooser button")
    assert "period=2021%2F22" in await browser.see("location.search")
    await browser.click(".candour-button-link")
    assert await browser.see("location.pathname") == "/sign-in"
    await browser.go(f"{service.address}/late")
    assert await browser.see("location.pathname + location.search") == "/sign-in?next=/late"
    assert await browser.see("document.cookie") == ""
