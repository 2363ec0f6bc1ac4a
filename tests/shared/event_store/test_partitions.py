"""Kafka's own test vectors (UtilsTest.testMurmur2): feed and topic must agree on the partition."""

from uuid import UUID

import pytest

from shared.event_store.partitions import murmur2, partition_hash


@pytest.mark.parametrize(
    ("key", "signed"),
    [
        ("21", -973932308),
        ("foobar", -790332482),
        ("a-little-bit-long-string", -985981536),
        ("a-little-bit-longer-string", -1486304829),
        ("lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971),
        ("abc", 479470107),
    ],
)
def test_it_is_the_murmur2_of_kafka(key: str, signed: int) -> None:
    assert murmur2(key.encode()) == signed % 2**32


def test_the_hash_of_a_case_is_that_of_its_id_as_text_without_the_sign() -> None:
    case = UUID("0f5f3f5a-5d0c-5f0e-8a39-0d2b8a5f3c11")
    assert partition_hash(case) == murmur2(str(case).encode()) & 0x7FFFFFFF
    assert {partition_hash(UUID(int=n)) >= 0 for n in range(1000)} == {True}
