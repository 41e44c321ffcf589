"""Hostile text stays text: sixty of them, as names and texts, through every kind of file."""

import csv
import io
from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import openpyxl
import pytest
from playwright.sync_api import Page
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from remit import build
from remit.views import write_explorer
from tests.views.hostile_texts import HOSTILE_TEXTS

pytestmark = pytest.mark.browser

HEAD = ["序号", "工作任务", "分管领导", "牵头单位", "配合单位"]
TABS = "[...views.values()].filter((view) => view.tab).map((view) => view.name)"
EVERYWHERE = """(text) => {
    for (const view of ['unit', 'leader', 'task', 'goal', 'place', 'project', text]) go(view, text);
    go('tasks', null, {unit: text, q: text, goal: text, ids: text, deadline: text, target: text});
    go('source', null, {at: text, from: text});
    go('targets', null, {indicator: text, 'targets-sort': text});
}"""
# Commas and the like part names; what is left must not do harm either.
ROWS = [
    [str(i), f"推进{text}建设项目{i}个", text, f"区{text}局", f"区财政局、{text}"]
    for i, text in enumerate(HOSTILE_TEXTS, 1)
]


def as_csv() -> bytes:
    saved = io.StringIO()
    csv.writer(saved).writerows([HEAD, *ROWS])
    return saved.getvalue().encode()


def as_text() -> bytes:
    lines = (" | ".join(" ".join(cell.split()) for cell in row) for row in [HEAD, *ROWS])
    return "\n".join(f"| {line} |" for line in lines).encode()


def as_page() -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in [HEAD, *ROWS]
    )
    return f"<meta charset=utf-8><h1>责任分解表</h1><table>{rows}</table>".encode()


def as_word() -> bytes:
    document, saved = docx.Document(), io.BytesIO()
    table = document.add_table(0, len(HEAD))
    for row in [HEAD, *ROWS]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.save(saved)
    return saved.getvalue()


def as_excel() -> bytes:
    workbook, saved = openpyxl.Workbook(), io.BytesIO()
    sheet = workbook.active
    assert sheet is not None
    for row in [HEAD, *ROWS]:
        sheet.append(["'" + cell if cell.startswith("=") else cell for cell in row])
    workbook.save(saved)
    return saved.getvalue()


def as_pdf() -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    saved = io.BytesIO()
    # A page wide enough for every text in one line: what is cut would do no harm.
    document = SimpleDocTemplate(saved, pagesize=(3300, 1400))
    table = Table([HEAD, *ROWS], colWidths=[60, *[770] * (len(HEAD) - 1)], repeatRows=1)
    font = ("FONT", (0, 0), (-1, -1), "STSong-Light", 8)
    table.setStyle(TableStyle([font, ("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    document.build([table])
    return saved.getvalue()


@pytest.mark.parametrize(
    ("ending", "made"),
    [
        ("csv", as_csv),
        ("txt", as_text),
        ("html", as_page),
        ("docx", as_word),
        ("xlsx", as_excel),
        ("pdf", as_pdf),
    ],
)
def test_hostile_texts_stay_texts_on_every_view(
    page: Page, tmp_path: Path, ending: str, made: Callable[[], bytes], complaints: list[str]
) -> None:
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    given = tmp_path / f"<img src=x onerror=window.__pwned=1>'\"&.{ending}"
    given.write_bytes(made())
    plan, text = build.understood(given)
    assert len(plan.tasks) >= len(HOSTILE_TEXTS) - 2
    (tmp_path / "<script>window.__pwned=1<").mkdir()
    (tmp_path / "<script>window.__pwned=1<" / "script>.csv").touch()
    explorer = write_explorer(plan, text, tmp_path)
    page.goto(explorer.as_uri())
    things = [
        *(
            (view, None)
            for view in page.evaluate("[...views.values()].filter((v) => v.tab).map((v) => v.name)")
        ),
        *(("task", task.id) for task in plan.tasks[:: len(plan.tasks) // 20]),
        *(("unit", agent.key) for agent in plan.agents[:: max(1, len(plan.agents) // 20)]),
        *(("place", named.key) for named in plan.named[:8]),
    ]
    for view, key in things:
        page.evaluate("([view, key]) => go(view, key, {ev: 'inferred', min: '0'})", [view, key])
    for word in ("<", "script", "onerror", "window"):
        page.fill("#search", word)
        page.evaluate("(q) => go('tasks', null, {q})", word)
    page.evaluate("setParams({lang: 'en', theme: 'dark'})")
    page.wait_for_timeout(200)
    assert complaints == []
    assert page.evaluate("window.__pwned") is None
    assert (
        page.evaluate("document.querySelectorAll('main script, main img, main iframe').length") == 0
    )


def test_a_hostile_address_is_only_text(
    page: Page, seed_explorer: Path, complaints: list[str]
) -> None:
    page.goto(seed_explorer.as_uri())
    for text in HOSTILE_TEXTS:
        page.evaluate(EVERYWHERE, text)
    assert complaints == []
    assert page.evaluate("window.__pwned") is None
