"""Check digits, by numbers that are published as right, and by every slip of one digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.referrals.domain.people.identifiers import checked, written
from services.referrals.domain.people.refusals import CheckDigitWrong, IdentifierMisshapen
from services.referrals.domain.people.terms import IdentifierKind

NHS, UPN = IdentifierKind.NHS_NUMBER, IdentifierKind.UPN
RIGHT = (
    (NHS, "943 476 5919"),
    (NHS, "9876543210"),
    (NHS, "401-023-2137"),
    (NHS, "4505577104"),
    (UPN, "B801200005001"),
    (UPN, "b80120000500 1"),
)
WRONG = (
    (NHS, "9434765918"),
    (NHS, "4505577140"),
    (NHS, "1234567890"),
    (UPN, "A801200005001"),
    (UPN, "B801200005010"),
)
MISSHAPEN = (
    (NHS, "943476591"),
    (NHS, "94347659191"),
    (NHS, "94347659l9"),
    (NHS, "\u0669434765919"),
    (UPN, "I801200005001"),
    (UPN, "B80120000500"),
    (UPN, "B80120000500O"),
    (IdentifierKind.LOCAL, ""),
    (IdentifierKind.HOME_OFFICE, "A" * 61),
)


@pytest.mark.parametrize(("kind", "value"), RIGHT)
def test_a_right_one_is_taken_in_one_spelling(kind: IdentifierKind, value: str) -> None:
    assert checked(kind, value, "value").value == written(value)


@pytest.mark.parametrize(("kind", "value"), WRONG)
def test_a_miskeyed_one_is_refused(kind: IdentifierKind, value: str) -> None:
    with pytest.raises(CheckDigitWrong) as refused:
        checked(kind, value, "value")
    assert value not in str(refused.value.facts)


@pytest.mark.parametrize(("kind", "value"), MISSHAPEN)
def test_what_does_not_look_like_one_is_refused(kind: IdentifierKind, value: str) -> None:
    with pytest.raises(IdentifierMisshapen):
        checked(kind, value, "value")


def test_a_temporary_upn_ends_with_a_letter() -> None:
    """Its letter counts by its place in the alphabet of check letters (UPN guide).

    By hand: 8x2 + 1x4 + 2x5 + 5x10 + A(0)x13 = 80, which is 11 modulo 23: the letter M.
    """
    right = [
        f"{first}80120000500A"
        for first in "ABCDEFGHJKLMNPQRTUVWXYZ"
        if _taken(f"{first}80120000500A")
    ]
    assert right == ["M80120000500A"]


@given(place=st.integers(min_value=0, max_value=9), digit=st.integers(min_value=1, max_value=9))
def test_every_slip_of_one_digit_is_noticed(place: int, digit: int) -> None:
    number = "9434765919"
    slipped = (int(number[place]) + digit) % 10
    with pytest.raises(CheckDigitWrong):
        checked(NHS, f"{number[:place]}{slipped}{number[place + 1 :]}", "value")


def _taken(value: str) -> bool:
    try:
        checked(UPN, value, "value")
    except CheckDigitWrong:
        return False
    return True
