"""What the reader takes away: each file is read back by the tools it is made for."""

import csv
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import openpyxl
import pytest
from playwright.sync_api import Page

from remit.query import question
from remit.views.questions import BEHIND

pytestmark = pytest.mark.browser

PNG = b"\x89PNG\r\n\x1a\n"


def taken(page: Page, address: str, label: str, folder: Path) -> Path:
    """Open a view, choose what to take away, and return the file that was saved."""
    page.goto(address)
    page.locator("#takes").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=label).first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


@pytest.mark.parametrize("tie", ["newman", "shared", "depends"])
@pytest.mark.parametrize("ending", ["GEXF", "GraphML"])
def test_other_tools_read_the_network(
    page: Page, whole_explorer: Path, tmp_path: Path, tie: str, ending: str
) -> None:
    address = f"{whole_explorer.as_uri()}#/network?tie={tie}"
    path = taken(page, address, f"networkx） {ending}", tmp_path)
    graph = nx.read_gexf(path) if ending == "GEXF" else nx.read_graphml(path)
    ties = page.evaluate("chosenNetwork().ties.map((t) => [t.a, t.b, t.weight, t.evidence])")
    assert graph.is_directed() == (tie == "depends")
    assert graph.number_of_nodes() == page.evaluate("loads().size")
    assert graph.number_of_edges() == len(ties)
    for a, b, weight, evidence in ties:
        assert graph.edges[a, b]["weight"] == pytest.approx(weight)
        assert graph.edges[a, b]["evidence"] == evidence
    assert graph.nodes["住建局"]["label"] == "区住建局"
    assert graph.nodes["住建局"]["load"] == page.evaluate("loads().get('住建局').load")


def test_names_of_any_letters_stay_names_in_a_graph_file(
    page: Page, written: Path, tmp_path: Path
) -> None:
    address = f"{(written / 'index.html').as_uri()}#/network?ev=inferred&min=0"
    for ending, read in (("GEXF", nx.read_gexf), ("GraphML", nx.read_graphml)):
        graph = read(taken(page, address, f"networkx） {ending}", tmp_path))
        page.goto("about:blank")
        assert "<img src=x onerror" in graph.nodes["公安分局"]["label"]


@pytest.mark.parametrize("view", ["network", "matrix", "matrix?what=duties", "leaders", "load"])
def test_a_drawing_is_saved_as_lines_and_as_pixels(
    page: Page, seed_explorer: Path, tmp_path: Path, view: str, complaints: list[str]
) -> None:
    address = f"{seed_explorer.as_uri()}#/{view}"
    svg = taken(page, address, "图 SVG", tmp_path)
    root = ET.parse(svg).getroot()  # noqa: S314 (our own file)
    words = "".join(root.itertext())
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "区发改局" in words
    assert "http" not in svg.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    page.goto("about:blank")
    png = taken(page, address, "图 PNG", tmp_path).read_bytes()
    width = int.from_bytes(png[16:20], "big")
    assert png.startswith(PNG)
    assert width == pytest.approx(2 * float(root.attrib["width"]), abs=2)
    assert len(png) > 20_000  # more than an empty sheet
    assert complaints == []


def test_a_drawing_of_hostile_names_is_still_a_drawing(
    page: Page, written: Path, tmp_path: Path
) -> None:
    address = f"{(written / 'index.html').as_uri()}#/network?ev=inferred&min=0"
    root = ET.parse(taken(page, address, "图 SVG", tmp_path)).getroot()  # noqa: S314
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names == {"svg", "rect", "g", "path", "text"}


@pytest.mark.parametrize(
    "view", ["network", "matrix", "leaders", "load", "tasks", "units", "targets", "names"]
)
def test_a_table_is_the_same_for_excel_and_as_csv(
    page: Page, whole_explorer: Path, tmp_path: Path, view: str
) -> None:
    address = f"{whole_explorer.as_uri()}#/{view}"
    text = taken(page, address, "CSV", tmp_path).read_bytes().decode("utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    page.goto("about:blank")
    path = taken(page, address, "XLSX", tmp_path)
    assert zipfile.ZipFile(path).testzip() is None
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [["" if c is None else c for c in row] for row in sheet.iter_rows(values_only=True)]
    assert len(rows) > 5
    assert len(cells) == len(rows)
    for one, other in zip(rows, cells, strict=True):
        assert [each.removeprefix("'") for each in one] == [_printed(each) for each in other]


def test_no_cell_is_a_formula(page: Page, written: Path, tmp_path: Path) -> None:
    address = f"{(written / 'index.html').as_uri()}#/network"
    page.goto(address)
    hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", 'a"b', "a,b", "line\nbreak", -2]
    page.evaluate(
        "(row) => views.set('network', {...views.get('network'),"
        " takes: () => ({table: () => ({head: row.map((_, i) => `c${i}`), rows: [row]})})})",
        hostile,
    )
    page.evaluate("changed()")
    page.locator("#takes").click()
    saved = {}
    for label in ("CSV", "XLSX"):
        with page.expect_download() as download:
            page.get_by_role("button", name=label).last.click()
        saved[label] = tmp_path / f"hostile.{label.lower()}"
        download.value.save_as(saved[label])
    text = saved["CSV"].read_bytes().decode("utf-8-sig")
    [_, row] = csv.reader(io.StringIO(text, newline=""))
    assert row[:6] == [f"'{each}" for each in hostile[:6]]
    assert row[6:] == [str(each) for each in hostile[6:]]
    sheet = openpyxl.load_workbook(saved["XLSX"]).worksheets[0]
    cells = next(sheet.iter_rows(min_row=2))
    assert [cell.value for cell in cells] == hostile
    assert {cell.data_type for cell in cells} == {"s", "n"}


@pytest.mark.parametrize("view", ["network", "matrix", "leaders", "load", "unit/发改局"])
def test_the_question_behind_a_view_can_be_copied(
    page: Page, seed_explorer: Path, view: str
) -> None:
    page.goto(f"{seed_explorer.as_uri()}#/{view}")
    page.locator("#takes").click()
    name = BEHIND[view.split("/", maxsplit=1)[0]][0]
    shown = page.locator(".query").first
    shown.locator("summary").click()
    asked = question(name)
    sparql = "\n".join(line for line in asked.text.splitlines() if not line.startswith("#+"))
    assert shown.locator("pre").inner_text().strip() == sparql.strip()
    assert f"remit query {name}" in shown.locator("code").inner_text()
    shown.locator(".copy").click()
    shown.get_by_text("已复制").wait_for()


@pytest.mark.parametrize("view", ["network", "matrix?what=duties", "leaders", "load"])
def test_paper_gets_the_whole_drawing_in_ink(page: Page, seed_explorer: Path, view: str) -> None:
    page.goto(f"{seed_explorer.as_uri()}#/{view}{'&' if '?' in view else '?'}theme=dark")
    page.locator("main h1").wait_for()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    drawing = page.locator(".on-paper svg")
    assert drawing.is_visible()
    assert not page.locator(".drawn").first.is_visible()
    assert drawing.locator("rect").first.get_attribute("fill") == "#ffffff"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert drawing.count() == 0
    assert page.locator("html").get_attribute("data-theme") == "dark"


def _printed(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
