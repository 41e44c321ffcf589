"""docs/measures.md is what the docstrings of the measures say."""

import subprocess
import sys
from pathlib import Path
from typing import Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent


def test_the_page_of_measures_is_up_to_date() -> None:
    command = [sys.executable, "scripts/measures_reference.py", "--check"]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
