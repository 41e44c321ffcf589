"""Every format and layout that a sample plan is written in, and what each can show."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from scripts.samples.excel import excel
from scripts.samples.lines import (
    boxed_table,
    cells_in_lines,
    comma_separated,
    pipe_table,
    repeats_dropped,
    spaced_rows,
    starred_table,
)
from scripts.samples.pages import pages
from scripts.samples.paragraphs import (
    bracket_labels,
    bracket_verbs,
    first_leads,
    labels_in_line,
    lead_headings,
    leader_headings,
    role_lines,
)
from scripts.samples.table import COLUMNS, SamplePlan, SampleTask, gathered
from scripts.samples.web import lead_first, web_page
from scripts.samples.word import word

_ALL: Final = frozenset(COLUMNS)
_GOALS: Final = frozenset({"goal_number", "goal", "subgoal"})


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to write a plan: its file, its writer, and the columns it carries in full.

    Tasks with equal values in the columns `gathered_by` stand together, by the first
    column, then, among those, by the next. `one_lead` tells
    that a task has one lead; what further ones there are, it shows as supports. `counts`
    tells that tasks without a number get their place in the attachment for one.
    """

    file_name: str
    write: Callable[[SamplePlan], bytes]
    carries: frozenset[str] = _ALL
    gathered_by: tuple[str, ...] = ()
    one_lead: bool = False
    counts: bool = False


LAYOUTS: Final[Mapping[str, Layout]] = {
    "docx": Layout("plan.docx", word),
    "xlsx": Layout("plan.xlsx", excel),
    "html": Layout("plan.html", web_page),
    "pdf": Layout("plan.pdf", pages),
    "csv": Layout("plan-table.csv", comma_separated),
    "role-lines": Layout("role-lines.txt", role_lines),
    "labels-in-line": Layout("labels-in-line.txt", labels_in_line),
    "bracket-labels": Layout("bracket-labels.txt", bracket_labels, _ALL - {"supervises"}),
    "bracket-verbs": Layout("bracket-verbs.txt", bracket_verbs, _ALL - {"supervises", "deadline"}),
    "cells-in-lines": Layout("cells-in-lines.txt", cells_in_lines),
    "first-leads": Layout(
        "first-leads.txt", first_leads, _ALL - {"supervises", "deadline"}, one_lead=True
    ),
    "pipe-table": Layout("pipe-table.txt", pipe_table),
    "starred-table": Layout("starred-table.txt", starred_table),
    "boxed-table": Layout("boxed-table.txt", boxed_table),
    "spaced-rows": Layout("spaced-rows.txt", spaced_rows, _ALL - _GOALS, counts=True),
    "lead-first": Layout("lead-first.html", lead_first, _ALL - _GOALS, ("leads",)),
    "leader-headings": Layout(
        "leader-headings.txt", leader_headings, _ALL - _GOALS, ("supervises",)
    ),
    "lead-headings": Layout(
        "lead-headings.txt", lead_headings, _ALL - _GOALS, ("supervises", "leads")
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


def _counted(tasks: tuple[SampleTask, ...]) -> tuple[SampleTask, ...]:
    return tuple(
        replace(task, number=task.number or str(place)) for place, task in enumerate(tasks, start=1)
    )


def shown(plan: SamplePlan, layout: str) -> tuple[SampleTask, ...]:
    """Return the tasks as a layout shows them: in its order, empty what it does not carry."""
    kind = LAYOUTS[layout]
    hidden: dict[str, Any] = {
        column: () if column in ("supervises", "leads", "supports") else ""
        for column in COLUMNS
        if column not in kind.carries
    }
    groups = [_counted(attached) if kind.counts else attached for _, attached in plan.attachments()]
    for column in kind.gathered_by:
        groups = [members for group in groups for members in gathered(group, column)]
    tasks = [task for group in groups for task in group]
    if kind.one_lead:
        tasks = [
            replace(task, leads=task.leads[:1], supports=task.leads[1:] + task.supports)
            for task in tasks
        ]
    return tuple(replace(task, **hidden) for task in tasks)
