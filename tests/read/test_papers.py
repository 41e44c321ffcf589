"""Papers of every layout family, fictional, in the shapes that offices give them.

Each file of `papers/` holds a paper, a line `-----`, and what a reader sees in it: a task a
line, `words its text begins with | leaders | leads | supports | takes part | deadline`.
"""

from pathlib import Path
from typing import Any

import pytest

from remit.build import understood
from remit.readout import readout

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.*"))
SLOTS = ("leaders", "leads", "supports", "takes_part")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.stem)
def test_a_paper_is_read_as_a_reader_reads_it(paper: Path, tmp_path: Path) -> None:
    text, _, expected = paper.read_text(encoding="utf-8").partition("-----\n")
    path = tmp_path / f"plan{paper.suffix}"
    path.write_text(text, encoding="utf-8")
    found = readout(understood(path)[0])["tasks"]
    wanted = [[part.strip() for part in line.split("|")] for line in expected.splitlines()]
    assert [shown(task, words[0]) for task, words in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted)


def shown(task: dict[str, Any], begins: str) -> list[str]:
    """Return the task as the expected line has it."""
    return [
        task["text"][: len(begins)],
        *("、".join(task[slot]) for slot in SLOTS),
        task["deadline"] or "",
    ]
