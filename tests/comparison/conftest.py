"""The three sample years, read once."""

from pathlib import Path
from typing import Final

import pytest

from remit.build import understood
from remit.model import Plan

SAMPLES: Final = Path(__file__).parents[2] / "data" / "samples"


@pytest.fixture(scope="session")
def years() -> dict[int, Plan]:
    """Return the sample plans by year."""
    return {
        year: understood(SAMPLES / f"yunxi-{year}" / "plan.docx")[0] for year in (2023, 2024, 2025)
    }
