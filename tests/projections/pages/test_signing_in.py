"""Signing in with a browser: the cookie, who may send the form, and where it leads."""

from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import httpx
import orjson
import pytest
from joserfc.jwk import ECKey, KeySet

from services.projections.main import create_app
from services.projections.settings import ProjectionsSettings
from shared.clock import SystemClock
from shared.identity import Grant, Role, ensure_key, mint_grants
from shared.web import Environment
from tests.projections.conftest import Projected
from tests.projections.http import Api, api_over
from tests.projections.pages.county import DEMO, county_year

OWN = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
HERE = "http://127.0.0.1:8004"
BUTTON = {"as": "demonstration"}


@pytest.fixture
async def api(projected: Projected, tmp_path: Path) -> AsyncIterator[Api]:
    await projected.read(county_year())
    async with api_over(projected, tmp_path) as served:
        yield served


async def send(
    api: Api,
    form: Mapping[str, str] = BUTTON,
    *,
    headers: Mapping[str, str] = OWN,
    path: str = "/sign-in",
) -> httpx.Response:
    return await api.client.post(f"{HERE}{path}", data=dict(form), headers=dict(headers))


async def test_a_token_becomes_a_cookie_that_no_script_and_no_other_site_can_use(
    api: Api,
) -> None:
    token = api.token("team-manager", authority=DEMO)["Authorization"].removeprefix("Bearer ")
    answered = await send(api, {"token": f" {token}\n"})
    assert (answered.status_code, answered.headers["location"]) == (303, "/overview")
    cookie = answered.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie.split("; ")  # of a development set-up without https
    assert 43_100 <= int(cookie.split("Max-Age=")[1].split(";")[0]) <= 43_200
    assert token not in answered.text


async def test_the_button_makes_an_analyst_of_the_demonstration_county(api: Api) -> None:
    answered = await send(api)
    cookie = answered.headers["set-cookie"].split(";")[0]
    page = await api.client.get("/overview", headers={"Cookie": cookie, "Accept": "text/html"})
    assert (page.status_code, ">demo<" in page.text) == (200, True)


async def test_a_cookie_reads_and_commands_nothing(api: Api) -> None:
    answered = await send(api)
    cookie = {"Cookie": answered.headers["set-cookie"].split(";")[0]}
    assert (await api.client.get("/indicators", headers=cookie)).status_code == 200
    commanded = await api.client.post("/parked/retry", headers=cookie)
    assert (commanded.status_code, commanded.json()["code"]) == (401, "not-signed-in")


async def test_other_cookies_of_this_machine_do_not_matter(api: Api) -> None:
    cookie = (await send(api)).headers["set-cookie"].split(";")[0]
    for cookies in (f'other={{"a":1}}; {cookie}', f"=; {cookie}; x y=\x7f", f"{cookie}; ;"):
        answered = await api.client.get("/indicators", headers={"Cookie": cookies})
        assert answered.status_code == 200
    for cookies in ("candour-token=", "candour-token", "Candour-Token=x"):
        answered = await api.client.get("/indicators", headers={"Cookie": cookies})
        assert answered.json()["code"] == "not-signed-in"


async def test_a_header_goes_before_a_cookie(api: Api) -> None:
    answered = await send(api)
    cookie = answered.headers["set-cookie"].split(";")[0]
    headers = {"Cookie": cookie, "Authorization": "Bearer nonsense"}
    assert (await api.client.get("/indicators", headers=headers)).status_code == 401


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": HERE},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {},
    ],
)
@pytest.mark.parametrize("path", ["/sign-in", "/sign-out"])
async def test_a_form_from_elsewhere_is_refused(
    api: Api, headers: dict[str, str], path: str
) -> None:
    answered = await send(api, headers=headers, path=path)
    assert (answered.status_code, answered.json()["code"]) == (403, "form-from-elsewhere")
    assert "set-cookie" not in answered.headers


async def test_an_older_browser_says_where_its_form_comes_from(api: Api) -> None:
    answered = await send(api, headers={"Origin": HERE})
    assert answered.status_code == 303


@pytest.mark.parametrize(
    ("following", "leads_to"),
    [
        ("/late?as_at=2023-03-31", "/late?as_at=2023-03-31"),
        ("//evil.example", "/overview"),
        ("/\\evil.example", "/overview"),
        ("https://evil.example", "/overview"),
        ("/late\r\nSet-Cookie: a=b", "/overview"),
        ("", "/overview"),
    ],
)
async def test_one_is_led_to_an_address_of_this_service_only(
    api: Api, following: str, leads_to: str
) -> None:
    answered = await send(api, {**BUTTON, "next": following})
    assert answered.headers["location"] == leads_to


async def test_who_is_not_signed_in_is_led_there_and_back(api: Api) -> None:
    answered = await api.client.get("/late?as_at=2023-03-31", headers={"Accept": "text/html"})
    assert (answered.status_code, answered.headers["location"]) == (
        303,
        "/sign-in?next=/late%3Fas_at%3D2023-03-31",
    )
    form = await api.client.get(answered.headers["location"])
    assert 'name="next" value="/late?as_at=2023-03-31"' in form.text
    program = await api.client.get("/late")
    assert (program.status_code, program.json()["code"]) == (401, "not-signed-in")


@pytest.mark.parametrize("token", ["", "nonsense", "a.b.c", "x" * 20_000])
async def test_a_token_that_is_none_is_told_on_the_form(api: Api, token: str) -> None:
    answered = await send(api, {"token": token})
    assert (answered.status_code, "set-cookie" in answered.headers) == (422, False)
    assert answered.text.count("this one is not accepted") == 2
    assert "nonsense" not in answered.text


async def test_a_token_too_long_for_a_cookie_is_told_on_the_form(api: Api) -> None:
    grants = [Grant(authority=f"county-{n}", roles=(Role.AUDITOR,)) for n in range(60)]
    answered = await send(api, {"token": mint_grants(grants, key=api.key, now=SystemClock().now())})
    assert (answered.status_code, "set-cookie" in answered.headers) == (422, False)
    assert "too long for a browser" in answered.text


async def test_the_button_is_only_for_this_machine_by_its_own_name(api: Api) -> None:
    at_home = await api.client.get(f"{HERE}/sign-in")
    assert "demo county" in at_home.text
    for host in ("http://evil.example:8004", "http://10.0.0.7:8004"):
        elsewhere = await api.client.get(f"{host}/sign-in")
        assert "demo county" not in elsewhere.text
        answered = await api.client.post(f"{host}/sign-in", data=BUTTON, headers=OWN)
        assert (answered.status_code, "set-cookie" in answered.headers) == (422, False)


async def test_signing_out_forgets_the_token(api: Api) -> None:
    answered = await send(api, path="/sign-out")
    assert (answered.status_code, answered.headers["location"]) == (303, "/sign-in")
    assert "Max-Age=0" in answered.headers["set-cookie"]


async def test_production_has_no_button_and_a_cookie_for_https_only(
    projected: Projected, tmp_path: Path
) -> None:
    ensure_key(tmp_path / "master.key")
    keys = KeySet([ECKey.generate_key("P-256", {"kid": "k", "use": "sig"}, private=True)])
    (tmp_path / "jwks.json").write_bytes(orjson.dumps(keys.as_dict(private=False)))
    app = create_app(
        ProjectionsSettings(
            environment=Environment.PRODUCTION,
            home=tmp_path,
            database_url=projected.database.service_dsn,
            key_file=tmp_path / "master.key",
            issuer="https://sign-in.example",
            issuer_keys=str(tmp_path / "jwks.json"),
        )
    )
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
        assert "demo county" not in (await client.get("/sign-in")).text
        refused = await client.post("/sign-in", data=BUTTON, headers=OWN)
        assert (refused.status_code, "set-cookie" in refused.headers) == (422, False)
        out = await client.post("/sign-out", headers=OWN)
        assert "Secure" in out.headers["set-cookie"].split("; ")
