"""A disk that answers as late as network storage does: 2 ms more on every fsync and fdatasync.

A library of a few lines is compiled when it is wanted and preloaded into the database server.
"""

import shutil
import subprocess
from pathlib import Path
from typing import Final

DELAY_MICROSECONDS: Final = 2_000

_SOURCE: Final = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

typedef int (*flush)(int);

static void delay(void) {
  struct timespec left = { 0, DELAY_NANOSECONDS };
  while (nanosleep(&left, &left) != 0) {}
}

int fsync(int file) {
  static flush real;
  if (!real) real = (flush) dlsym(RTLD_NEXT, "fsync");
  delay();
  return real(file);
}

int fdatasync(int file) {
  static flush real;
  if (!real) real = (flush) dlsym(RTLD_NEXT, "fdatasync");
  delay();
  return real(file);
}
"""


def compiler() -> str | None:
    """The C compiler of this machine; None where there is none."""
    return shutil.which("gcc") or shutil.which("cc")


def preloaded(folder: Path) -> dict[str, str]:
    """The environment that slows a process's disk, with its library compiled into `folder`.

    Raises FileNotFoundError where no compiler is, CalledProcessError where it refuses.
    """
    program = compiler()
    if program is None:
        raise FileNotFoundError("no C compiler")
    # The server may run as another user, who enters no folder of ours but this one.
    folder.chmod(0o755)
    source, library = folder / "slow_disk.c", folder / "slow_disk.so"
    source.write_text(_SOURCE, encoding="ascii")
    subprocess.run(
        [
            *(program, "-shared", "-fPIC", "-O2", "-o", str(library), str(source), "-ldl"),
            f"-DDELAY_NANOSECONDS={DELAY_MICROSECONDS * 1000}L",
        ],
        check=True,
    )
    library.chmod(0o755)
    return {"LD_PRELOAD": str(library)}
