"""Writes the files of the fictional sample plans from their tables, `plan.csv`.

python scripts/make_samples.py    write them to data/samples/
"""

from pathlib import Path
from typing import Final

from scripts.samples import LAYOUTS, load, written

SAMPLES: Final = Path(__file__).resolve().parent.parent / "data" / "samples"
MADE: Final = {2023: ("docx",), 2024: ("docx",), 2025: tuple(LAYOUTS)}


def main() -> None:
    """Write every file of every year."""
    for year, layouts in MADE.items():
        folder = SAMPLES / f"yunxi-{year}"
        plan = load(folder / "plan.csv")
        for layout in layouts:
            folder.joinpath(LAYOUTS[layout].file_name).write_bytes(written(plan, layout))


if __name__ == "__main__":
    main()
