"""The questions of the query library that each view of the explorer answers.

The page shows their SPARQL, so that an analyst can ask the store the same and go on from there.
"""

from dataclasses import asdict
from typing import Final

from remit.query import Question, question

BEHIND: Final = {
    "overview": ("count_overview", "count_evidence_by_goal"),
    "network": ("rank_unit_pairs", "list_dependencies"),
    "matrix": ("measure_shared_work", "list_dependencies"),
    "leaders": ("count_portfolios", "list_units_of_leader", "list_cross_leader_tasks"),
    "load": ("measure_load",),
    "units": ("list_units", "measure_load"),
    "tasks": ("list_agents_of_task", "list_lost_cells"),
    "targets": ("list_targets", "list_deadlines"),
    "names": ("list_places", "list_projects"),
    "findings": ("list_findings",),
    "unit": ("list_tasks_of_unit", "list_partners_of_unit"),
    "leader": ("list_tasks_of_leader", "list_units_of_leader"),
    "task": ("list_agents_of_task",),
    "goal": ("list_tasks_under_goal",),
    "place": ("list_tasks_of_place",),
    "project": ("list_tasks_of_project",),
}


def questions_behind() -> dict[str, list[dict[str, object]]]:
    """Return by view the questions behind it: name, words, parameters and SPARQL."""
    return {view: [_asked(question(name)) for name in names] for view, names in BEHIND.items()}


def _asked(asked: Question) -> dict[str, object]:
    lines = asked.text.splitlines()
    return {
        "name": asked.name,
        "question": asdict(asked.question),
        "parameters": [{"name": p.name, "kind": p.kind} for p in asked.parameters],
        "text": "\n".join(line for line in lines if not line.startswith("#+")).strip() + "\n",
    }
