"""Writes the two views of a plan."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from remit.model import Bilingual, Legibility, Plan
from remit.views.page import json_for_script, render
from remit.views.page_facts import evidence_counts, page_facts, pair_facts
from remit.views.portfolio import portfolio_network
from remit.views.units import units_network

STYLES: Final = ("page.css", "view.css")
SHARED_SCRIPTS: Final = (
    "dom.js",
    "facts.js",
    "state.js",
    "search.js",
    "panel.js",
    "table.js",
    "drawing.js",
)
TITLES: Final = {
    "units": Bilingual("单位共同任务", "Units by shared work"),
    "portfolio": Bilingual("分管领导 · 单位 · 任务", "Leaders, units and tasks"),
}


def write_views(plan: Plan, source_text: str, folder: Path) -> list[Path]:
    """Write `views/units.html` and `views/portfolio.html` under `folder`; return both paths.

    `source_text` is the decoded source that the passages of the plan count in. Same
    plan, same bytes.
    """
    facts = page_facts(plan, source_text)
    own: Mapping[str, dict[str, object]] = {
        "units": {"network": units_network(plan), "pairs": pair_facts(plan)},
        "portfolio": {"network": portfolio_network(plan)},
    }
    (folder / "views").mkdir(parents=True, exist_ok=True)
    written = []
    for name, more in own.items():
        page = render(
            f"{name}.html",
            [("styles", style) for style in STYLES],
            [("scripts", script) for script in (*SHARED_SCRIPTS, f"{name}.js", "page.js")],
            view=name,
            title=TITLES[name],
            titles=TITLES,
            plan=plan,
            unit_types={agent.unit_type for agent in plan.agents},
            evidence_counts=evidence_counts(plan),
            legibility=legibility_counts(plan),
            facts=json_for_script({**facts, **more}),
        )
        path = folder / "views" / f"{name}.html"
        path.write_bytes(page)
        written.append(path)
    return written


def legibility_counts(plan: Plan) -> dict[Legibility, int]:
    """Return how many tasks the source shows whole, in part and not at all."""
    return {kind: sum(t.legibility is kind for t in plan.tasks) for kind in Legibility}
