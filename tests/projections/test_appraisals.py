"""What an analyst says of a figure: taken, refused, repeated, taken back, shown beside it."""

from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest

from services.projections.application.appraisals import (
    Appraisal,
    Rating,
    Target,
    suggested,
)
from services.projections.application.periods import Period
from tests.projections.conftest import Projected
from tests.projections.http import Api, api_over
from tests.projections.messages import at
from tests.projections.referrals import contact, front_door

AGAIN = "referrals.re-referrals"
BODY = {"indicator": AGAIN, "period": "2023/24-Q1", "target": "<18.7", "source": "Dashboard"}


@pytest.fixture
async def api(projected: Projected, tmp_path: Path) -> AsyncIterator[Api]:
    async with api_over(projected, tmp_path) as served:
        yield served


async def shown(api: Api, **query: str) -> list[dict[str, object]]:
    answer = await api.get(f"/indicators/{AGAIN}", period="2023/24-Q1", **query)
    said: list[dict[str, object]] = answer.json()["appraisals"]
    return said


async def test_it_is_shown_beside_its_figure_for_that_period_alone(
    projected: Projected, api: Api
) -> None:
    log = front_door()
    contact(log, "A", "2023-05-02")
    await projected.read(log)
    assert await shown(api) == []
    before = (await api.get(f"/indicators/{AGAIN}", period="2023/24-Q1")).json()["token"]
    assert (await api.post("/appraisals", BODY | {"status": "red"})).status_code == 201
    assert await shown(api) == [
        {
            "label": None,
            "target": "<18.7",
            "status": "red",
            "quartile": None,
            "neighbours": None,
            "previous_period": None,
            "previous_value": None,
            "entered_from": "Dashboard",
        }
    ]
    assert await shown(api, token=before) == []
    assert await shown(api, as_at="2023-05-31") == []
    assert await shown(api, known_on="2023-07-01") == []
    other = (await api.get(f"/indicators/{AGAIN}", period="2023/24-Q2")).json()
    assert other["appraisals"] == []


async def test_the_latest_takes_the_place_of_the_one_before_whole(api: Api) -> None:
    await api.post("/appraisals", BODY | {"quartile": 4})
    await api.post("/appraisals", BODY | {"target": "<22"})
    (said,) = await shown(api)
    assert (said["target"], said["quartile"]) == ("<22", None)
    blank = {"indicator": AGAIN, "period": "2023/24-Q1", "source": "Dashboard"}
    assert (await api.post("/appraisals", blank | {"withdrawn": True})).status_code == 201
    assert await shown(api) == []


async def test_the_same_command_adds_it_once(api: Api) -> None:
    first = await api.post("/appraisals", BODY, Idempotency_Key="k")
    second = await api.post("/appraisals", BODY, Idempotency_Key="k")
    assert (first.json()["added"], second.json()["added"]) == (True, False)
    other = await api.post("/appraisals", BODY | {"target": "<22"}, Idempotency_Key="k")
    assert (other.status_code, other.json()["code"]) == (422, "key-reused")


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        ({"target": None}, "appraisal-invalid", None),
        ({"withdrawn": True}, "appraisal-invalid", None),
        ({"previous": {"period": "2023/24-Q1", "value": 1}}, "appraisal-invalid", "previous"),
        ({"previous": {"period": "2023/24", "value": 1}}, "appraisal-invalid", "previous"),
        ({"previous": {"period": "2023/25", "value": 1}}, "period-invalid", "period"),
        ({"period": "2023/24-Q9"}, "period-invalid", "period"),
        ({"label": "within-45"}, "no-such-row", "label"),
        ({"indicator": "care.leavers"}, "no-such-row", "label"),
        ({"indicator": "care.visits", "label": "soon"}, "no-such-row", "label"),
        ({"target": "=18.7"}, "body-invalid", "target"),
        ({"target": ">"}, "body-invalid", "target"),
        ({"quartile": 5}, "body-invalid", "quartile"),
        ({"quartile": 0}, "body-invalid", "quartile"),
        ({"status": "blue"}, "body-invalid", "status"),
    ],
)
async def test_what_says_nothing_or_of_nothing_is_refused(
    api: Api, change: dict[str, object], code: str, field: str | None
) -> None:
    answer = await api.post("/appraisals", BODY | change)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, code)
    if field is not None:
        assert field in str(problem)
    assert await shown(api) == []


@pytest.mark.parametrize(
    ("indicator", "label"),
    [
        ("care.children", "legal-status:C2"),
        ("referrals.contacts", "source:police"),
        ("care.three-placements", "rolling-12-months"),
        ("care.leavers", "suitable-accommodation"),
    ],
)
async def test_a_row_that_is_declared_or_of_a_group_can_be_appraised(
    api: Api, indicator: str, label: str
) -> None:
    answer = await api.post("/appraisals", BODY | {"indicator": indicator, "label": label})
    assert answer.status_code == 201


async def test_only_an_analyst_appraises(api: Api) -> None:
    assert (await api.post("/appraisals", BODY, role="service-manager")).status_code == 403
    unknown = await api.post("/appraisals", BODY | {"indicator": "nothing"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "no-such-indicator")


@pytest.mark.parametrize(
    ("target", "quartile", "value", "rating"),
    [
        (">92.0", 2, "92.00", Rating.GREEN),
        (">92.0", 2, "91.99", Rating.AMBER),
        (">92.0", 3, "92.00", Rating.AMBER),
        ("<3.0", 2, "3.00", Rating.GREEN),
        ("<3.0", 2, "3.01", Rating.AMBER),
        ("<3.0", 4, "2.00", Rating.RED),
        ("<3.0", None, "2.00", Rating.GREEN),
        (None, 1, "2.00", Rating.AMBER),
        (None, None, "2.00", None),
    ],
)
def test_the_rule_that_suggests_a_status(
    target: str | None, quartile: int | None, value: str, rating: Rating | None
) -> None:
    appraisal = Appraisal(
        entry_id=UUID(int=1),
        authority="county",
        indicator=AGAIN,
        label=None,
        period_from=at("2023-04-01").date(),
        period_to=at("2023-06-30").date(),
        target=Target.parse(target) if target else None,
        quartile=quartile,
        said_where="Dashboard",
        fingerprint=b"",
        entered_by="a",
        entered_role="reporting-analyst",
        entered_at=at("2023-07-10"),
    )
    assert suggested(Decimal(value), appraisal) == rating
    assert suggested(None, appraisal) is None


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2023/24-Q1", "2022/23-Q4"),
        ("2022/23-Q4", "2022/23-Q3"),
        ("2022/23-Q2", "2022/23-Q1"),
        ("2022/23", "2021/22"),
        ("2022-01", "2021-12"),
        ("2022-05", "2022-04"),
    ],
)
def test_the_period_before(period: str, before: str) -> None:
    assert Period.parse(period).before() == Period.parse(before)


def test_the_days_before() -> None:
    week = Period.between(at("2022-03-07").date(), at("2022-03-13").date())
    assert week.before() == Period.between(at("2022-02-28").date(), at("2022-03-06").date())
