"""Keys wrapped by other keys: people's and cases' by the master key, a text's by its case's."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from uuid import UUID

from shared.event_store.key_names import KeyKind, KeyName, Keys, KeyWanted
from shared.event_store.master_key import MasterKey
from shared.event_store.sealing import decrypted, encrypted, new_key


class WrongMasterKey(Exception):
    """A key was wrapped by another master key than the one in the file."""


class KeyRow(NamedTuple):
    """A key as stored; `wrapped` is None once destroyed, `under` is the case of a text."""

    name: KeyName
    wrapped: bytes | None
    wrapped_by: str
    under: UUID | None


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A key and the row that holds it wrapped. Not printed."""

    key: bytes = field(repr=False)
    row: KeyRow


class Proposal(NamedTuple):
    """A key that is stored unless there is one. A text's only holds with its case's `wrapper`."""

    open: OpenKey
    wrapper: bytes | None = None


NOTHING_WRAPPED: Final[Mapping[bytes | None, bytes]] = {}


def opened(
    master: MasterKey,
    rows: Iterable[KeyRow],
    own: Mapping[bytes | None, bytes] = NOTHING_WRAPPED,
) -> Keys:
    """Unwrap: people and cases first, then texts; a text is gone with its case.

    `own` are keys that were wrapped here just now, by what they were wrapped to.
    """
    live: dict[KeyName, bytes] = {}
    destroyed: set[KeyName] = set()
    for row in sorted(rows, key=lambda row: row.name.kind is KeyKind.TEXT):
        if row.wrapped is None:
            destroyed.add(row.name)
        elif row.under is None:
            live[row.name] = own.get(row.wrapped) or _unwrapped(master, row)
        else:
            case_key = live.get(KeyName(KeyKind.CASE, row.under))
            if case_key is None:
                destroyed.add(row.name)
            else:
                live[row.name] = own.get(row.wrapped) or decrypted(
                    case_key, row.wrapped, bound_to=_bound(row.name)
                )
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
        elif name.kind is not KeyKind.CASE:
            proposals.append(Proposal(_new(name, master.secret, wrapped_by=master.name)))
        else:
            if name.owner not in case_keys:
                case_keys[name.owner] = _new(name, master.secret, wrapped_by=master.name)
            proposals.append(Proposal(case_keys[name.owner]))
    for name, case in texts:
        case_key = case_keys[case]
        new = _new(name, case_key.key, wrapped_by="case", under=case)
        proposals.append(Proposal(new, wrapper=case_key.row.wrapped))
    return proposals


def _new(name: KeyName, wrapping: bytes, *, wrapped_by: str, under: UUID | None = None) -> OpenKey:
    key = new_key()
    return OpenKey(
        key, KeyRow(name, encrypted(wrapping, key, bound_to=_bound(name)), wrapped_by, under)
    )


def _bound(name: KeyName) -> bytes:
    """A wrapped key opens in its own row only."""
    return name.kind.encode() + name.owner.bytes
