"""The quarterly performance report as published: block C, in each of its forms."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.projections.conftest import Projected
from tests.projections.http import Api, api_over
from tests.projections.referrals import authorise, front_door, published_quarter

ASSESSMENTS = "referrals.assessments-45-days"
START = "from-start:within-45"
QUARTER = "2023/24-Q1"
PAPER = "Performance dashboard, quarter 1 2023/24"
Row = dict[str, object]
Published = tuple[str, str | None, str, str, float, str, str, int, float, float]
APPRAISED: tuple[Published, ...] = (
    (ASSESSMENTS, START, QUARTER, "2022/23-Q4", 80.92, ">90.3", "amber", 3, 85.6, 84.36),
    ("referrals.re-referrals", None, QUARTER, "2022/23-Q4", 23.5, "<18.7", "red", 4, 20.2, 23.19),
    ("referrals.cp-second-plan", None, QUARTER, "2022/23-Q4", 23, "<20.8", "amber", 2, 22.3, 22.76),
    ("referrals.cp-two-years", None, QUARTER, "2022/23-Q4", 1.36, "<3.0", "amber", 3, 1.3, 2.76),
    (
        "referrals.cp-reviews",
        None,
        "2022/23-Q4",
        "2022/23-Q2",
        77.6,
        ">97.2",
        "red",
        4,
        88.9,
        75.71,
    ),
    (
        "care.leavers",
        "suitable-accommodation",
        QUARTER,
        "2022/23-Q4",
        95.8,
        ">92.0",
        "green",
        2,
        87.8,
        92,
    ),
    (
        "care.leavers",
        "education-employment-or-training",
        QUARTER,
        "2022/23-Q4",
        64.1,
        ">54.0",
        "green",
        2,
        54.0,
        56,
    ),
)
ENTERED = (
    ("referrals.cp-second-plan", None, QUARTER, 28, 123),
    ("referrals.cp-two-years", None, QUARTER, 13, 471),
    ("referrals.cp-reviews", None, "2022/23-Q4", 293, 387),
    ("care.leavers", "suitable-accommodation", QUARTER, 69, 75),
    ("care.leavers", "education-employment-or-training", QUARTER, 42, 75),
)
TRENDS = ("increase", "no-change", "no-change", "increase", "decrease", "decrease", "decrease")


@pytest.fixture
async def api(projected: Projected, tmp_path: Path) -> AsyncIterator[Api]:
    async with api_over(projected, tmp_path) as served:
        yield served


async def appraise(api: Api, published: Published) -> None:
    code, label, period, before, previous, target, status, quartile, neighbours, _ = published
    said = await api.post(
        "/appraisals",
        {
            "indicator": code,
            "label": label,
            "period": period,
            "target": target,
            "status": status,
            "quartile": quartile,
            "neighbours": neighbours,
            "previous": {"period": before, "value": previous},
            "source": PAPER,
        },
    )
    assert said.status_code == 201, said.text


async def as_published(projected: Projected, api: Api) -> None:
    await projected.read(published_quarter())
    for code, label, period, numerator, denominator in ENTERED:
        figure = {"numerator": numerator, "denominator": denominator, "source": PAPER}
        body = {"indicator": code, "label": label, "period": period} | figure
        assert (await api.post("/entries", body)).status_code == 201
    for published in APPRAISED:
        await appraise(api, published)


async def rows_of(api: Api, **query: str) -> list[Row]:
    told = (await api.get("/reports/performance", period=QUARTER, **query)).json()
    return [row for figures in told["figures"].values() for row in figures]


async def test_every_row_is_as_published(projected: Projected, api: Api) -> None:
    await as_published(projected, api)
    told = (await api.get("/reports/performance", period=QUARTER, authority="county")).json()
    assert (told["report"], told["authority"], told["period"]) == ("performance", "county", QUARTER)
    rows = [(code, row) for code, figures in told["figures"].items() for row in figures]
    for (code, row), published, trend in zip(rows, APPRAISED, TRENDS, strict=True):
        indicator, label, period, before, previous, target, status, quartile, near, value = (
            published
        )
        assert (code, row["label"], row["period"]) == (indicator, label, period)
        assert row["value"] == value
        assert (row["previous"]["period"], row["previous"]["value"]) == (before, previous)
        assert (row["target"], row["quartile"], row["neighbours"]) == (target, quartile, near)
        assert (row["status_recorded"], row["status_suggested"]) == (status, status)
        assert (row["trend"], row["appraised_from"]) == (trend, PAPER)
    first, again = rows[0][1], rows[1][1]
    assert (first["numerator"], first["denominator"], first["status"]) == (755, 895, "reported")
    assert (again["numerator"], again["denominator"], again["status"]) == (317, 1367, "reported")
    assert (first["is_better"], again["is_better"]) == (True, None)
    assert [row["is_better"] for _, row in rows[3:]] == [False, False, False, False]
    assert rows[4][1]["entered_from"] == PAPER
    assert (first["theme"], first["polarity"], first["frequency"]) == (
        "Social care",
        "higher-is-better",
        "quarter",
    )
    assert {one["source"] for one in told["freshness"]["sources"]} == {"referrals"}


async def test_what_nobody_entered_is_no_data_and_never_nought(
    projected: Projected, api: Api
) -> None:
    await projected.read(published_quarter())
    rows = await rows_of(api)
    assert [row["status"] for row in rows] == ["reported"] * 2 + ["no-data"] * 5
    assert [row["value"] for row in rows[2:]] == [None] * 5
    assert {row["period"] for row in rows} == {QUARTER}
    assert {row["trend"] for row in rows} == {None}
    assert {row["status_recorded"] for row in rows} == {None}


async def test_without_a_published_value_the_quarter_before_is_computed(
    projected: Projected, api: Api
) -> None:
    log = front_door()
    for number in range(1_000):
        quarter = "2023-02-01" if number < 500 else "2023-05-02"
        within = number % 500 < (400 if number < 500 else 402)
        authorise(log, f"R-{number}", quarter, from_start=45 if within else 46)
    await projected.read(log)
    (row,) = [row for row in await rows_of(api) if row["label"] == START]
    previous = row["previous"]
    assert isinstance(previous, dict)
    assert (previous["period"], previous["numerator"], previous["value"]) == (
        "2022/23-Q4",
        400,
        80.0,
    )
    assert (row["value"], row["change"]) == (80.4, 0.4)
    assert (row["trend"], row["is_better"]) == ("increase", True)


@pytest.mark.parametrize(
    ("previous", "trend", "better"),
    [
        (84.01, "no-change", None),
        (84.0, "increase", True),
        (84.71, "no-change", None),
        (84.72, "decrease", False),
    ],
)
async def test_a_change_within_the_tolerance_is_none(
    *, projected: Projected, api: Api, previous: float, trend: str, better: bool | None
) -> None:
    """84.36 now: a change of up to 0.35 points, in either direction, is no change."""
    await projected.read(published_quarter())
    await appraise(api, (*APPRAISED[0][:4], previous, *APPRAISED[0][5:]))
    row = (await rows_of(api))[0]
    assert (row["trend"], row["is_better"]) == (trend, better)


async def test_as_text(projected: Projected, api: Api) -> None:
    await as_published(projected, api)
    text = (await api.get("/reports/performance", period=QUARTER, format="text")).text
    first, *_ = text.split("Re-referrals within 12 months")
    for line in (
        "Performance, 2023/24-Q1",
        "Assessments completed within 45 days",
        "  Previous 2022/23-Q4   80.92% *",
        "  Latest 2023/24-Q1     755 of 895 (84.36%)",
        "  Trend                 increase (+3.44), better",
        "  Target                >90.3%, not met",
        "  Status                amber (suggested: amber)",
        "  Quartile, neighbours  3, 85.6%",
    ):
        assert line in first.splitlines()
    assert "317 of 1367 (23.19%)" in text
    assert "no change (-0.31)" in text
    assert "293 of 387 (75.71%) *" in text


async def test_as_a_table(projected: Projected, api: Api) -> None:
    await as_published(projected, api)
    answer = await api.get("/reports/performance", period=QUARTER, format="csv")
    assert answer.headers["content-type"].startswith("text/csv")
    table = list(csv.DictReader(io.StringIO(answer.text)))
    assert len(table) == 7
    assert {
        name: table[1][name]
        for name in ("indicator", "previous_value", "numerator", "denominator", "latest_value")
    } == {
        "indicator": "Re-referrals within 12 months",
        "previous_value": "23.5",
        "numerator": "317",
        "denominator": "1367",
        "latest_value": "23.19",
    }
    assert (table[4]["latest_period"], table[4]["previous_period"]) == ("2022/23-Q4", "2022/23-Q2")
    assert table[0]["target"] == ">90.3"
    said = [(row["change"], row["is_better"], row["target_met"]) for row in table[:2]]
    assert said == [("3.44", "true", "false"), ("-0.31", "", "false")]


async def test_the_token_gives_the_report_again_before_what_was_said_later(
    projected: Projected, api: Api
) -> None:
    await as_published(projected, api)
    asked = {"period": QUARTER}
    before = (await api.get("/reports/performance", **asked)).json()
    await appraise(api, (*APPRAISED[0][:6], "green", *APPRAISED[0][7:]))
    now = (await api.get("/reports/performance", **asked)).json()
    again = (await api.get("/reports/performance", **asked, token=before["token"])).json()
    assert now["figures"][ASSESSMENTS][0]["status_recorded"] == "green"
    assert again["figures"] == before["figures"]


@pytest.mark.parametrize("period", ["2023/25-Q1", "2023/24-Q5", "1950/51-Q1"])
async def test_a_period_without_one_before_is_refused(api: Api, period: str) -> None:
    answer = await api.get("/reports/performance", period=period)
    assert (answer.status_code, answer.json()["code"]) == (422, "period-invalid")
