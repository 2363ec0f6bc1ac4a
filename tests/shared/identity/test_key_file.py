"""The file of the local signing key."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from shared.identity import KeyFileUnsafe, ensure_key, read_key


def test_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "token.key"
    made = ensure_key(path)
    assert len(made) == 32
    assert ensure_key(path) == read_key(path) == made
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["token.key"]


def test_starts_that_race_end_with_one_key(tmp_path: Path) -> None:
    path = tmp_path / "token.key"
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: ensure_key(path), range(32)))
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["token.key"]


def test_is_refused_when_others_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "token.key"
    ensure_key(path)
    path.chmod(0o640)
    with pytest.raises(KeyFileUnsafe):
        read_key(path)


def test_is_refused_when_it_is_no_key(tmp_path: Path) -> None:
    path = tmp_path / "token.key"
    path.touch(mode=0o600)
    with pytest.raises(KeyFileUnsafe):
        read_key(path)
