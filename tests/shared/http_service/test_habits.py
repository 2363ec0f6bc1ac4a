"""What every service does the same way, asked of a whole small one over HTTP."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID

import httpx
import pytest

from shared.clock import FixedClock
from shared.identity import Grant, Role
from shared.web import Check, Unready
from tests.shared.http_service.small_service import (
    LONG_AGO,
    NOTE,
    PERSONAL,
    SmallService,
    small_service,
)


@pytest.fixture
async def service() -> AsyncIterator[SmallService]:
    async with small_service() as running:
        yield running


def problem(answer: httpx.Response) -> dict[str, object]:
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, object] = answer.json()
    assert document["type"] == f"/problems/{document['code']}"
    assert document["status"] == answer.status_code
    assert document["correlation"] == answer.headers["candour-correlation"]
    return document


class TestACommand:
    async def test_is_answered_with_its_circumstances(self, service: SmallService) -> None:
        token = service.token("complaints-manager", team="east", worker="w-7")
        answer = await service.note(token=token, if_match='"3"')
        assert answer.status_code == 201
        assert answer.headers["etag"] == '"7"'
        assert answer.headers["cache-control"] == "no-store"
        view = answer.json()
        assert (view["authority"], view["role"], view["team"]) == (
            "demo",
            "complaints-manager",
            "east",
        )
        assert view["if_match"] == 3
        assert view["simulated"] is False
        assert view["correlation_id"] == answer.headers["candour-correlation"]

    async def test_with_the_same_key_is_the_same_command(self, service: SmallService) -> None:
        first = (await service.note(idempotency_key="k-1")).json()
        again = (await service.note(idempotency_key="k-1")).json()
        other = (await service.note(idempotency_key="k-2")).json()
        assert first["command_id"] == again["command_id"] != other["command_id"]
        assert first["fingerprint"] == again["fingerprint"]
        assert first["about_two"] == again["about_two"]
        assert len({first["command_id"], *first["about_two"]}) == 3

    async def test_with_the_same_key_and_another_body_has_another_fingerprint(
        self, service: SmallService
    ) -> None:
        first = (await service.note(idempotency_key="k-1")).json()
        other = (await service.note({**NOTE, "text": "Else."}, idempotency_key="k-1")).json()
        assert first["command_id"] == other["command_id"]
        assert first["fingerprint"] != other["fingerprint"]

    async def test_is_the_same_however_its_body_is_laid_out(self, service: SmallService) -> None:
        first = (await service.note(idempotency_key="k-1")).json()
        turned = json.dumps(dict(reversed(list(NOTE.items()))), indent=3)
        again = await service.client.post(
            "/cases/C-2022-00001/notes",
            content=turned,
            headers=service.headers(idempotency_key="k-1", content_type="application/json"),
        )
        assert again.json()["fingerprint"] == first["fingerprint"]

    async def test_of_another_caller_or_authority_is_another_command(
        self, service: SmallService
    ) -> None:
        mine = (await service.note(idempotency_key="k")).json()
        theirs = (await service.note(token=service.token(worker="w-2"), idempotency_key="k")).json()
        elsewhere = (
            await service.note(token=service.token(authority="other"), idempotency_key="k")
        ).json()
        assert len({view["command_id"] for view in (mine, theirs, elsewhere)}) == 3

    async def test_without_a_key_is_always_a_new_one(self, service: SmallService) -> None:
        first, second = (await service.note()).json(), (await service.note()).json()
        assert first["command_id"] != second["command_id"]

    @pytest.mark.parametrize("key", ["x" * 201, "tab\there"])
    async def test_with_a_bad_key_is_refused(self, service: SmallService, key: str) -> None:
        answer = await service.note(idempotency_key=key)
        assert answer.status_code == 422
        assert problem(answer)["code"] == "idempotency-key-invalid"

    @pytest.mark.parametrize("tag", ["3", '"03"', '"1", "2"', '"x"', ""])
    async def test_with_a_bad_if_match_is_refused(self, service: SmallService, tag: str) -> None:
        answer = await service.note(if_match=tag)
        assert answer.status_code == 422
        document = problem(answer)
        assert (document["code"], document["field"]) == ("if-match-invalid", "If-Match")

    async def test_takes_over_a_correlation_that_is_a_uuid(self, service: SmallService) -> None:
        given = "6b2f7c1e-0d9e-4b5c-9a53-0f2e1f7a9d11"
        answer = await service.note(candour_correlation=given)
        assert answer.headers["candour-correlation"] == given
        assert answer.json()["correlation_id"] == given

    async def test_does_not_take_over_other_text_as_correlation(
        self, service: SmallService
    ) -> None:
        answer = await service.note(candour_correlation="Wilhelmina Oxenbridge, born 2010-01")
        made = answer.headers["candour-correlation"]
        assert str(UUID(made)) == made

    async def test_refused_by_a_rule_says_which_field_and_why(self, service: SmallService) -> None:
        answer = await service.note({**NOTE, "noted_on": "2019-12-31"})
        document = problem(answer)
        assert document["code"] == "note-before-start"
        assert document["field"] == "noted_on"
        assert document["facts"] == {"started_on": "2020-01-01"}


class TestSimulatedTime:
    async def test_decides_at_the_instant_and_on_its_london_date(
        self, service: SmallService
    ) -> None:
        view = (await service.note(candour_time="2022-04-11T23:30:00Z")).json()
        assert view["simulated"] is True
        assert view["decided_at"] == "2022-04-11T23:30:00Z"
        assert view["today"] == "2022-04-12"

    @pytest.mark.parametrize(
        "said",
        ["2022-04-11", "2022-04-11T09:00:00", "2022-04-11T09:00Z", "2999-01-01T00:00:00Z", "now"],
    )
    async def test_needs_an_instant_with_a_zone_that_is_not_later_than_now(
        self, service: SmallService, said: str
    ) -> None:
        assert problem(await service.note(candour_time=said))["code"] == "simulated-time-invalid"

    async def test_is_refused_where_time_is_real(self) -> None:
        async with small_service(simulated_time=False) as service:
            answer = await service.note(candour_time="2022-04-11T09:00:00Z")
        assert problem(answer)["code"] == "simulated-time-off"

    async def test_real_time_is_the_clocks(self) -> None:
        async with small_service(clock=FixedClock(LONG_AGO)) as service:
            view = (await service.note()).json()
        assert view["decided_at"] == "2022-04-11T23:30:00Z"
        assert view["today"] == "2022-04-12"


class TestSigningIn:
    async def test_nobody_gets_in_without_a_token(self, service: SmallService) -> None:
        for path in ("/cases", "/messages", "/log", "/no/such/page"):
            answer = await service.client.get(path)
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == 'Bearer realm="candour"'
            assert problem(answer)["code"] == "not-signed-in"

    async def test_a_strangers_body_is_not_even_read(self, service: SmallService) -> None:
        answer = await service.client.post("/cases/C-1/notes", content=b"{broken")
        assert answer.status_code == 401

    @pytest.mark.parametrize("scheme", ["Basic dXNlcjpwYXNz", "Bearer", "Bearer  ", "x"])
    async def test_other_schemes_are_refused(self, service: SmallService, scheme: str) -> None:
        answer = await service.client.get("/cases", headers={"Authorization": scheme})
        assert answer.status_code == 401
        assert 'error="invalid_token"' in answer.headers["www-authenticate"]

    async def test_an_expired_token_is_refused_though_it_was_remembered(self) -> None:
        async with small_service() as service:
            token = service.token()
            assert (await service.client.get("/cases", headers=service.headers(token))).is_success
        late = FixedClock(service.clock.now() + timedelta(hours=13))
        async with small_service(clock=late) as later:
            answer = await later.client.get("/cases", headers=later.headers(token))
        assert problem(answer)["facts"] == {"reason": "expired"}

    async def test_public_pages_need_none(self, service: SmallService) -> None:
        for path in (
            "/health/live",
            "/health/ready",
            "/metrics",
            "/openapi.json",
            "/asyncapi.json",
            "/docs",
            "/docs/assets/swagger-ui-bundle.js",
            "/problems",
            "/problems/not-signed-in",
            "/favicon.ico",
        ):
            assert (await service.client.get(path)).status_code == 200, path

    async def test_the_front_page_leads_to_the_documentation(self, service: SmallService) -> None:
        assert (await service.client.get("/")).headers["location"] == "/docs"

    async def test_another_role_may_not(self, service: SmallService) -> None:
        answer = await service.note(token=service.token("auditor"))
        assert answer.status_code == 403
        document = problem(answer)
        assert document["code"] == "role-may-not"
        assert document["facts"] == {"action": "note"}

    async def test_several_authorities_need_one_named(self, service: SmallService) -> None:
        token = service.token_of(
            Grant(authority="north", roles=(Role.AUDITOR,)),
            Grant(authority="south", roles=(Role.AUDITOR, Role.COMPLAINTS_OFFICER)),
        )
        unnamed = await service.note(token=token)
        assert (unnamed.status_code, problem(unnamed)["code"]) == (422, "authority-not-named")
        south = await service.note(token=token, candour_authority="south")
        assert (south.json()["authority"], south.json()["role"]) == ("south", "complaints-officer")
        north = await service.note(token=token, candour_authority="north")
        assert problem(north)["code"] == "role-may-not"
        west = await service.note(token=token, candour_authority="west")
        assert (west.status_code, problem(west)["code"]) == (403, "authority-not-yours")

    async def test_a_reader_may_name_the_authority_in_the_query(
        self, service: SmallService
    ) -> None:
        token = service.token_of(
            Grant(authority="north", roles=(Role.AUDITOR,)),
            Grant(authority="south", roles=(Role.AUDITOR,)),
        )
        answer = await service.client.get(
            "/cases?authority=south&limit=1", headers=service.headers(token)
        )
        assert answer.json()["items"][0]["name"] == "south None"

    async def test_an_empty_authority_is_not_the_same_as_none(self, service: SmallService) -> None:
        for asked in ({"candour_authority": ""}, {"candour_authority": "Demo!"}):
            answer = await service.client.get("/cases", headers=service.headers(**asked))
            assert problem(answer)["code"] == "authority-not-yours"


class TestWhatCannotBeRead:
    async def test_unreadable_json_is_400(self, service: SmallService) -> None:
        for body in (b"{", b'{"author": ', b"\xff\xfe", b"[" * 100_000):
            answer = await service.client.post(
                "/cases/C-1/notes",
                content=body,
                headers=service.headers(content_type="application/json"),
            )
            assert answer.status_code == 400
            assert problem(answer)["code"] in {"body-unreadable", "request-unreadable"}

    async def test_wrong_fields_are_named_and_nothing_is_echoed(
        self, service: SmallService
    ) -> None:
        answer = await service.note(
            {"author": "Wilhelmina\u0000", "noted_on": "Featherstonehaugh", "Quince Lane": 1}
        )
        assert answer.status_code == 422
        document = problem(answer)
        assert document["code"] == "body-invalid"
        assert document["errors"] == [
            {
                "field": "author",
                "code": "text-unclean",
                "message": "This holds a line break, a control character or invalid Unicode.",
            },
            {"field": "text", "code": "missing", "message": "This is required."},
            {
                "field": "noted_on",
                "code": "date-from-datetime-parsing",
                "message": "This should be a date, YYYY-MM-DD.",
            },
            {
                "field": "?",
                "code": "extra-forbidden",
                "message": "This is not a known member.",
            },
        ]
        assert not any(name in answer.text for name in PERSONAL)

    async def test_lone_surrogates_are_refused(self, service: SmallService) -> None:
        answer = await service.client.post(
            "/cases/C-1/notes",
            content=b'{"author": "\\ud800", "text": "x\\udfff", "noted_on": "2022-04-11"}',
            headers=service.headers(content_type="application/json"),
        )
        assert [error["field"] for error in answer.json()["errors"]] == ["author", "text"]

    async def test_a_stated_length_over_a_megabyte_is_413(self, service: SmallService) -> None:
        answer = await service.note({**NOTE, "text": "x" * 1_000_001})
        assert answer.status_code == 413
        document = problem(answer)
        assert (document["code"], document["facts"]) == ("body-too-large", {"limit": 1_000_000})

    async def test_a_length_that_is_not_stated_is_counted(self, service: SmallService) -> None:
        async def pieces(count: int) -> AsyncIterator[bytes]:
            yield json.dumps(NOTE).encode()
            for _ in range(count):
                yield b" " * 100_000

        headers = service.headers(content_type="application/json", transfer_encoding="chunked")
        most = await service.client.post("/cases/C-1/notes", content=pieces(9), headers=headers)
        assert most.status_code == 201
        over = await service.client.post("/cases/C-1/notes", content=pieces(10), headers=headers)
        assert over.status_code == 413

    async def test_unknown_pages_and_methods(self, service: SmallService) -> None:
        page = await service.client.get("/nowhere", headers=service.headers())
        assert (page.status_code, problem(page)["code"]) == (404, "no-such-page")
        method = await service.client.put("/cases", headers=service.headers())
        assert (method.status_code, problem(method)["code"]) == (405, "method-not-allowed")
        assert method.headers["allow"] == "GET, HEAD"
        options = await service.client.options("/cases", headers=service.headers())
        assert options.status_code == 405

    async def test_head_is_get_without_the_body(self, service: SmallService) -> None:
        got = await service.client.get("/cases", headers=service.headers())
        head = await service.client.head("/cases", headers=service.headers())
        assert head.status_code == 200
        assert head.content == b""
        assert head.headers["content-length"] == str(len(got.content))


class TestFaults:
    @pytest.mark.parametrize(
        ("how", "code", "wait"),
        [
            ("queue", "queue-full", "3"),
            ("ahead", "clock-ahead", "2"),
            ("unknown", "outcome-unknown", "1"),
            ("stopping", "stopping", "2"),
        ],
    )
    async def test_the_stores_answers_are_503_with_retry_after(
        self, service: SmallService, how: str, code: str, wait: str
    ) -> None:
        answer = await service.client.get(f"/broken/{how}", headers=service.headers())
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == wait
        assert problem(answer)["code"] == code

    @pytest.mark.parametrize(
        ("how", "status", "code"),
        [
            ("early", 422, "simulated-time-invalid"),
            ("foreign", 409, "another-log"),
            ("hole", 500, "log-damaged"),
        ],
    )
    async def test_the_stores_other_answers_keep_their_codes(
        self, service: SmallService, how: str, status: int, code: str
    ) -> None:
        answer = await service.client.get(f"/broken/{how}", headers=service.headers())
        assert (answer.status_code, problem(answer)["code"]) == (status, code)

    async def test_a_hole_in_the_log_is_noted_for_the_alarm(
        self, service: SmallService, capsys: pytest.CaptureFixture[str]
    ) -> None:
        await service.client.get("/broken/hole", headers=service.headers())
        lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
        assert [(line["level"], line["event"]) for line in lines] == [
            ("error", "log-damaged"),
            ("info", "answered"),
        ]

    async def test_a_defect_tells_nothing_but_its_correlation(
        self, service: SmallService, capsys: pytest.CaptureFixture[str]
    ) -> None:
        answer = await service.client.get("/broken/Oxenbridge", headers=service.headers())
        assert answer.status_code == 500
        document = problem(answer)
        assert document["code"] == "defect"
        assert "Oxenbridge" not in answer.text
        lines = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
        defect = next(line for line in lines if line["event"] == "defect")
        assert defect["exception"]["type"] == "builtins.ZeroDivisionError"
        assert defect["exception"]["at"][-1].startswith("tests.shared.http_service.small_service:")
        assert defect["correlation"] == document["correlation"]


class TestLogAndMetrics:
    async def test_no_line_holds_what_was_sent(
        self, service: SmallService, capsys: pytest.CaptureFixture[str]
    ) -> None:
        await service.note(idempotency_key="Oxenbridge-1", candour_correlation="Featherstonehaugh")
        await service.note({**NOTE, "noted_on": "Quince"})
        await service.client.get("/cases?team=Oxenbridge&Quince=1", headers=service.headers())
        await service.client.get("/Featherstonehaugh", headers=service.headers())
        await service.client.get("/broken/Wilhelmina", headers=service.headers())
        written = capsys.readouterr().err
        assert len(written.splitlines()) == 6
        for name in (*PERSONAL, "C-2022-00001", service.token()):
            assert name not in written

    async def test_a_request_has_one_line_with_its_template(
        self, service: SmallService, capsys: pytest.CaptureFixture[str]
    ) -> None:
        await service.note(token=service.token("auditor"))
        await service.client.get("/health/ready")
        (line,) = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
        assert line["event"] == "answered"
        assert (line["method"], line["route"], line["status"], line["code"]) == (
            "POST",
            "/cases/{reference}/notes",
            403,
            "role-may-not",
        )
        assert line["milliseconds"] > 0

    async def test_requests_and_refusals_are_counted(self, service: SmallService) -> None:
        await service.note()
        await service.note(token=service.token("auditor"))
        await service.client.request("BREW", "/cases", headers=service.headers())
        text = (await service.client.get("/metrics")).text
        route = 'route="/cases/{reference}/notes"'
        assert f'candour_requests_total{{method="POST",{route},status="201"}} 1.0' in text
        assert f'candour_requests_total{{method="POST",{route},status="403"}} 1.0' in text
        assert 'candour_refusals_total{code="role-may-not"} 1.0' in text
        assert f'candour_request_seconds_count{{method="POST",{route}}} 2.0' in text
        assert "BREW" not in text


class TestHealth:
    async def test_ready_names_each_check(self) -> None:
        async def good() -> None:
            return

        async def behind() -> None:
            raise Unready("log-ahead")

        async def broken() -> None:
            raise ConnectionError("postgresql://user:secret@host")

        checks = (Check("database", good), Check("clock", behind), Check("keys", broken))
        async with small_service(checks=checks) as service:
            answer = await service.client.get("/health/ready")
            live = await service.client.get("/health/live")
        assert live.json() == {"status": "live"}
        assert answer.status_code == 503
        assert answer.json() == {
            "status": "not-ready",
            "checks": [
                {"name": "database", "passed": True, "because": None},
                {"name": "clock", "passed": False, "because": "log-ahead"},
                {"name": "keys", "passed": False, "because": "failed"},
            ],
        }


class TestLists:
    async def test_are_paged_without_gap_or_repeat(self, service: SmallService) -> None:
        seen: list[int] = []
        url: str | None = "/cases?limit=3&team=east"
        while url is not None:
            answer = await service.client.get(url, headers=service.headers())
            seen += [row["number"] for row in answer.json()["items"]]
            assert ("link" in answer.headers) == (answer.json()["next"] is not None)
            url = answer.links["next"]["url"] if "next" in answer.links else None
        assert seen == [1, 2, 3, 4, 5, 6, 7]

    async def test_a_cursor_fits_only_the_list_that_gave_it(self, service: SmallService) -> None:
        first = await service.client.get("/cases?limit=3&team=east", headers=service.headers())
        cursor = first.json()["next"]
        answer = await service.client.get(
            f"/cases?limit=3&team=west&cursor={cursor}", headers=service.headers()
        )
        assert (answer.status_code, problem(answer)["code"]) == (422, "cursor-invalid")

    @pytest.mark.parametrize("cursor", ["x", "é", "e30", "eyJhIjpbInRleHQiXX0", "AAAA===="])
    async def test_other_cursors_are_refused(self, service: SmallService, cursor: str) -> None:
        answer = await service.client.get(
            "/cases", params={"cursor": cursor}, headers=service.headers()
        )
        assert problem(answer)["code"] == "cursor-invalid"

    @pytest.mark.parametrize("limit", ["0", "201", "many"])
    async def test_a_limit_is_1_to_200(self, service: SmallService, limit: str) -> None:
        answer = await service.client.get(f"/cases?limit={limit}", headers=service.headers())
        assert answer.json()["errors"][0]["field"] == "limit"
