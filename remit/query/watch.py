"""Ends a process that has taken too long with what it was asked."""

import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Watch:
    """Holds one process at a time to `seconds`.

    One thread for all questions, which is never woken: starting or waking one for each takes
    longer than most answers. It can sleep because every question may take equally long, so
    that no later one ends before an earlier one.
    """

    def __init__(self, seconds: float) -> None:
        """Start nothing yet."""
        self.is_over = False
        """Whether the last process was ended."""
        self._seconds = seconds
        self._until = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None

    @contextmanager
    def over(self, process: "subprocess.Popen[bytes]") -> Iterator[None]:
        """Watch a process until the block ends, or end it."""
        with self._lock:
            self._process, self._until = process, time.monotonic() + self._seconds
            self.is_over = False
        if self._thread is None:
            self._thread = threading.Thread(target=self._look, daemon=True)
            self._thread.start()
        try:
            yield
        finally:
            with self._lock:
                self._process = None

    def close(self) -> None:
        """Watch no more."""
        self._closed.set()

    def _look(self) -> None:
        pause = self._seconds
        while not self._closed.wait(pause):
            with self._lock:
                pause = self._seconds
                if self._process is not None:
                    left = self._until - time.monotonic()
                    if left <= 0:
                        self.is_over = True
                        self._process.kill()
                        self._process = None
                    else:
                        pause = left
