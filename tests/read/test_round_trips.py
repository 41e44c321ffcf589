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
from hypothesis import assume, given, settings

from remit.interpret import interpret
from remit.model import Document, Heading, Role, Row
from remit.read import read
from remit.read.lines import mend
from remit.readout import readout
from scripts.samples import CARRIES, LAYOUTS, SamplePlan, SampleTask, shown, written
from scripts.samples.grid import task_cell
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


@examples(60)
@given(plans())
def test_lines_of_cells_are_read_back_with_no_role_that_is_not_so(plan: SamplePlan) -> None:
    """One cell a line, names of a cell side by side."""
    plan = legible_in_lines(plan)
    document = read_back(plan, "cells-in-lines")
    assert list(map(without_names, tasks_of(document))) == list(map(without_names, plan.tasks))
    for row, task in zip(rows_of(document), plan.tasks, strict=True):
        assert names(row) == [*task.supervises, *task.leads, *task.supports]
    assert document.unread == ()
    assert_no_false_role(document, plan)


@examples(60)
@given(plans())
def test_of_a_damaged_copy_nothing_is_stated_that_is_not_so(plan: SamplePlan) -> None:
    """Every line that stood before is gone: names are lost, none is put elsewhere."""
    plan = legible_in_lines(plan)
    cells = [task_cell(task) for task in plan.tasks]
    assume(len(set(cells)) == len(cells))
    document = read_back(plan, "repeats-dropped")
    assert [(row.number or "", row.text) for row in rows_of(document)] == [
        (task.number, task.text) for task in plan.tasks
    ]
    for row, task in zip(rows_of(document), plan.tasks, strict=True):
        found = names(row)
        every = [*task.supervises, *task.leads, *task.supports]
        assert found == [name for name in every if name in found]
    # A copy of a few rows with a leader and a unit in each, and no name twice, may be whole.
    if document.repeats_dropped:
        assert_no_false_role(document, plan)


def legible_in_lines(plan: SamplePlan) -> SamplePlan:
    """Without sub-goals above tasks that have no number.

    The line below a goal's name may go on with it (交通畅行 / 工程) or name its first part;
    numbers of tasks are what tells where a row begins.
    """
    return replace(
        plan,
        tasks=tuple(task if task.number else replace(task, subgoal="") for task in plan.tasks),
    )


def rows_of(document: Document) -> list[Row]:
    return [row for part in document.sections for row in part.rows]


def names(row: Row) -> list[str]:
    return [cell.name for cell in row.cells]


def without_names(task: SampleTask) -> SampleTask:
    return replace(task, supervises=(), leads=(), supports=())


def assert_no_false_role(document: Document, plan: SamplePlan) -> None:
    found = readout(interpret(document, "plan-2025"))["tasks"]
    for stated, task in zip(found, plan.tasks, strict=True):
        assert set(stated["leaders"]) <= set(task.supervises)
        assert set(stated["leads"]) <= set(task.leads)
        assert set(stated["supports"]) <= set(task.supports)
