"""The explorer computes what remit.coordination computes, for every choice of evidence."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from remit.coordination import (
    Participation,
    chance_ties,
    dependencies,
    participation,
    shared_work,
    workloads,
)
from remit.model import Assignment, Evidence, Plan, Role

pytestmark = pytest.mark.browser

KINDS = {
    "stated": {Evidence.STATED},
    "expanded": {Evidence.STATED, Evidence.EXPANDED},
    "inferred": set(Evidence),
}
CHOICES = [
    ("stated", 0.5),
    ("expanded", 0.5),
    ("inferred", 0.5),
    ("inferred", 0.2),
    ("inferred", 0.8),
]
FIELDS = ("tasks", "led", "supported", "load", "leading", "supporting", "partners")


def chosen(plan: Plan, level: str, least: float) -> Participation:
    """The projection of what a reader believes who trusts inferences from `least` on."""

    def surely(assignment: Assignment) -> Assignment:
        sure = assignment.role_confidence is not None and assignment.role_confidence >= least
        if assignment.role_evidence is not Evidence.INFERRED or sure:
            return assignment
        return replace(assignment, role=Role.TAKES_PART, role_evidence=None, role_confidence=None)

    kept = [
        surely(a)
        for a in plan.assignments
        if a.evidence is not Evidence.INFERRED or a.confidence >= least
    ]
    likely = [
        Assignment(
            f"candidate/{i}",
            c.task,
            c.agent,
            Evidence.INFERRED,
            c.probability,
            c.role,
            Evidence.INFERRED,
            c.probability,
        )
        for i, c in enumerate(plan.candidates)
        if round(c.probability, 3) >= least
    ]
    return participation(replace(plan, assignments=(*kept, *likely)), KINDS[level])


def computed(page: Page, explorer: Path, level: str, least: float, script: str) -> Any:  # noqa: ANN401  # whatever the script gives
    page.goto(f"{explorer.as_uri()}#/overview?ev={level}&min={least}")
    return page.evaluate(script)


@pytest.mark.parametrize("whole", [False, True], ids=["damaged", "whole"])
@pytest.mark.parametrize(("level", "least"), CHOICES)
def test_loads_pairs_and_dependencies_are_those_of_remit(
    page: Page, level: str, least: float, whole: bool, request: pytest.FixtureRequest
) -> None:
    plan, _ = request.getfixturevalue("whole_read" if whole else "seed_read")
    explorer = request.getfixturevalue("whole_explorer" if whole else "seed_explorer")
    found = chosen(plan, level, least)
    loads, pairs, needs = computed(
        page,
        explorer,
        level,
        least,
        "[Object.fromEntries(loads()),"
        " pairs().map((p) => [p.a, p.b, p.tasks, p.newman]),"
        " dependencies().map((d) => [d.from, d.to, d.tasks])]",
    )
    assert {unit: [load[f] for f in FIELDS] for unit, load in loads.items()} == {
        w.unit: [getattr(w, f) for f in FIELDS] for w in workloads(found) if w.tasks
    }
    assert [(a, b, tuple(tasks), round(newman, 9)) for a, b, tasks, newman in pairs] == [
        (p.first, p.second, p.tasks, round(p.newman, 9)) for p in shared_work(found)
    ]
    assert [(a, b, tuple(tasks)) for a, b, tasks in needs] == [
        (d.unit, d.on, d.tasks) for d in dependencies(found)
    ]


def test_more_belief_never_takes_a_task_away(page: Page, seed_explorer: Path) -> None:
    counts = [
        computed(page, seed_explorer, level, least, "[...loads().values()].map((l) => l.tasks)")
        for level, least in [("stated", 1), ("expanded", 1), ("inferred", 0.5), ("inferred", 0)]
    ]
    totals = [sum(count) for count in counts]
    assert totals == sorted(totals)
    assert totals[0] < totals[-1]


def test_a_count_over_unknown_roles_is_a_lower_bound(page: Page, seed_explorer: Path) -> None:
    page.goto(f"{seed_explorer.as_uri()}#/unit/住建局?ev=stated")
    tiles = page.locator(".tile").all_inner_texts()
    assert "≥ 0\n牵头" in tiles
    assert "1\n角色不明" in tiles


@pytest.mark.parametrize(("level", "least"), CHOICES)
@pytest.mark.parametrize("which", ["seed", "whole"])
def test_the_chance_of_every_pair_is_that_of_the_backbone(
    page: Page, which: str, level: str, least: float, request: pytest.FixtureRequest
) -> None:
    plan: Plan = request.getfixturevalue(f"{which}_read")[0]
    explorer: Path = request.getfixturevalue(f"{which}_explorer")
    page.goto(f"{explorer.as_uri()}#/units?ev={level}&min={least}")
    found: list[tuple[str, str, float]] = page.evaluate(
        "pairs().map((pair, i) => [pair.a, pair.b, pairChances()[i]])"
    )
    expected = {(t.first, t.second): t.adjusted for t in chance_ties(chosen(plan, level, least))}
    assert {(a, b): chance for a, b, chance in found} == pytest.approx(expected, abs=1e-9)
