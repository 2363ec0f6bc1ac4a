"""Keys wrapped by other keys: people's and cases' by the master key, a text's by its case's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from shared.event_store.key_names import KeyKind, KeyName, Keys, KeyWanted
from shared.event_store.master_key import MasterKey
from shared.event_store.sealing import decrypted, encrypted, new_key


class WrongMasterKey(Exception):
    """A key was wrapped by another master key than the one in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A key as stored; `wrapped` is None once destroyed, `under` is the case of a text."""

    name: KeyName
    wrapped: bytes | None
    wrapped_by: str
    under: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A key that is stored unless there is one. A text's only holds with its case's `wrapper`."""

    row: KeyRow
    wrapper: bytes | None = None


class OpenKey(NamedTuple):
    """A key and the row that holds it wrapped."""

    key: bytes
    row: KeyRow


def opened(master: MasterKey, rows: Iterable[KeyRow]) -> Keys:
    """Unwrap: people and cases first, then texts; a text is gone with its case."""
    live: dict[KeyName, bytes] = {}
    destroyed: set[KeyName] = set()
    for row in sorted(rows, key=lambda row: row.name.kind is KeyKind.TEXT):
        if row.wrapped is None:
            destroyed.add(row.name)
        elif row.under is None:
            live[row.name] = _unwrapped(master, row)
        else:
            case_key = live.get(KeyName(KeyKind.CASE, row.under))
            if case_key is None:
                destroyed.add(row.name)
            else:
                live[row.name] = decrypted(case_key, row.wrapped, bound_to=_bound(row.name))
    return Keys(live=live, destroyed=frozenset(destroyed))


def _unwrapped(master: MasterKey, row: KeyRow) -> bytes:
    if row.wrapped_by != master.name:
        raise WrongMasterKey(f"a key was wrapped by {row.wrapped_by}, not {master.name}")
    assert row.wrapped is not None
    return decrypted(master.secret, row.wrapped, bound_to=_bound(row.name))


def proposed(
    master: MasterKey, wanted: Iterable[KeyWanted], cases: Mapping[UUID, OpenKey]
) -> list[Proposal]:
    """A new key for each wanted one, but for `cases` the one they have; texts under their case's.

    The case of each text is wanted too.
    """
    proposals: list[Proposal] = []
    case_keys = dict(cases)
    texts: list[tuple[KeyName, UUID]] = []
    for want in wanted:
        name = want.name
        if want.case is not None:
            texts.append((name, want.case))
            continue
        known = case_keys.get(name.owner) if name.kind is KeyKind.CASE else None
        if known is None:
            key = new_key()
            wrapped = encrypted(master.secret, key, bound_to=_bound(name))
            row = KeyRow(name=name, wrapped=wrapped, wrapped_by=master.name, under=None)
            known = OpenKey(key, row)
            if name.kind is KeyKind.CASE:
                case_keys[name.owner] = known
        proposals.append(Proposal(row=known.row))
    for name, case in texts:
        case_key = case_keys[case]
        wrapped = encrypted(case_key.key, new_key(), bound_to=_bound(name))
        row = KeyRow(name=name, wrapped=wrapped, wrapped_by="case", under=case)
        proposals.append(Proposal(row=row, wrapper=case_key.row.wrapped))
    return proposals


def _bound(name: KeyName) -> bytes:
    """A wrapped key opens in its own row only."""
    return name.kind.encode() + name.owner.bytes
