"""Telling those who wait how far reading has come."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[str, str], None]
"""Is told how far it has come, in Chinese and in English."""


def quietly(_zh: str, _en: str) -> None:
    """Tell nobody."""
