"""The pages in a real browser: what a planner does, and what must never happen."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

VIEWS = ("units", "portfolio")
# The points at which lines meet a box are nodes of the library, not of the drawing.
DRAWN_NODES = "drawing.nodes.get({filter: (n) => !/^(left|right) of /.test(n.id)}).length"
DRAWN_EDGES = "drawing.edges.length"


def opened(page: Page, folder: Path, name: str) -> Page:
    """Open a view and wait until it is drawn."""
    page.goto((folder / "views" / f"{name}.html").as_uri())
    page.locator("#tables tbody tr").first.wait_for()
    return page


def counts(page: Page) -> tuple[int, int]:
    """Return how many nodes and edges are drawn."""
    return page.evaluate(DRAWN_NODES), page.evaluate(DRAWN_EDGES)


def rows(page: Page, table: str) -> list[list[str]]:
    """Return the Chinese or plain text of each cell, row by row."""
    found: list[list[str]] = page.evaluate(
        "(id) => [...document.querySelectorAll(`#${id} tbody tr`)].map((row) =>"
        " [...row.cells].map((cell) => (cell.querySelector('.zh') ?? cell).textContent))",
        table,
    )
    return found


@pytest.mark.parametrize("folder", ["written", "seed_written"])
@pytest.mark.parametrize("name", [*VIEWS, "index"])
def test_no_request_no_error_and_no_script_of_the_plan(
    page: Page, name: str, folder: str, request: pytest.FixtureRequest
) -> None:
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda asked_for: asked.append(asked_for.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    root: Path = request.getfixturevalue(folder)
    path = root / "index.html" if name == "index" else root / "views" / f"{name}.html"
    page.goto(path.as_uri())
    if name != "index":
        for row in page.locator("#tables tbody tr").all()[:12]:
            row.click()
        page.locator("#evidence input[value=inferred]").check()
        page.fill("#search", "script")
    assert asked == [path.as_uri()]
    assert said == []
    assert page.evaluate("window.__pwned") is None


def test_units_are_drawn_with_the_pairs_that_share_work(page: Page, written: Path) -> None:
    opened(page, written, "units")
    assert counts(page) == (5, 5)
    dashes = page.evaluate("drawing.edges.map((e) => [e.from, e.to, e.dashes !== false])")
    dashed = {frozenset((first, second)): value for first, second, value in dashes}
    assert dashed[frozenset(("发改局", "财政局"))] is False
    assert dashed[frozenset(("发改局", "东街街道"))] is True


def test_the_portfolio_draws_every_task_or_says_it_is_lost(page: Page, written: Path) -> None:
    opened(page, written, "portfolio")
    assert counts(page) == (19, 24)
    labels = page.evaluate("drawing.nodes.map((n) => n.label ?? '')")
    assert "分管领导缺失\nleader not legible" in labels
    assert "牵头单位缺失\nlead not legible" in labels
    assert "2 项任务的单元格全部缺失\n2 tasks with no legible cell" in labels


def test_the_seed_gathers_the_tasks_without_a_cell(page: Page, seed_written: Path) -> None:
    opened(page, seed_written, "portfolio")
    page.evaluate("select(view.selectionOfNode('all lost'))")
    assert page.locator("#panel h2").first.inner_text() == "72 项任务的单元格全部缺失"
    assert page.locator("#panel article.task").count() == 72


def test_the_evidence_switch_filters_drawing_table_and_panel(page: Page, written: Path) -> None:
    opened(page, written, "units")
    assert len(rows(page, "pairs-table")) == 5
    page.uncheck("#evidence input[value=expanded]")
    assert counts(page) == (4, 2)
    assert len(rows(page, "units-table")) == 4
    assert len(rows(page, "pairs-table")) == 2
    page.locator("#units-table tbody tr", has_text="西街街道").click()
    assert page.locator("#panel article.task").count() == 1
    page.check("#evidence input[value=expanded]")
    assert page.locator("#panel article.task").count() == 2


def test_inferred_roles_appear_only_when_asked_for_and_beside_the_stated_line(
    page: Page, written: Path
) -> None:
    opened(page, written, "portfolio")
    page.locator("#tasks-table tbody tr").nth(1).click()
    assert "推断" not in page.locator("#panel").inner_text()
    page.check("#evidence input[value=inferred]")
    assert counts(page) == (19, 31)
    panel = page.locator("#panel").inner_text()
    assert "可信度 55%" in panel
    assert "紧跟在领导之后" in panel
    roles = page.evaluate(
        "drawing.edges.get({filter: (e) => e.kind === 'role'}).map(e => e.dashes)"
    )
    assert roles == [[2, 5]] * 7
    page.uncheck("#evidence input[value=inferred]")
    page.uncheck("#evidence input[value=expanded]")
    assert counts(page) == (18, 18)


def test_without_any_evidence_the_page_says_why_it_is_empty(page: Page, written: Path) -> None:
    opened(page, written, "units")
    page.uncheck("#evidence input[value=expanded]")
    page.uncheck("#evidence input[value=stated]")
    assert counts(page) == (0, 0)
    assert page.locator("#empty").is_visible()


@pytest.mark.parametrize("name", VIEWS)
def test_search_finds_names_aliases_and_task_texts_by_substring(
    page: Page, written: Path, name: str
) -> None:
    opened(page, written, name)
    for searched, found in [
        ("政局", "区财政局"),
        ("发展和改革", "区发改局"),
        ("零售总额", "消费品零售总额增长"),
        ("GDP", "没有找到"),
    ]:
        page.fill("#search", searched)
        assert found in page.locator("#results li").first.inner_text()


def test_choosing_a_result_selects_it_and_fades_the_others(page: Page, written: Path) -> None:
    opened(page, written, "units")
    page.fill("#search", "财政局")
    page.locator("#results button").first.click()
    assert page.locator("#panel h2").first.inner_text() == "区财政局"
    faded = page.evaluate(
        "drawing.nodes.get({filter: (n) => n.color.background.endsWith(',0.12)')}).map(n => n.id)"
    )
    assert sorted(faded) == ["东街街道", "公安分局"]


@pytest.mark.parametrize("name", VIEWS)
def test_a_table_row_opens_the_passage_in_its_context(page: Page, written: Path, name: str) -> None:
    opened(page, written, name)
    page.locator("#tables tbody tr", has_text="区发改局").first.click()
    own = page.locator("#panel li.own", has=page.get_by_role("button", name="区发改局")).first
    assert own.locator("mark").inner_text() == "区发改局"
    assert "line 4" in own.inner_text()
    assert "张一\n区发改局\n各街道" in str(own.locator("blockquote").text_content())


def test_an_expanded_assignment_shows_the_cell_of_its_group(page: Page, written: Path) -> None:
    opened(page, written, "units")
    page.locator("#units-table tbody tr", has_text="东街街道").click()
    own = page.locator("#panel li.own")
    assert own.locator("mark").inner_text() == "各街道"
    assert "展开为 2 个单位" in own.inner_text()


def test_an_unknown_role_is_no_zero(page: Page, written: Path) -> None:
    opened(page, written, "units")
    shown = {row[0]: row[2:] for row in rows(page, "units-table")}
    # tasks, led, supported, role not known, load, partners
    assert shown["区财政局"] == ["2", "≥ 0", "≥ 0", "2", "≥ 0", "2"]
    page.locator("#units-table tbody tr", has_text="区财政局").click()
    assert page.locator("#panel dl.counts dd").all_inner_texts() == [*shown["区财政局"]]
    page.check("#evidence input[value=inferred]")
    assert page.locator("#panel dl.counts dd").all_inner_texts() == ["2", "2", "0", "0", "2", "2"]


def test_a_pair_says_how_many_of_its_tasks_rest_on_what(page: Page, seed_written: Path) -> None:
    opened(page, seed_written, "units")
    pair = page.locator("#pairs-table tbody tr").first
    assert pair.locator("td").nth(2).inner_text() == "2"
    badges = [" ".join(badge.split()) for badge in pair.locator(".evidence").all_inner_texts()]
    assert badges == ["原文 stated 1", "展开 expanded 1"]
    pair.click()
    assert "原文 1 · 展开 1" in page.locator("#panel .kind").inner_text()


def test_the_strength_of_a_pair_is_explained_where_it_stands(page: Page, written: Path) -> None:
    opened(page, written, "units")
    header = page.locator("#pairs-table th", has_text="联系强度")
    assert "1 ÷（参与单位数 − 1）" in str(header.get_attribute("title"))
    assert "1 ÷（参与单位数 − 1）" in page.locator("#pairs-table > .note").inner_text()


def test_members_stand_inside_their_group(page: Page, written: Path) -> None:
    opened(page, written, "portfolio")
    first = page.locator("#tasks-table tbody tr").first
    assert first.locator("td").nth(5).locator("li").count() == 1
    words = first.locator("td").nth(5).inner_text()
    assert " ".join(words.split()) == "各街道（含 东街街道、西街街道） 展开 expanded"
    first.click()
    assert page.locator("#panel .members li").count() == 2
    assert "单元格完整" in first.inner_text()


def test_deadlines_and_places_stand_in_words(page: Page, written: Path) -> None:
    opened(page, written, "portfolio")
    third = page.locator("#tasks-table tbody tr").nth(2)
    assert "12月底前" in third.inner_text()
    third.click()
    panel = page.locator("#panel").inner_text()
    assert "时限： deadline: 12月底前" in panel
    assert "写在合并单元格或上级标题中 from a merged cell or heading" in panel
    assert "出处 source · 工作表“附件1” D7 sheet “附件1”, D7" in panel


def test_a_plan_without_deadlines_has_no_column_for_them(page: Page, seed_written: Path) -> None:
    opened(page, seed_written, "portfolio")
    assert page.locator("#tasks-table th", has_text="时限").count() == 0


@pytest.mark.parametrize("unit", ["五星街道", "西林街道", "钟楼医保分局", "区红十字会"])
@pytest.mark.parametrize("zoomed", [False, True])
def test_a_chosen_unit_and_its_neighbours_stay_in_view(
    page: Page, seed_written: Path, unit: str, zoomed: bool
) -> None:
    opened(page, seed_written, "units")
    if zoomed:
        page.evaluate("[1, 2, 3].forEach(() => drawing.zoom('in'))")
    page.locator("#units-table tbody tr", has_text=unit).click()
    outside = page.evaluate(
        "() => { const stage = document.getElementById('network');"
        " return view.nodesOf(state.selection, {around: true}).filter((id) => {"
        " const box = drawing.network.getBoundingBox(id);"
        " const [a, b] = [[box.left, box.top], [box.right, box.bottom]]"
        "  .map(([x, y]) => drawing.network.canvasToDOM({x, y}));"
        " return a.x < 0 || a.y < 0 || b.x > stage.clientWidth || b.y > stage.clientHeight; }); }"
    )
    assert outside == []


def test_headers_sort_and_say_so(page: Page, written: Path) -> None:
    opened(page, written, "units")
    header = page.locator("#units-table th", has_text="伙伴")
    header.locator("button").click()
    assert header.get_attribute("aria-sort") == "descending"
    partners = [int(row[7]) for row in rows(page, "units-table")]
    assert partners == [3, 3, 2, 2, 0]
    header.locator("button").click()
    assert [int(row[7]) for row in rows(page, "units-table")] == partners[::-1]


def test_a_row_can_be_chosen_with_the_keyboard_alone(page: Page, written: Path) -> None:
    opened(page, written, "units")
    page.locator("#units-table tbody button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").first.inner_text() == "区发改局"
    page.keyboard.press("Escape")
    assert page.locator("#panel article.task").count() == 0


@pytest.mark.parametrize("folder", ["written", "seed_written"])
def test_labels_of_units_do_not_overlap(
    page: Page, folder: str, request: pytest.FixtureRequest
) -> None:
    opened(page, request.getfixturevalue(folder), "units")
    boxes: list[dict[str, Any]] = page.evaluate(
        "drawing.nodes.getIds().map((id) => ({id, ...drawing.network.getBoundingBox(id)}))"
    )
    overlapping = [
        (one["id"], other["id"])
        for i, one in enumerate(boxes)
        for other in boxes[i + 1 :]
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]
    assert overlapping == []


@pytest.mark.parametrize("name", VIEWS)
def test_a_click_on_a_node_selects_it(page: Page, seed_written: Path, name: str) -> None:
    opened(page, seed_written, name)
    node = {"units": "发改局", "portfolio": "agent 发改局"}[name]
    spot = page.evaluate(
        "(id) => { const at = drawing.network.canvasToDOM(drawing.network.getPosition(id));"
        " const frame = document.getElementById('network').getBoundingClientRect();"
        " return [frame.left + at.x, frame.top + at.y]; }",
        node,
    )
    page.mouse.click(*spot)
    page.locator("#panel h2", has_text="区发改局").wait_for(timeout=5000)


def test_arrows_and_plus_move_and_zoom_the_drawing(page: Page, written: Path) -> None:
    opened(page, written, "units")
    page.focus("#network")
    before = page.evaluate("[drawing.network.getViewPosition().x, drawing.network.getScale()]")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("+")
    after = page.evaluate("[drawing.network.getViewPosition().x, drawing.network.getScale()]")
    assert after[0] > before[0]
    assert after[1] == pytest.approx(before[1] * 1.25)


@pytest.mark.parametrize("name", [*VIEWS, "index"])
def test_a_phone_shows_no_page_wider_than_itself(page: Page, seed_written: Path, name: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    folder = seed_written if name == "index" else seed_written / "views"
    page.goto((folder / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 390
