"""Everybody can use it: by keyboard alone, with a screen reader, on paper."""

import hashlib
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Page, expect

VENDORED = Path(__file__).parent / "vendor"
AXE = VENDORED / "axe-4.14.1.min.js"

ADDRESSES = (
    "overview",
    "network",
    "matrix",
    "leaders",
    "load",
    "units",
    "pairs",
    "tasks",
    "tasks?unit=住建局",
    "targets",
    "names",
    "findings",
    "source?at=310-345",
    "goals",
    "unit/住建局",
    "leader/王旭锋",
    "task/44?ev=inferred",
    "goal/3",
)


def opened(page: Page, explorer: Path, address: str) -> Page:
    page.goto(f"{explorer.as_uri()}#/{address}")
    page.locator("main h1").wait_for()
    return page


def focused(page: Page) -> str:
    """The text of what has the focus."""
    text: str = page.evaluate("document.activeElement.innerText || document.activeElement.id")
    return text


def test_the_vendored_checker_is_the_one_its_page_names() -> None:
    digest = hashlib.sha256(AXE.read_bytes()).hexdigest()
    assert f"| `{AXE.name}`" in (text := (VENDORED / "README.md").read_text("utf-8"))
    assert digest in text


@pytest.mark.browser
@pytest.mark.parametrize("look", ["lang=zh&theme=light", "lang=en&theme=dark"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_serious(
    page: Page, seed_explorer: Path, address: str, look: str
) -> None:
    opened(page, seed_explorer, f"{address}{'&' if '?' in address else '?'}{look}")
    page.evaluate(AXE.read_text("utf-8"))  # past the policy of the page, which runs no other script
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [
        (violation["id"], violation["nodes"][0]["html"][:300], violation["nodes"][0]["any"][:1])
        for violation in found["violations"]
        if violation["impact"] in {"serious", "critical"}
    ] == []


@pytest.mark.browser
def test_a_planner_reaches_a_passage_by_keyboard_alone(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "overview")
    page.keyboard.press("Tab")
    assert focused(page) == "跳到内容"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "view"
    page.focus("#search")
    page.keyboard.type("zjj")
    page.keyboard.press("Enter")
    expect(page.locator("main h1")).to_be_focused()
    assert focused(page) == "区住建局"
    press_until(page, "(9)")
    page.keyboard.press("Enter")
    page.locator(".task-text").wait_for()
    press_until(page, "第 45 行")
    page.keyboard.press("Enter")
    page.locator(".source mark").first.wait_for()


def press_until(page: Page, text: str) -> None:
    """Press Tab until the focus is on this text, and is seen there."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if focused(page) == text:
            outline = "getComputedStyle(document.activeElement).outlineStyle"
            assert page.evaluate(outline) == "solid"
            return
    pytest.fail(f"the keyboard does not reach {text}")


@pytest.mark.browser
def test_the_evidence_is_chosen_by_keyboard(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "overview")
    page.focus("#ev-expanded")
    page.keyboard.press("ArrowRight")
    assert page.locator("#ev-inferred").is_checked()
    assert page.evaluate("document.activeElement.id") == "ev-inferred"
    page.focus("#min")
    page.keyboard.press("ArrowLeft")
    assert "min=0.45" in page.url
    assert page.evaluate("document.activeElement.id") == "min"


@pytest.mark.browser
def test_what_a_choice_changed_is_said(page: Page, seed_explorer: Path) -> None:
    opened(page, seed_explorer, "tasks")
    page.select_option("#filter-leader", label="王旭锋")
    assert page.get_by_role("status").first.text_content() == "任务 1 项（共 107 项）"


@pytest.mark.browser
def test_on_paper_the_page_says_what_was_believed_and_leaves_the_switches_out(
    page: Page, seed_explorer: Path
) -> None:
    opened(page, seed_explorer, "unit/住建局?ev=inferred&theme=dark")
    page.emulate_media(media="print")
    assert page.locator(".top").is_hidden()
    assert "含推断的分工（可信度 ≥ 50%）" in page.locator(".printed").inner_text()
    assert (
        page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(27, 37, 48)"
    )


@pytest.mark.browser
@pytest.mark.parametrize(
    ("address", "sheet"),
    [("unit/住建局", (595, 842)), ("tasks", (842, 595))],
    ids=["unit", "tasks"],
)
def test_it_prints_on_a4_with_the_heads_of_tables_on_every_sheet(
    page: Page, whole_explorer: Path, tmp_path: Path, address: str, sheet: tuple[int, int]
) -> None:
    printed = tmp_path / "printed.pdf"
    opened(page, whole_explorer, address)
    page.pdf(path=printed, prefer_css_page_size=True)
    with pdfplumber.open(printed) as document:
        assert {(round(s.width), round(s.height)) for s in document.pages} == {sheet}
        texts = ["".join((s.extract_text() or "").split()) for s in document.pages]
    assert len(texts) > 1
    assert all("任务" in text and "分管牵头配合" in text for text in texts[1:])


@pytest.mark.browser
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_sticks_out_of_the_screen(
    page: Page, seed_explorer: Path, address: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, seed_explorer, address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
