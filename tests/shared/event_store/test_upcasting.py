"""Upcasters: each old version leads to today's, or the service does not start."""

from collections.abc import Sequence
from typing import Any

import pytest

from shared.event_store.upcasting import Upcaster, UpcastersDoNotFit, Upcasting


def adds(name: str) -> Any:  # noqa: ANN401 - a step over JSON
    return lambda stored: stored | {name: True}


def step(
    type_: str, version: int, *, to_type: str | None = None, to_version: int | None = None
) -> Upcaster:
    return Upcaster(
        type=type_,
        from_version=version,
        change=adds(f"{type_}.{version}"),
        to_type=to_type,
        to_version=to_version,
    )


def test_each_step_between_is_taken_in_order() -> None:
    upcasting = Upcasting([step("sent", 2), step("sent", 1)], {"sent": 3})
    name, stored = upcasting.to_today(("sent", 1), {})
    assert name == "sent"
    assert list(stored) == ["sent.1", "sent.2"]
    assert upcasting.to_today(("sent", 2), {}) == ("sent", {"sent.2": True})
    assert upcasting.to_today(("sent", 3), {}) == ("sent", {})


def test_a_type_may_be_renamed() -> None:
    upcasting = Upcasting(
        [step("posted", 1), step("posted", 2, to_type="sent", to_version=1)], {"sent": 1}
    )
    assert upcasting.to_today(("posted", 1), {}) == ("sent", {"posted.1": True, "posted.2": True})
    assert upcasting.knows(("posted", 1))
    assert not upcasting.knows(("posted", 3))


@pytest.mark.parametrize(
    ("steps", "today", "because"),
    [
        ([step("sent", 1), step("sent", 1)], {"sent": 2}, "two ways"),
        ([step("sent", 1)], {"sent": 3}, "ends at sent version 2"),
        ([step("sent", 2)], {"sent": 3}, "sent version 1 leads nowhere"),
        ([], {"sent": 2}, "sent version 1 leads nowhere"),
        ([step("sent", 1)], {"sent": 1}, "present shape"),
        ([step("sent", 1), step("sent", 2)], {"sent": 2}, "present shape"),
        ([step("posted", 1)], {"sent": 1}, "ends at posted version 2"),
        (
            [
                step("posted", 1, to_type="mailed", to_version=1),
                step("mailed", 1, to_type="posted", to_version=1),
            ],
            {"sent": 1},
            "circle",
        ),
    ],
)
def test_steps_that_do_not_fit_stop_the_service(
    steps: Sequence[Upcaster], today: dict[str, int], because: str
) -> None:
    with pytest.raises(UpcastersDoNotFit, match=because):
        Upcasting(steps, today)
