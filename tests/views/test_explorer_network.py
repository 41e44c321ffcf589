"""The network of units: what is drawn, what it opens, and that nothing ever moves."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from bench.made_plans import made_plan
from remit.views import write_explorer

pytestmark = pytest.mark.browser

EXPLORERS = ("seed_explorer", "whole_explorer")
LOOKS = ("lang=zh&theme=light", "lang=en&theme=dark")
PLACES = "networkStage.drawing.network.getPositions()"
EDGES = "networkStage.drawing.edges.get()"


def drawn(page: Page, explorer: Path, query: str = "") -> Page:
    """Open the network and wait until it is drawn."""
    page.goto(f"{explorer.as_uri()}#/network?{query}")
    page.locator("#network canvas").wait_for()
    return page


def spot_of(page: Page, unit: str) -> tuple[float, float]:
    """Return where on the screen a unit stands."""
    x, y = page.evaluate(
        "(id) => { const { network } = networkStage.drawing;"
        " document.getElementById('network').scrollIntoView();"
        " const at = network.canvasToDOM(network.getPosition(id));"
        " const frame = document.getElementById('network').getBoundingClientRect();"
        " return [frame.left + at.x, frame.top + at.y]; }",
        unit,
    )
    return x, y


@pytest.fixture(params=EXPLORERS)
def explorer(request: pytest.FixtureRequest) -> Path:
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.mark.parametrize("looks", LOOKS)
@pytest.mark.parametrize("tie", ["newman", "shared", "depends"])
def test_every_kind_of_tie_is_drawn_without_complaint(
    page: Page, explorer: Path, tie: str, looks: str, complaints: list[str]
) -> None:
    drawn(page, explorer, f"tie={tie}&ev=inferred&min=0.3&{looks}")
    assert page.evaluate(EDGES)
    assert complaints == []


def test_at_most_two_in_a_hundred_labels_overlap(page: Page, explorer: Path) -> None:
    drawn(page, explorer, "ev=inferred&min=0")
    boxes: list[dict[str, Any]] = page.evaluate(
        "(() => { const { nodes, network } = networkStage.drawing;"
        " return nodes.getIds().map((id) => network.getBoundingBox(id)); })()"
    )
    overlapping = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]
    assert len(boxes) > 40
    assert len(overlapping) <= 0.02 * len(boxes)


def test_units_keep_their_place_whatever_is_chosen(page: Page, explorer: Path) -> None:
    drawn(page, explorer, "ev=stated")
    stated = page.evaluate(PLACES)
    page.locator("#ev-inferred").check()
    page.locator("#tie-shared").check()
    page.wait_for_timeout(300)
    later = page.evaluate(PLACES)
    assert {unit: later[unit] for unit in stated} == stated
    page.locator("#tie-depends").check()
    page.wait_for_timeout(300)
    assert page.evaluate(PLACES) == later


def test_the_drawing_is_that_of_the_evidence(page: Page, seed_explorer: Path) -> None:
    drawn(page, seed_explorer, "ev=stated")
    assert len(page.evaluate(EDGES)) == 28
    assert page.evaluate(f"{EDGES}.every((edge) => edge.dashes === false)")
    page.locator("#ev-expanded").check()
    dashed = page.evaluate(f"{EDGES}.map((edge) => edge.dashes !== false)")
    assert (len(dashed), dashed.count(False)) == (67, 28)
    page.locator("#ev-inferred").check()
    kinds = page.evaluate(f"[...new Set({EDGES}.map((edge) => JSON.stringify(edge.dashes)))]")
    assert sorted(kinds) == ["[2,5]", "[8,5]", "false"]


def test_what_is_inferred_is_paler_than_what_is_stated(page: Page, seed_explorer: Path) -> None:
    drawn(page, seed_explorer, "ev=inferred&min=0.3")
    opacities: list[tuple[str, float, float]] = page.evaluate(
        "networkScene(chosenNetwork()).edges.map((edge) =>"
        " [edge.evidence, edge.weight, Number(edge.colour.split(',')[3].slice(0, -1))])"
    )
    paler = {weight: opacity for kind, weight, opacity in opacities if kind == "inferred"}
    full = {weight: opacity for kind, weight, opacity in opacities if kind == "stated"}
    alike = paler.keys() & full.keys()
    assert alike
    assert all(paler[weight] < full[weight] for weight in alike)


def test_a_dense_plan_starts_with_its_strongest_ties_and_says_so(
    page: Page, whole_explorer: Path
) -> None:
    drawn(page, whole_explorer)
    shown = len(page.evaluate(EDGES))
    every = page.evaluate("pairs().length")
    assert shown <= 2.5 * page.evaluate("loads().size") < every
    status = page.locator(".network-status").inner_text()
    assert f"画出 {shown} 条联系（共 {every} 条" in status
    page.locator("#least").fill("0")
    assert len(page.evaluate(EDGES)) == every
    assert "least=0" in page.url
    page.locator("#reset").click()
    assert len(page.evaluate(EDGES)) == shown


def test_only_ties_beyond_chance(page: Page, whole_explorer: Path, seed_explorer: Path) -> None:
    drawn(page, whole_explorer)
    page.locator("#chance").check()
    beyond = page.evaluate("pairChances().filter((chance) => chance <= 0.05).length")
    assert 0 < len(page.evaluate(EDGES)) == beyond
    drawn(page, seed_explorer, "chance=1")
    assert page.evaluate(EDGES) == []
    assert "没有一条超出偶然" in page.locator(".network-status").inner_text()


def test_arrows_of_both_directions_stay_apart(page: Page, whole_explorer: Path) -> None:
    drawn(page, whole_explorer, "tie=depends&least=0")
    edges = page.evaluate(EDGES)
    found = {(edge["from"], edge["to"]): edge for edge in edges}
    mutual = [edge for (a, b), edge in found.items() if (b, a) in found]
    assert mutual
    assert all(edge["smooth"] and edge["smooth"]["type"] == "curvedCW" for edge in mutual)
    assert all(edge["arrows"]["to"]["enabled"] for edge in edges)


def test_a_click_on_a_unit_shows_its_ties_and_a_click_beside_it_lets_go(
    page: Page, whole_explorer: Path
) -> None:
    drawn(page, whole_explorer)
    page.mouse.click(*spot_of(page, "住建局"))
    panel = page.locator(".network-panel")
    panel.locator("h2", has_text="区住建局").wait_for()
    assert panel.locator(".ties li").count() == page.evaluate("loads().get('住建局').partners")
    assert "unit=" in page.url
    frame = page.locator("#network").bounding_box()
    assert frame is not None
    page.mouse.click(frame["x"] + 3, frame["y"] + 400)  # the left margin of the drawing
    panel.locator("h2", has_text="联系最强的单位").wait_for()


def test_a_chosen_pair_is_drawn_however_weak_its_tie(page: Page, whole_explorer: Path) -> None:
    drawn(page, whole_explorer)
    weakest = page.evaluate("(({a, b}) => [a, b])(tiesBetweenUnits('newman').slice(-1)[0])")
    shown = len(page.evaluate(EDGES))
    page.evaluate("([a, b]) => setParams({unit: a, with: b})", weakest)
    edges = page.evaluate(EDGES)
    assert len(edges) == shown + 1
    assert [edges[-1]["from"], edges[-1]["to"]] == weakest
    page.locator(".pair-tasks > li").first.wait_for()


@pytest.mark.parametrize("tie", ["newman", "depends"])
def test_a_tie_opens_exactly_its_tasks_and_they_open_their_page(
    page: Page, whole_explorer: Path, tie: str
) -> None:
    drawn(page, whole_explorer, f"tie={tie}")
    first = page.locator(".network-panel .ties li").first
    count = int(first.locator(".count-link").inner_text())
    first.locator(".count-link").click()
    page.locator(".view-tasks h1").wait_for()
    assert page.evaluate("filteredTasks().length") == count
    page.go_back()
    page.locator(".network-panel .ties li a").first.click()
    tasks = page.locator(".pair-tasks > li")
    tasks.first.wait_for()
    assert tasks.count() >= count
    tasks.first.locator("a").first.click()
    page.locator(".view-task h1").wait_for()


def test_a_click_on_a_line_opens_the_pair(page: Page, seed_explorer: Path) -> None:
    drawn(page, seed_explorer)
    ends = spot_of(page, "钟楼公安分局"), spot_of(page, "钟楼消防救援大队")
    page.mouse.click(*[(one + other) / 2 for one, other in zip(*ends, strict=True)])
    panel = page.locator(".network-panel")
    panel.locator(".pair-tasks").wait_for()
    assert "钟楼公安分局 — 钟楼消防救援大队" in panel.locator("h2").inner_text()
    assert panel.locator(".pair-tasks > li").count() == 1


def test_the_copied_address_shows_the_same(page: Page, whole_explorer: Path) -> None:
    query = "tie=shared&least=5&unit=住建局&ev=stated&lang=en"
    drawn(page, whole_explorer, query)
    edges, panel = page.evaluate(EDGES), page.locator(".network-panel").inner_text()
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    page.locator("#network canvas").wait_for()
    assert page.evaluate(EDGES) == edges
    assert page.locator(".network-panel").inner_text() == panel


def test_arrows_and_plus_move_and_zoom_the_drawing(page: Page, seed_explorer: Path) -> None:
    drawn(page, seed_explorer)
    page.focus("#network")
    view = (
        "(() => { const { network } = networkStage.drawing;"
        " return [network.getViewPosition().x, network.getScale()]; })()"
    )
    before = page.evaluate(view)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    after = page.evaluate(view)
    assert after[0] > before[0]
    assert after[1] == pytest.approx(before[1] * 1.25)
    page.keyboard.press("0")
    assert page.evaluate(view) == pytest.approx(before)


def test_the_keyboard_alone_reaches_a_tie_and_its_tasks(page: Page, seed_explorer: Path) -> None:
    drawn(page, seed_explorer)
    page.focus("#network")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.ties') !== null"):
            break
    page.keyboard.press("Enter")
    page.locator(".pair-tasks").wait_for()


def test_shapes_grow_with_load_and_stay_in_their_room(page: Page, explorer: Path) -> None:
    drawn(page, explorer, "ev=inferred&min=0")
    sizes = page.evaluate("networkStage.drawing.nodes.map((n) => [loads().get(n.id).load, n.size])")
    assert [size for _, size in sorted(sizes)] == sorted(size for _, size in sizes)
    assert max(size for _, size in sizes) <= page.evaluate("facts.arrangement.largest")


def test_hostile_names_are_drawn_as_text(page: Page, written: Path, complaints: list[str]) -> None:
    drawn(page, written / "index.html", "unit=公安分局&ev=inferred&min=0")
    assert "<img src=x" in page.locator(".network-panel h2").inner_text()
    assert page.evaluate("window.__pwned") is None
    assert complaints == []


def test_a_phone_shows_no_page_wider_than_itself(page: Page, seed_explorer: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    for view in ("network", "matrix", "leaders", "load"):
        page.goto(f"{seed_explorer.as_uri()}#/{view}")
        page.locator("main h1").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == 390, view


@pytest.fixture(scope="module")
def large_explorer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of more units than a browser draws well."""
    return write_explorer(*made_plan(1510, 1510), tmp_path_factory.mktemp("large"))


@pytest.mark.slow
def test_very_many_units_are_drawn_by_cluster_and_opened_on_demand(
    page: Page, large_explorer: Path, complaints: list[str]
) -> None:
    drawn(page, large_explorer)
    clusters = page.evaluate("facts.arrangement.clusters.map((cluster) => cluster.length)")
    count = "networkStage.drawing.nodes.length"
    assert page.evaluate(count) == len(clusters)
    assert "点击一圈展开" in page.locator(".network-status").inner_text()
    page.evaluate("selectNode('cluster 3')")
    assert page.evaluate(count) == len(clusters) - 1 + clusters[3]
    page.go_back()
    assert page.evaluate(count) == len(clusters)
    page.locator(".network-panel .ties a").first.click()
    opened = page.evaluate("[...new Set([param('unit'), param('with')].map(boxOf))]")
    assert page.evaluate(count) == len(clusters) + sum(clusters[i] - 1 for i in opened)
    assert complaints == []
