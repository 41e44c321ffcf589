"""What a planner does in the views: every number opens its tasks, every task its passage."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from remit.model import Plan
from remit.views import write_explorer

pytestmark = pytest.mark.browser


def opened(page: Page, explorer: Path, address: str) -> Page:
    page.goto(explorer.as_uri() + address)
    page.locator("main h1").wait_for()
    return page


def listed(page: Page) -> list[str]:
    """The numbers of the tasks in the table."""
    return page.locator("#table-tasks tbody th").all_inner_texts()


@pytest.fixture
def small(written: Path) -> Path:
    return written / "index.html"


@pytest.mark.parametrize(
    ("filters", "tasks"),
    [
        ("", ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "附件2 (1.1)", "(8)"]),
        ("unit=发改局", ["(1)", "(2)"]),
        ("unit=发改局&unit=财政局", ["(2)"]),
        ("lead=发改局", ["(1)"]),
        ("lead=财政局", []),
        ("lead=财政局&ev=inferred", ["(2)", "(3)"]),
        ("lead=财政局&ev=inferred&min=0.6", []),
        ("support=西街街道&ev=inferred", ["(1)", "(3)"]),
        ("unknown=财政局", ["(2)", "(3)"]),
        ("unit=西街街道&ev=stated", ["(3)"]),
        ("leader=李二", ["(3)"]),
        ("goal=2-1", ["附件2 (1.1)"]),
        ("lost=leads", ["(4)", "(5)", "(6)"]),
        ("lost=any", ["(2)", "(4)", "(5)", "(6)", "附件2 (1.1)", "(8)"]),
        ("q=停车", ["附件2 (1.1)"]),
        ("q=xjtcc", ["附件2 (1.1)"]),
        ("ids=4,8", ["(4)", "(8)"]),
        ("legibility=none", ["(5)", "(6)"]),
        ("known=none", ["(4)", "(5)", "(6)"]),
    ],
)
def test_the_address_filters_the_tasks(
    page: Page, small: Path, filters: str, tasks: list[str]
) -> None:
    opened(page, small, f"#/tasks?{filters}")
    assert listed(page) == tasks


def test_a_filter_is_chosen_shown_and_taken_out(page: Page, small: Path) -> None:
    opened(page, small, "#/tasks")
    page.select_option("#filter-unit", "财政局")
    assert listed(page) == ["(2)", "(3)"]
    page.select_option("#filter-role", "lead")
    assert "lead=" in page.url
    assert listed(page) == []
    page.locator(".chosen button").first.click()
    assert len(listed(page)) == 8


def test_typing_keeps_the_focus_in_the_filter(page: Page, small: Path) -> None:
    opened(page, small, "#/tasks")
    page.focus("#filter-q")
    page.keyboard.type("增长")
    assert page.evaluate("document.activeElement.id") == "filter-q"
    assert page.input_value("#filter-q") == "增长"
    assert listed(page) == ["(1)", "(5)", "(6)"]


def test_columns_sort_and_the_address_keeps_the_order(page: Page, small: Path) -> None:
    opened(page, small, "#/units")
    page.locator("#sort-units-tasks").click()
    numbers = page.locator("#table-units tbody tr td:nth-child(3)").all_inner_texts()
    assert numbers == sorted(numbers, reverse=True)
    assert "units-sort=-tasks" in page.url
    sort = page.locator("#table-units thead th").nth(2).get_attribute("aria-sort")
    assert sort == "descending"


def test_a_number_opens_its_tasks_and_a_task_its_passage(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "#/overview")
    number = page.locator("#table-pairs tbody tr").first.locator(".count-link")
    counted = int(number.inner_text())
    number.click()
    page.locator("#table-tasks").wait_for()
    assert len(listed(page)) == counted
    page.locator("#table-tasks tbody th a").first.click()
    page.locator(".task-text").wait_for()
    text = page.evaluate("facts.tasks[0].text")
    assert text in page.locator(".task-text").inner_text()
    page.locator("main .passage-link").first.click()
    page.locator(".source mark").first.wait_for()
    assert "".join(page.locator(".source mark").all_inner_texts()) == text


def test_passages_are_right_after_characters_of_two_units(page: Page, small: Path) -> None:
    opened(page, small, "#/task/1")
    page.get_by_role("row", name="区发改局").locator(".passage-link").click()
    page.locator(".source mark").wait_for()
    assert page.locator(".source mark").inner_text() == "区发改局"


def test_places_of_other_files_are_told_in_their_words(page: Page, whole_explorer: Path) -> None:
    opened(page, whole_explorer, "#/task/1")
    assert "表 1" in page.locator("main .passage-link").first.inner_text()


def test_a_task_says_why_each_part_is_believed(page: Page, small: Path) -> None:
    opened(page, small, "#/task/1?ev=inferred")
    row = page.locator("#table-parts tbody tr", has_text="西街街道").first.inner_text()
    assert "配合" in row
    assert "展开" in row
    assert "“各街道”展开为 2 个单位" in row
    assert "紧跟在领导之后" in row


def test_lost_cells_are_said_and_candidates_are_never_assignments(
    page: Page, seed_explorer: Path
) -> None:
    opened(page, seed_explorer, "#/task/57")
    assert "分管领导缺失" in page.locator("main").inner_text()
    assert page.locator("#table-candidates-leads").count() == 0
    page.locator("#ev-inferred").check()
    first = page.locator("#table-candidates-leads tbody tr").first
    assert "区应急管理局" in first.inner_text()
    taking_part = page.locator("#table-parts tbody tr > :first-child").all_inner_texts()
    assert not any("区应急管理局" in name for name in taking_part)
    assert "候选不是分工" in page.locator(".panel-candidate").inner_text()


def test_the_planner_finds_who_shares_work_with_a_unit_and_why(
    page: Page, seed_explorer: Path
) -> None:
    opened(page, seed_explorer, "#/overview")
    page.fill("#search", "zjj")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text("区住建局")
    partner = page.locator("#table-partners tbody tr").first
    partner.locator(".count-link").click()
    page.locator("#table-tasks").wait_for()
    assert len(listed(page)) == 1


def test_names_in_the_words_of_a_task_lead_to_their_pages(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "#/task/44")
    page.locator(".mark-project").first.click()
    page.locator("#table-tasks").wait_for()
    assert "(44)" in listed(page)


def test_every_link_of_a_page_leads_somewhere(page: Page, seed_explorer: Path) -> None:
    """No dead end: each address that the views link to opens a view of its own."""
    opened(page, seed_explorer, "")
    known = set(page.evaluate("[...views.keys()]"))
    linked: set[str] = set()
    lists = ("overview", "units", "tasks", "names", "findings", "targets")
    for view in (*lists, "unit/住建局", "task/9"):
        opened(page, seed_explorer, f"#/{quote(view)}?ev=inferred")
        linked |= set(
            page.evaluate(
                "[...document.querySelectorAll('main a[href^=\"#/\"], nav a')]"
                ".map((a) => a.getAttribute('href').slice(2).split(/[/?]/)[0])"
            )
        )
    assert linked - known == set()


@pytest.fixture(scope="module")
def long_plan(
    plan: Plan, source_text: str, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, int]:
    """The explorer of a plan with a thousand tasks."""
    again = [
        replace(task, id=f"{task.id}-{i}", number=f"{task.number}-{i}")
        for i in range(130)
        for task in plan.tasks
    ]
    many = replace(plan, tasks=(*plan.tasks, *again))
    return write_explorer(many, source_text, tmp_path_factory.mktemp("long")), len(many.tasks)


def test_a_long_table_fills_as_it_is_scrolled(page: Page, long_plan: tuple[Path, int]) -> None:
    explorer, tasks = long_plan
    opened(page, explorer, "#/tasks")
    assert page.locator("#table-tasks").get_attribute("aria-rowcount") == str(tasks + 1)
    assert len(listed(page)) < 500
    page.mouse.wheel(0, 1_000_000)
    last = page.locator(f"#table-tasks tr[aria-rowindex='{tasks + 1}']")
    last.wait_for()
    assert "8-129" in last.inner_text()


def test_a_long_table_is_printed_whole(page: Page, long_plan: tuple[Path, int]) -> None:
    explorer, tasks = long_plan
    opened(page, explorer, "#/tasks")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(listed(page)) == tasks
