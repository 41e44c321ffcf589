"""Any plan, written in any layout and read, is the same plan.

The plans are drawn (`drawn_plans`), the layouts are those of the sample plans; what a layout
has no place for is in `scripts.samples.CARRIES`. HYPOTHESIS_PROFILE=thorough tries twenty
times as many.
"""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings

from remit.model import Document, Heading, Role, Row
from remit.read import read
from remit.read.lines import mend
from scripts.samples import CARRIES, LAYOUTS, SamplePlan, SampleTask, shown, written
from scripts.samples.paragraphs import chinese_number
from tests.read.drawn_plans import plans

LINES_ONLY: Final = ("cells-in-lines", "repeats-dropped")
"""Names stand one below the other; what their roles are is not written."""
KINDS: Final = {
    "pdf": (("pdf",), 4),
    "office": (("docx", "xlsx"), 25),
    "text": (tuple({*LAYOUTS} - {"pdf", "docx", "xlsx", *LINES_ONLY}), 60),
}
"""Layouts with how many plans to draw; the slower to write and read, the fewer."""
HAN: Final = {chinese_number(value): str(value) for value in range(1, 100)}


def examples(number: int) -> settings:
    """So many plans, times what the profile asks for."""
    usual = 100
    return settings(max_examples=number * settings().max_examples // usual)


def read_back(plan: SamplePlan, layout: str) -> Document:
    with TemporaryDirectory() as folder:
        path = Path(folder) / LAYOUTS[layout].file_name
        path.write_bytes(written(plan, layout))
        document, text = read(path)
    for section in document.sections:
        for row in section.rows:
            for passage in [row.passage, *(cell.passage for cell in row.cells)]:
                assert text[passage.start : passage.end] == passage.exact
    return document


def tasks_of(document: Document) -> tuple[SampleTask, ...]:
    """What was read, in the form that plans are drawn in."""
    return tuple(_task(part.number, row) for part in document.sections for row in part.rows)


def _task(attachment: str, row: Row) -> SampleTask:
    goal, subgoal = (*row.headings, None, None)[:2]
    return SampleTask(
        attachment=attachment,
        goal_number=_number(goal),
        goal=goal.name if goal else "",
        subgoal=subgoal.name if subgoal else "",
        number=row.number or "",
        text=row.text,
        supervises=_names(row, Role.SUPERVISES),
        leads=_names(row, Role.LEADS),
        supports=_names(row, Role.SUPPORTS),
        deadline=mend(row.deadline.exact) if row.deadline else "",
    )


def _number(goal: Heading | None) -> str:
    """Goals are numbered 1 in tables and 一 in paragraphs."""
    number = goal.number if goal else None
    return HAN.get(number, number) if number else ""


def _names(row: Row, role: Role) -> tuple[str, ...]:
    return tuple(cell.name for cell in row.cells if cell.role is role)


@pytest.mark.parametrize("kind", KINDS)
def test_any_plan_is_read_back(kind: str) -> None:
    layouts, number = KINDS[kind]

    @examples(number)
    @given(plans())
    def holds(plan: SamplePlan) -> None:
        for layout in layouts:
            document = read_back(plan, layout)
            found = tasks_of(document)
            if "goal" not in CARRIES[layout]:  # there the headings name leaders and leads
                found = tuple(replace(t, goal_number="", goal="", subgoal="") for t in found)
            assert found == shown(plan, layout), layout
            assert document.unread == (), layout

    holds()
