"""Matrices, portfolios and charts: each cell is what the measures say, and opens its tasks."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from remit.coordination import (
    cross_leader_share,
    dependencies,
    leader_portfolios,
    likelihood,
    participation,
    shared_work,
    unit_figures,
)
from remit.model import Plan
from remit.views import write_explorer

pytestmark = pytest.mark.browser

WHATS = ("shared", "newman", "depends", "duties")
CELLS = (
    "(() => { const model = chosenMatrix(); return model.rows.flatMap((row, i) =>"
    " model.cells(i).map(([j, cell]) => [row.label, model.columns[j].label, cell.text])); })()"
)


def opened(page: Page, explorer: Path, address: str) -> Page:
    page.goto(f"{explorer.as_uri()}#/{address}")
    page.locator("main h1").wait_for()
    return page


@pytest.mark.parametrize("view", [*(f"matrix?what={what}" for what in WHATS), "leaders?", "load?"])
@pytest.mark.parametrize("looks", ["lang=zh&theme=dark", "lang=en&theme=light"])
@pytest.mark.parametrize("explorer", ["written", "seed_explorer", "whole_explorer"])
def test_every_view_is_drawn_without_complaint(
    page: Page,
    explorer: str,
    view: str,
    looks: str,
    request: pytest.FixtureRequest,
    complaints: list[str],
) -> None:
    path: Path = request.getfixturevalue(explorer)
    path = path / "index.html" if path.is_dir() else path
    opened(page, path, f"{view}&ev=inferred&min=0.2&{looks}")
    assert page.locator("main svg").count() > 0
    assert complaints == []
    assert page.evaluate("window.__pwned") is None


def test_units_by_units_is_shared_work(
    page: Page, whole_explorer: Path, whole_read: tuple[Plan, str]
) -> None:
    plan = whole_read[0]
    names = {agent.key: agent.name for agent in plan.agents}
    expected = {
        frozenset((names[p.first], names[p.second])): str(p.shared)
        for p in shared_work(participation(plan))
    }
    opened(page, whole_explorer, "matrix")
    cells = {(a, b): text for a, b, text in page.evaluate(CELLS) if a != b}
    assert {frozenset(pair): text for pair, text in cells.items()} == expected
    assert len(cells) == 2 * len(expected)


def test_leads_stand_in_rows_and_supports_in_columns(
    page: Page, whole_explorer: Path, whole_read: tuple[Plan, str]
) -> None:
    plan = whole_read[0]
    names = {agent.key: agent.name for agent in plan.agents}
    needs = dependencies(participation(plan))
    opened(page, whole_explorer, "matrix?what=depends")
    cells = {(a, b): text for a, b, text in page.evaluate(CELLS) if a != b}
    assert cells == {(names[d.unit], names[d.on]): str(len(d.tasks)) for d in needs}


def test_units_stand_by_cluster(page: Page, whole_explorer: Path) -> None:
    opened(page, whole_explorer, "matrix")
    order = page.evaluate("facts.arrangement.order.map(agentName)")
    shown = page.evaluate("chosenMatrix().rows.map((row) => row.label)")
    assert shown == [unit for unit in order if unit in shown]


def test_a_cell_opens_exactly_its_tasks(page: Page, whole_explorer: Path) -> None:
    opened(page, whole_explorer, "matrix")
    cell = page.locator(".matrix .cell-plain").first
    count = int(cell.locator("text").text_content() or "")
    cell.click()
    page.locator(".view-tasks h1").wait_for()
    assert page.evaluate("filteredTasks().length") == count


def test_roles_stand_at_tasks_and_lost_cells_are_marked(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "matrix?what=duties")
    cells = page.evaluate(CELLS)
    first = {who: sign for task, who, sign in cells if task.startswith("(1) ")}
    assert first["区发改局"] == "牵"
    assert first["五星街道"] == "?"
    assert first["王旭锋"] == "分"
    lost = {task.split(" ")[0] for task, who, sign in cells if (who, sign) == ("缺失", "缺")}
    assert "(2)" in lost
    assert "(1)" not in lost
    hidden = page.locator("main .hint", has_text="看不到任何分工").inner_text()
    assert hidden == "另有 72 项任务看不到任何分工，未列出。"
    page.locator("#all").check()
    assert page.evaluate("chosenMatrix().rows.length") == 107


def test_a_candidate_never_looks_like_an_assignment(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "matrix?what=duties&ev=inferred&min=0.3")
    signs = page.evaluate(
        "facts.tasks.flatMap((task) =>"
        " [...dutiesOf(task.id)].filter(([, part]) => part.candidate)).length"
    )
    marked = [cell for cell in page.evaluate(CELLS) if cell[2] in ("牵?", "分?", "配?")]
    assert 0 < len(marked) == signs


def test_only_what_is_near_is_drawn_and_the_rest_when_scrolled_to(
    page: Page, whole_explorer: Path
) -> None:
    opened(page, whole_explorer, "matrix?what=duties")
    last = page.evaluate("chosenMatrix().rows[chosenMatrix().rows.length - 1].label")
    heads = page.locator(".matrix-rows a")
    assert heads.count() < page.evaluate("chosenMatrix().rows.length")
    page.evaluate("document.querySelector('.matrix').scrollTo(0, 1e6)")
    page.locator(f'.matrix-rows a[aria-label="{last}"]').wait_for()


def test_the_keyboard_walks_the_cells_and_opens_one(page: Page, whole_explorer: Path) -> None:
    opened(page, whole_explorer, "matrix")
    page.focus("#matrix")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    said = page.locator("#said").inner_text()
    assert "区工信局 × 区政府办：共同任务数 3" in said
    page.keyboard.press("Enter")
    page.locator(".view-tasks h1").wait_for()
    assert page.evaluate("filteredTasks().length") == 3


def test_portfolios_are_those_of_the_measures(
    page: Page, whole_explorer: Path, whole_read: tuple[Plan, str]
) -> None:
    plan = whole_read[0]
    found = participation(plan)
    opened(page, whole_explorer, "leaders")
    shown = page.evaluate(
        "[...portfolios()].map(([leader, p]) => [leader, p.tasks.length, p.units.size])"
    )
    leaders = {agent.key for agent in plan.agents if agent.kind == "leader"}
    expected = {(p.leader, p.tasks, p.units) for p in leader_portfolios(found)}
    assert {tuple(row) for row in shown if row[0] in leaders} == expected
    crossing = page.evaluate("crossingTasks().filter((task) => task.met).length")
    assert crossing == cross_leader_share(found).crossing


def test_tasks_without_a_legible_leader_are_counted_apart(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "leaders")
    row = page.locator("#table-portfolios tbody tr").last
    assert row.locator(".count-link").first.inner_text() == page.evaluate(
        "String(facts.tasks.filter((task) => task.lost.includes('supervises')).length)"
    )
    row.locator(".count-link").first.click()
    page.locator(".view-tasks h1").wait_for()


def test_bars_are_the_ranges_of_the_measures(
    page: Page, seed_explorer: Path, seed_read: tuple[Plan, str]
) -> None:
    loads = unit_figures(likelihood(seed_read[0]))["load"]
    opened(page, seed_explorer, "load?all=1")
    labels = page.locator(".bars a > title").all_text_contents()
    names = {agent.key: agent.name for agent in seed_read[0].agents}
    possible = [unit for unit, figure in loads.items() if figure.high]
    assert len(labels) == len(possible)
    for unit in possible:
        [label] = [each for each in labels if each.startswith(f"{names[unit]}：")]
        assert f"至少 {loads[unit].low:g}，" in label
        assert label.endswith(f"至多 {loads[unit].high:g}")


def test_months_open_the_tasks_that_are_due(
    page: Page, whole_read: tuple[Plan, str], tmp_path: Path
) -> None:
    plan, text = whole_read
    june, december = (
        replace(plan.deadlines[0], task=task, day=date(2025, month, 30))
        for task, month in (("1", 6), ("2", 12))
    )
    again = replace(december, task="3")
    explorer = write_explorer(replace(plan, deadlines=(june, december, again)), text, tmp_path)
    opened(page, explorer, "targets")
    bars = page.locator(".months li")
    assert bars.all_inner_texts() == ["2025-06\n1", "2025-12\n2"]
    bars.last.locator("a").click()
    page.locator(".view-tasks h1").wait_for()
    assert page.evaluate("filteredTasks().map((task) => task.id)") == ["2", "3"]
