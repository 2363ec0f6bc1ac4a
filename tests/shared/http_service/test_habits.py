"""Commands, their time and who may send them, asked of a whole small service over HTTP."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from shared.clock import FixedClock
from shared.identity import Grant, Role
from tests.shared.http_service.small_service import (
    LONG_AGO,
    NOTE,
    SmallService,
    problem,
    small_service,
)


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
