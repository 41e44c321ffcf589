"""What those who wait see on standard error: the phase, and how far it has come."""

import shutil
import sys
import time
from typing import Final, Self

_BETWEEN_STEPS: Final = 0.1
"""Seconds."""

_ERASE_LINE: Final = "\r\x1b[K"


class Waiting:
    """Tells those who wait how far it is: phases as lines, steps on one line that is erased."""

    def __init__(self) -> None:
        self._shown_at = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._erase()

    def phase(self, zh: str, en: str) -> None:
        """Print the phase that begins."""
        self._erase()
        print(f"… {zh} {en}", file=sys.stderr)

    def step(self, zh: str, en: str) -> None:
        """Draw the step over the last one, on a terminal only, a few times a second."""
        if sys.stderr.isatty() and time.monotonic() - self._shown_at > _BETWEEN_STEPS:
            room = shutil.get_terminal_size().columns // 2  # a Chinese character takes two columns
            sys.stderr.write(_ERASE_LINE + f"{zh} {en}"[:room])
            sys.stderr.flush()
            self._shown_at = time.monotonic()

    def _erase(self) -> None:
        if self._shown_at:
            sys.stderr.write(_ERASE_LINE)
            sys.stderr.flush()
            self._shown_at = 0.0
