"""One plan, many ways to write it: every format and layout reads the same.

The plans are the fictional ones of `data/samples`; what a layout has no place for is in
`scripts.samples.CARRIES`.
"""

import re
from collections.abc import Mapping, Set
from itertools import combinations
from pathlib import Path
from typing import TypeAlias

import pytest

from remit.interpret import interpret
from remit.model import AgentKind, Document, Role
from remit.read import read
from remit.readout import readout
from scripts.samples import CARRIES, LAYOUTS, SamplePlan, load, shown, written

SAMPLES = Path(__file__).resolve().parents[2] / "data" / "samples"
YEARS = ("yunxi-2023", "yunxi-2024", "yunxi-2025")
LEADERS = (AgentKind.LEADER, AgentKind.LEADER_GROUP)
# What stands one below the other in a line layout does not show where leads end.
ROLES_UNSEEN = {"cells-in-lines", "repeats-dropped"}


def sample(year: str) -> SamplePlan:
    return load(SAMPLES / year / "plan.csv")


def plan_and_document(year: str, layout: str, folder: Path) -> tuple[SamplePlan, Document]:
    plan = sample(year)
    path = folder / LAYOUTS[layout].file_name
    path.write_bytes(written(plan, layout))
    document, text = read(path)
    for section in document.sections:
        for row in section.rows:
            for passage in [row.passage, *(cell.passage for cell in row.cells)]:
                assert text[passage.start : passage.end] == passage.exact
    return plan, document


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_task_is_read_with_its_text_and_nothing_is_left(
    year: str, layout: str, tmp_path: Path
) -> None:
    plan, document = plan_and_document(year, layout, tmp_path)
    rows = [row for section in document.sections for row in section.rows]
    in_order = {task.text: task for task in plan.tasks}
    assert {row.text for row in rows} == set(in_order)
    assert len(rows) == len(plan.tasks)
    assert document.unread == ()
    assert [len(section.rows) for section in document.sections] == [
        sum(task.attachment == number for task in plan.tasks) for number in ("1", "2")
    ]


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("layout", sorted(set(LAYOUTS) - ROLES_UNSEEN))
def test_every_duty_is_read_in_its_role(year: str, layout: str, tmp_path: Path) -> None:
    plan, document = plan_and_document(year, layout, tmp_path)
    tasks = {task.text: task for task in shown(plan, layout)}
    for section in document.sections:
        for row in section.rows:
            task = tasks[row.text]
            for expected, role in (
                (task.supervises, Role.SUPERVISES),
                (task.leads, Role.LEADS),
                (task.supports, Role.SUPPORTS),
            ):
                found = tuple(cell.name for cell in row.cells if cell.role is role)
                assert found == expected, row.text


@pytest.mark.parametrize("layout", sorted(n for n in LAYOUTS if "goal" in CARRIES[n]))
def test_goals_are_read_as_a_tree(layout: str, tmp_path: Path) -> None:
    plan, document = plan_and_document("yunxi-2025", layout, tmp_path)
    tasks = {task.text: task for task in plan.tasks}
    for section in document.sections:
        for row in section.rows:
            task = tasks[row.text]
            expected = [name for name in (task.goal, task.subgoal) if name]
            assert [heading.name for heading in row.headings] == expected


@pytest.mark.parametrize("layout", sorted(n for n in LAYOUTS if "deadline" in CARRIES[n]))
def test_deadlines_are_read_and_never_become_names(layout: str, tmp_path: Path) -> None:
    plan, document = plan_and_document("yunxi-2025", layout, tmp_path)
    tasks = {task.text: task for task in plan.tasks}
    for section in document.sections:
        for row in section.rows:
            deadline = row.deadline.exact if row.deadline else ""
            assert deadline == tasks[row.text].deadline


Told: TypeAlias = Mapping[str, Set[tuple[str, str]]]
"""What a layout tells: under its column, who or what is said of which task."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Told]:
    """What `remit read` tells of the plan of 2025 in each undamaged layout, where it can."""
    return {
        layout: _told(layout, tmp_path_factory.mktemp(layout))
        for layout in LAYOUTS
        if layout != "repeats-dropped"
    }


def _told(layout: str, folder: Path) -> Told:
    _, document = plan_and_document("yunxi-2025", layout, folder)
    tasks = readout(interpret(document, "yunxi-2025"))["tasks"]
    everyone = ("leaders", "leads", "supports", "takes_part")
    names = {
        slot: {(task["text"], name) for task in tasks for name in task[slot]} for slot in everyone
    }
    found = {"text": {(task["text"], "") for task in tasks}}
    carried = CARRIES[layout]
    if "supervises" in carried:
        found["everyone"] = set().union(*names.values())
    if "deadline" in carried:
        found["deadline"] = {(task["text"], task["deadline"] or "") for task in tasks}
    if "goal" in carried:
        found["goal"] = {(task["text"], " / ".join(task["goal"])) for task in tasks}
    if layout not in ROLES_UNSEEN:
        found["units"] = names["leads"] | names["supports"] | names["takes_part"]
        if "supervises" in carried:
            found["leaders"] = names["leaders"]
        if not LAYOUTS[layout].one_lead:
            found |= {slot: names[slot] for slot in ("leads", "supports", "takes_part")}
    return found


def test_any_two_layouts_give_the_same_assignments(told: Mapping[str, Told]) -> None:
    """Column by column, wherever both have a place for it; the tasks all have."""
    for one, other in combinations(told, 2):
        both = told[one].keys() & told[other].keys()
        assert "text" in both
        for column in both:
            assert told[one][column] == told[other][column], (one, other, column)


def test_what_layouts_cannot_tell_is_said_beside_the_samples() -> None:
    """A row of the table of files for each layout, with a note where it carries less."""
    notes: dict[str, list[str]] = {}
    for line in (SAMPLES / "README.md").read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"\| `([^`]+)` \| (.+) \| (.*?) ?\|", line):
            notes.setdefault(match[1], []).append(match[3])
    for name, layout in LAYOUTS.items():
        whole = layout.carries == CARRIES["docx"] and name not in ROLES_UNSEEN
        assert [bool(note) for note in notes[layout.file_name]] == [not whole] * 2, name


def test_a_damaged_copy_states_no_name_the_plan_does_not_have(tmp_path: Path) -> None:
    plan, document = plan_and_document("yunxi-2025", "repeats-dropped", tmp_path)
    assert document.repeats_dropped
    tasks = {task.text: task for task in plan.tasks}
    for section in document.sections:
        for row in section.rows:
            task = tasks[row.text]
            leaders = {cell.name for cell in row.cells if cell.kind in LEADERS}
            units = {cell.name for cell in row.cells if cell.kind not in LEADERS}
            assert leaders <= {*task.supervises}
            assert units <= {*task.leads, *task.supports}


def test_a_merged_cell_is_inherited_from_one_place(tmp_path: Path) -> None:
    _, document = plan_and_document("yunxi-2025", "docx", tmp_path)
    cells = [cell for s in document.sections for row in s.rows for cell in row.cells]
    inherited = [cell for cell in cells if cell.inherited]
    origins = {cell.passage for cell in cells if not cell.inherited}
    assert inherited
    assert {cell.passage for cell in inherited} <= origins
    assert all(cell.passage.place.startswith("table=") for cell in cells)


def test_several_files_are_one_plan(tmp_path: Path) -> None:
    """The same paper, a file an attachment."""
    plan = sample("yunxi-2025")
    text = written(plan, "role-lines").decode()
    first, _, second = text.partition("附件2\n")
    (tmp_path / "1.txt").write_text(first, encoding="utf-8")
    (tmp_path / "2.txt").write_text("附件2\n" + second, encoding="utf-8")
    document, _ = read(tmp_path)
    assert [len(section.rows) for section in document.sections] == [72, 24]
