"""How much memory a process holds and held at most, as the Linux kernel counts it."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

_KILOBYTES_A_MEGABYTE = 1024


@dataclass(slots=True)
class Memory:
    """The memory of process `process_id` while the `with` block ran, in megabytes.

    `peak_mb` is the most it held, `growth_mb` how much more it held at the end than before. Both
    stay None where the kernel does not tell.
    """

    process_id: int = field(default_factory=os.getpid)
    peak_mb: float | None = None
    growth_mb: float | None = None
    _before_mb: float | None = None

    def __enter__(self) -> Self:
        try:
            # Sets the high-water mark back to what is held now.
            Path(f"/proc/{self.process_id}/clear_refs").write_text("5", encoding="ascii")
        except OSError:
            return self
        self._before_mb = self._line("VmRSS")
        return self

    def __exit__(self, *_: object) -> None:
        if self._before_mb is not None:
            self.peak_mb = self._line("VmHWM")
            self.growth_mb = self._line("VmRSS") - self._before_mb

    def _line(self, name: str) -> float:
        lines = Path(f"/proc/{self.process_id}/status").read_text(encoding="ascii").splitlines()
        found = next(line for line in lines if line.startswith(f"{name}:"))
        return int(found.split()[1]) / _KILOBYTES_A_MEGABYTE
