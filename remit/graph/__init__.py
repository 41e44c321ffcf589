"""The graph: a plan as quads, written to files, checked against shapes."""

from pathlib import Path
from typing import Final

STORE_FILE: Final = Path("store", "quads.nq")
"""Where a folder that Remit writes keeps its quads."""
