"""What surrounds every view: the address, evidence, languages, light, search."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from remit.model import Plan
from remit.views import write_explorer

pytestmark = pytest.mark.browser

VIEWS = (
    "overview",
    "units",
    "tasks",
    "targets",
    "names",
    "findings",
    "source",
    "goals",
    "unit/发改局",
    "leader/张一",
    "unit/各街道",
    "task/3",
    "goal/1",
)


def opened(page: Page, explorer: Path, address: str = "#/overview") -> Page:
    page.goto(explorer.as_uri() + address)
    page.locator("main h1").wait_for()
    return page


def heading(page: Page) -> str:
    return page.locator("main h1").inner_text()


@pytest.fixture
def small(written: Path) -> Path:
    return written / "index.html"


@pytest.mark.parametrize("level", ["stated", "inferred&min=0"])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_is_drawn_without_complaint_and_without_a_request(
    page: Page, small: Path, view: str, level: str, complaints: list[str]
) -> None:
    opened(page, small, f"#/{view}?ev={level}")
    assert complaints == []
    assert page.evaluate("window.__pwned") is None


def test_the_address_holds_the_whole_state_and_back_works(page: Page, small: Path) -> None:
    opened(page, small)
    page.get_by_role("link", name="任务", exact=True).first.click()
    page.fill("#filter-q", "停车")
    page.locator("#ev-inferred").check()
    page.locator("#language").click()
    copied = page.url
    shown = page.locator("main").inner_text()
    assert "lang=en" in copied
    assert "ev=inferred" in copied
    page.goto("about:blank")
    opened(page, small, copied[copied.index("#") :])
    assert page.locator("main").inner_text() == shown
    page.go_back()
    page.go_back()
    page.locator("main h1").wait_for()
    page.go_back()
    assert page.locator("html").get_attribute("data-lang") == "zh"
    page.go_back()
    assert page.locator("#ev-expanded").is_checked()
    page.go_back()
    assert page.url.endswith("#/overview")


def test_the_evidence_switch_says_what_each_level_adds_and_changes_the_tables(
    page: Page, small: Path
) -> None:
    opened(page, small, "#/units")
    labels = [" ".join(text.split()) for text in page.locator(".level").all_inner_texts()]
    assert labels == ["仅原文 11", "＋展开 +2", "＋推断 +0"]
    before = page.locator("#table-units tbody tr", has_text="东街街道").inner_text()
    page.locator("#ev-stated").check()
    after = page.locator("#table-units tbody tr", has_text="东街街道").inner_text()
    assert before.split()[2] == "1"
    assert after.split()[2] == "0"


def test_the_slider_takes_in_less_sure_inferences(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "#/tasks?ev=inferred&lost=leads")
    sure = page.locator(".holder-candidate").count()
    page.locator("#min").fill("0.1")
    assert "min=0.1" in page.url
    assert page.locator(".holder-candidate").count() > sure


def test_languages_change_in_place_and_names_stay(page: Page, small: Path) -> None:
    opened(page, small, "#/units")
    assert "单位 5 个" in page.locator("main").inner_text()
    page.locator("#language").click()
    text = page.locator("main").inner_text()
    assert "Units: 5" in text
    assert "区财政局" in text
    assert "单位 5 个" not in text
    assert page.locator("html").get_attribute("lang") == "en"


def test_light_and_dark(page: Page, small: Path) -> None:
    page.emulate_media(color_scheme="dark")
    opened(page, small)
    paper = "getComputedStyle(document.querySelector('.top')).backgroundColor"
    dark = page.evaluate(paper)
    page.locator("#theme").click()  # from "as the system" to light
    assert "theme=light" in page.url
    assert page.evaluate(paper) != dark


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("政局", "区财政局"),
        ("发展和改革", "区发改局"),
        ("czj", "区财政局"),
        ("qufagaiju", "区发改局"),
        ("零售总额", "消费品零售总额增长"),
        ("zhuyaomubiao", "主要目标"),
        ("没有这个", "没有找到"),
    ],
)
def test_search_finds_names_other_names_texts_and_pinyin(
    page: Page, small: Path, typed: str, found: str
) -> None:
    opened(page, small)
    page.fill("#search", typed)
    assert found in page.locator("#results li").first.inner_text()


def test_search_by_keyboard_opens_the_page_of_what_is_found(page: Page, small: Path) -> None:
    opened(page, small)
    page.focus("#search")
    page.keyboard.type("财政")
    page.keyboard.press("ArrowDown")
    active = page.locator("#search").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_have_text("区财政局")
    assert page.locator("#results").is_hidden()


def test_an_unknown_thing_is_said_to_be_unknown(page: Page, small: Path) -> None:
    opened(page, small, "#/unit/没有的局")
    assert heading(page) == "没有找到"
    assert "没有的局" in page.locator("main").inner_text()


@pytest.mark.parametrize(
    "address", ["#/%E0%A4%A", "#/nowhere", "#/tasks?min=x&ev=all&lang=fr", "#"]
)
def test_a_broken_address_opens_a_page(
    page: Page, small: Path, address: str, complaints: list[str]
) -> None:
    opened(page, small, address)
    assert complaints == []


@pytest.mark.parametrize("empty", ["tasks", "duties"])
def test_an_almost_empty_plan_has_all_its_views(
    page: Page, plan: Plan, source_text: str, tmp_path: Path, empty: str, complaints: list[str]
) -> None:
    bare = replace(plan, assignments=(), findings=())
    bare = replace(bare, tasks=(), goals=(), agents=()) if empty == "tasks" else bare
    explorer = write_explorer(bare, source_text, tmp_path)
    page.goto(explorer.as_uri())
    for view in page.evaluate("[...views.keys()]"):
        page.evaluate("(view) => go(view, null, {ev: 'inferred'})", view)
        assert heading(page)
    assert complaints == []


def test_tasks_of_later_attachments_are_called_so_in_both_languages(
    page: Page, small: Path
) -> None:
    opened(page, small, "#/task/2-1.1")
    assert heading(page) == "任务 附件2 (1.1)"
    page.locator("#language").click()
    assert heading(page) == "Task att. 2 (1.1)"


def test_back_leads_to_where_the_reader_was_on_the_page(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "#/tasks")
    link = page.locator("#table-tasks tbody th a").nth(60)
    link.scroll_into_view_if_needed()
    before = page.evaluate("window.scrollY")
    assert before > 500
    link.click()
    expect(page.locator(".task-text")).to_be_visible()
    assert page.evaluate("window.scrollY") == 0
    page.go_back()
    expect(page.locator("#table-tasks")).to_be_visible()
    assert abs(page.evaluate("window.scrollY") - before) < 50


def test_a_passage_is_in_sight_when_its_link_is_followed(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "#/task/70")
    page.locator("main .passage-link").first.click()
    expect(page.locator(".source mark").first).to_be_in_viewport()
