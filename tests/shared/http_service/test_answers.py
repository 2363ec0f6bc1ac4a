"""Bad requests, faults, log lines, health and lists, asked of a whole small service over HTTP."""

import json
from collections.abc import AsyncIterator

import pytest

from shared.web import Check, Unready
from tests.shared.http_service.small_service import (
    NOTE,
    PERSONAL,
    SmallService,
    problem,
    small_service,
)


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
                {"name": "database", "passed": True, "because": None, "counts": {}},
                {"name": "clock", "passed": False, "because": "log-ahead", "counts": {}},
                {"name": "keys", "passed": False, "because": "failed", "counts": {}},
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
