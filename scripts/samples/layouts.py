"""Every format and layout that a sample plan is written in, and what each can show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from scripts.samples.excel import excel
from scripts.samples.lines import cells_in_lines, comma_separated, pipe_table, repeats_dropped
from scripts.samples.pages import pages
from scripts.samples.paragraphs import bracket_labels, bracket_verbs, leader_headings, role_lines
from scripts.samples.table import COLUMNS, SamplePlan
from scripts.samples.web import web_page
from scripts.samples.word import word

_ALL: Final = frozenset(COLUMNS)


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to write a plan: its file, its writer, and the columns it carries in full."""

    file_name: str
    write: Callable[[SamplePlan], bytes]
    carries: frozenset[str] = _ALL


LAYOUTS: Final[Mapping[str, Layout]] = {
    "docx": Layout("plan.docx", word),
    "xlsx": Layout("plan.xlsx", excel),
    "html": Layout("plan.html", web_page),
    "pdf": Layout("plan.pdf", pages),
    "csv": Layout("plan-table.csv", comma_separated),
    "role-lines": Layout("role-lines.txt", role_lines),
    "bracket-labels": Layout("bracket-labels.txt", bracket_labels, _ALL - {"supervises"}),
    "bracket-verbs": Layout("bracket-verbs.txt", bracket_verbs, _ALL - {"supervises", "deadline"}),
    "cells-in-lines": Layout("cells-in-lines.txt", cells_in_lines),
    "pipe-table": Layout("pipe-table.txt", pipe_table),
    "leader-headings": Layout(
        "leader-headings.txt", leader_headings, _ALL - {"goal_number", "goal", "subgoal"}
    ),
    # Names, deadlines and numbers of goals survive only where they first stood.
    "repeats-dropped": Layout(
        "repeats-dropped.txt",
        repeats_dropped,
        frozenset({"attachment", "goal", "subgoal", "number", "text"}),
    ),
}

CARRIES: Final[Mapping[str, frozenset[str]]] = {
    name: layout.carries for name, layout in LAYOUTS.items()
}


def written(plan: SamplePlan, layout: str) -> bytes:
    """Return the file that holds `plan` in a layout of `LAYOUTS`, the same bytes every time."""
    return LAYOUTS[layout].write(plan)
