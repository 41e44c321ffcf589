"""The explorer: one page that holds a whole plan and works with the network cable out."""

from pathlib import Path
from typing import Final

from remit.comparison import Series
from remit.model import Bilingual, Plan
from remit.views.changes import change_facts
from remit.views.facts import explorer_facts
from remit.views.files import listed_files
from remit.views.page import json_for_script, render

PAGE: Final = "index.html"
TITLE: Final = Bilingual("责任图谱", "Remit")

# In this order: each may use what stands before it.
FOUNDATION: Final = (
    "dom",
    "facts",
    "words",
    "state",
    "evidence",
    "measures",
    "passages",
    "things",
    "filters",
    "table",
    "parts",
    "tasks_table",
    "search",
    "switches",
    "shell",
    "backbone",
    "ties",
    "shapes",
    "scene",
    "drawing",
    "sketch",
    "matrix_parts",
    "graph_files",
    "workbook",
    "export",
)
VIEWS: Final = (
    "overview",
    "coverage",
    "pairs",
    "network",
    "network_panel",
    "matrix",
    "leaders",
    "charts",
    "units",
    "tasks",
    "targets",
    "names",
    "findings",
    "changes",
    "source",
    "agent",
    "task",
    "goal",
)
STYLES: Final = ("base", "shell", "parts", "network", "matrix", "charts", "export")


def write_explorer(
    plan: Plan, source_text: str, folder: Path, series: Series | None = None
) -> Path:
    """Write `index.html`, the explorer of a plan, beside the results it lists; return its path.

    `source_text` is the decoded source that the passages of the plan count in. With `series`,
    of which the plan is the latest, the page also shows what changed. Same plan, same bytes.
    """
    facts = explorer_facts(plan, source_text) | {"files": listed_files(folder)}
    if series is not None:
        facts |= {"changes": change_facts(series)}
    page = render(
        "explorer.html",
        [("explorer", f"{name}.css") for name in STYLES],
        [("explorer", f"{name}.js") for name in (*FOUNDATION, *VIEWS, "start")],
        title=TITLE,
        plan=plan,
        facts=json_for_script(facts),
    )
    path = folder / PAGE
    path.write_bytes(page)
    return path
