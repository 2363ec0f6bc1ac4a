"""Keys wrapped by other keys: people's and cases' by the master key, a text's by its case's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
    master: MasterKey, wanted: Mapping[KeyName, KeyWanted], known: Mapping[KeyName, KeyRow]
) -> list[Proposal]:
    """A new key for each wanted one; texts under the case's key as known, or as proposed."""
    proposals: dict[KeyName, Proposal] = {}
    case_keys: dict[UUID, tuple[bytes, bytes]] = {}
    for name in sorted(wanted):
        if name.kind is KeyKind.TEXT:
            continue
        key = new_key()
        wrapped = encrypted(master.secret, key, bound_to=_bound(name))
        row = KeyRow(name=name, wrapped=wrapped, wrapped_by=master.name, under=None)
        proposals[name] = Proposal(row=row)
        if name.kind is KeyKind.CASE:
            case_keys[name.owner] = key, wrapped
    for name, row in known.items():
        if name.kind is KeyKind.CASE and row.wrapped is not None:
            case_keys[name.owner] = _unwrapped(master, row), row.wrapped
    for name, want in sorted(wanted.items(), key=lambda item: item[0]):
        if want.case is not None:
            case_key, wrapper = case_keys[want.case]
            wrapped = encrypted(case_key, new_key(), bound_to=_bound(name))
            row = KeyRow(name=name, wrapped=wrapped, wrapped_by="case", under=want.case)
            proposals[name] = Proposal(row=row, wrapper=wrapper)
    return list(proposals.values())


def _bound(name: KeyName) -> bytes:
    """A wrapped key opens in its own row only."""
    return name.kind.encode() + name.owner.bytes
