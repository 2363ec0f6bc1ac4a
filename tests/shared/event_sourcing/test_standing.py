"""What stands against an act is what its rule would raise."""

from typing import ClassVar

import pytest

from shared.event_sourcing import Refusal, refusal_of, standing_against


class Shut(Refusal):
    code: ClassVar[str] = "shut"
    because: ClassVar[str] = "It is shut."


def may_enter(door: str, hour: int) -> str:
    if door == "shut":
        raise Shut(hour=hour)
    return door


def may_knock(door: str, hour: int) -> str:
    del hour
    return door


def test_each_act_is_listed_with_what_stands_against_it() -> None:
    checks = {"enter": may_enter, "knock": may_knock}
    assert standing_against(checks, "open", 9) == {"enter": None, "knock": None}
    against = standing_against(checks, "shut", 9)
    assert isinstance(against["enter"], Shut)
    assert against["enter"].facts == {"hour": 9}
    assert against["knock"] is None


def test_a_fault_is_no_refusal() -> None:
    def broken(door: str) -> None:
        raise KeyError(door)

    with pytest.raises(KeyError):
        refusal_of(broken, "open")
