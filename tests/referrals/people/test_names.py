"""One name however it is written, and no two names made one that share no part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.referrals.domain.people.names import name_parts, name_terms

ONE_NAME = (
    ("Siobhán O'Brien", "siobhan obrien"),
    ("Siobhán O\u2019Brien", "OBRIEN, Siobhan"),
    ("Siobhan O Brien", "Siobhán O'BRIEN"),
    ("Zoë Müller-Lüdenscheidt", "Muller Ludenscheidt Zoe"),
    ("Ewan MacDonald", "Ewan McDonald"),
    ("Ewan Mac Donald", "Mc Donald, Ewan"),
    ("Mr. Jan van der Berg", "Jan Berg"),
    ("Amina al-Hassan", "AMINA HASSAN"),
    ("Søren Kjær", "Soren Kjaer"),
    ("Łukasz Żak", "Lukasz Zak"),
    ("Dr Anne  Smith-Jones", "Jones Anne Smith"),
    ("Dvořák Nina", "Nina Dvor\u030ca\u0301k"),
)


@pytest.mark.parametrize(("one", "other"), ONE_NAME)
def test_one_name_written_in_two_ways(one: str, other: str) -> None:
    assert name_parts(one) == name_parts(other)
    assert name_terms(one) == name_terms(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Mira Ashdown", "Mila Ashdown"), ("Ann Bell", "Anna Bell"), ("Lee", "Leigh")],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert name_parts(one) != name_parts(other)


def test_a_middle_name_left_out_is_still_found() -> None:
    assert name_terms("Mira Ashdown") & name_terms("Mira Rosalind Ashdown") == {"ashdown mira"}


def test_one_shared_part_alone_is_no_term() -> None:
    assert not name_terms("Mira Ashdown") & name_terms("Mira Kerr")


def test_a_name_of_particles_only_is_kept() -> None:
    assert name_parts("De La") == ("de", "la")


def test_what_holds_no_letter_is_no_name() -> None:
    assert name_terms(" -- ' ") == frozenset()


@given(st.text(max_size=40))
def test_any_text_gives_plain_parts_each_once(name: str) -> None:
    parts = name_parts(name)
    assert list(parts) == sorted(set(parts))
    assert all(part.isalnum() for part in parts)


@given(st.lists(st.sampled_from(("mira", "rosalind", "ashdown", "kerr")), min_size=1, unique=True))
def test_the_order_of_the_parts_is_nothing(parts: list[str]) -> None:
    assert name_terms(" ".join(parts)) == name_terms(", ".join(reversed(parts)))
