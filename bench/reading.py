"""Reading office files against the bare library that iterates over the same cells.

Prints Markdown tables. The library side does the least that gives the text of every cell:
no merged cells, no places, no limits. Both sides run in turn in fresh processes, whose
start and imports are not counted, except the process that Remit starts for a PDF. Figures
are medians. Then a workbook of 10,000 rows and a PDF of 1,000 pages, with the peak
memory of the process and of the one it starts. Nothing is asserted: seconds belong to a
machine, ratios travel better.
"""

import argparse
import io
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any, Final

CHECKOUT: Final = Path(__file__).resolve().parent.parent
COLUMNS: Final = ("序号", "目标名称", "工作标准", "分管领导", "牵头单位", "配合单位")
ROWS: Final = 1_000
LARGE: Final = 10_000
ROWS_A_PAGE: Final = 30
RUNS: Final = 5

OURS: Final = """
from remit.read.blocks import Grid
from remit.read.formats import content_of
def read(data):
    blocks, _ = content_of(data, NAME)
    return sum(len(block.cells) for block in blocks if isinstance(block, Grid))
"""
BARE: Final = {
    "docx": """
import docx
def read(data):
    tables = docx.Document(io.BytesIO(data)).tables
    return sum(len([c.text for c in row.cells]) for table in tables for row in table.rows)
""",
    "xlsx": """
import openpyxl
def read(data):
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    return sum(len([str(c.value) for c in row]) for row in sheet.iter_rows())
""",
    "html": """
from lxml import html
def read(data):
    cells = html.fromstring(data.decode()).iter("td")
    return sum(1 for cell in cells if cell.text_content() is not None)
""",
    "pdf": """
import pdfplumber
def read(data):
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        tables = [t for page in pdf.pages for t in page.extract_tables()]
        return sum(len(row) for table in tables for row in table)
""",
}
TIMED: Final = """
import json, resource, time
data = open(PATH, "rb").read()
read(SMALL)
start = time.perf_counter()
cells = read(data)
seconds = time.perf_counter() - start
own = int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0])
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([seconds, max(own, child) / 1024, cells]))
"""


def rows(count: int) -> list[list[str]]:
    """Return a header and `count` rows of a made-up plan."""
    return [
        list(COLUMNS),
        *(
            [
                str(number),
                f"目标{number % 7}",
                f"推进第{number}号老旧小区改造，年内完成{number % 90 + 10}%以上。",
                f"副区长{'甲乙丙丁'[number % 4]}",
                "区住建局",
                "区财政局、区发改局、各街道",
            ]
            for number in range(1, count + 1)
        ),
    ]


def word(table: list[list[str]]) -> bytes:
    """Return the table as a Word file."""
    import docx

    document, saved = docx.Document(), io.BytesIO()
    made = document.add_table(0, len(COLUMNS))
    template = made.add_row()
    for row in table:
        for cell, text in zip(template._tr.tc_lst, row, strict=True):  # noqa: SLF001
            cell.clear_content()
            cell.add_p().add_r().text = text
        made._tbl.append(json_copy(template._tr))  # noqa: SLF001
    made._tbl.remove(template._tr)  # noqa: SLF001
    document.save(saved)
    return saved.getvalue()


def json_copy(element: object) -> object:
    """Return a deep copy of an XML element."""
    from copy import deepcopy

    return deepcopy(element)


def excel(table: list[list[str]]) -> bytes:
    """Return the table as an Excel file."""
    import openpyxl

    workbook, saved = openpyxl.Workbook(write_only=True), io.BytesIO()
    sheet = workbook.create_sheet("附件1")
    for row in table:
        sheet.append(row)
    workbook.save(saved)
    return saved.getvalue()


def web(table: list[list[str]]) -> bytes:
    """Return the table as a web page with the attributes that editors leave."""
    style = 'class="cell" style="border: 1px solid; padding: 3pt" width="120"'
    lines = ["".join(f"<td {style}><p>{cell}</p></td>" for cell in row) for row in table]
    body = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return f'<html><meta charset="utf-8"><table>{body}</table></html>'.encode()


def pdf(table: list[list[str]]) -> bytes:
    """Return the table as a PDF of about 30 rows a page."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONT", (0, 0), (-1, -1), "STSong-Light", 8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
    ]
    saved = io.BytesIO()
    widths = [30, 60, 260, 60, 80, 150]
    parts: list[Flowable] = []
    for start in range(0, len(table), ROWS_A_PAGE):
        parts += [Table(table[start : start + ROWS_A_PAGE], widths, style=style), PageBreak()]
    SimpleDocTemplate(saved, pagesize=landscape(A4)).build(parts)
    return saved.getvalue()


def timed(program: str, path: Path, small: bytes) -> tuple[float, float, int]:
    """Return the seconds, the peak MiB and the number of cells of one reading."""
    setting = f"import io\nNAME, PATH, SMALL = {path.name!r}, {str(path)!r}, {small!r}\n"
    done = subprocess.run(
        [sys.executable, "-c", setting + program + TIMED],
        check=True,
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
    )
    seconds, memory, cells = json.loads(done.stdout)
    return seconds, memory, cells


def compare(kind: str, data: bytes, small: bytes, folder: Path, runs: int) -> str:
    """Return a table row: both times, their ratio, both peaks. Raises SystemExit if they differ."""
    path = folder / f"plan.{kind}"
    path.write_bytes(data)
    sides: tuple[list[float], list[float]] = ([], [])
    peaks: list[float] = [0.0, 0.0]
    counts = [0, 0]
    for _ in range(runs):
        for side, program in enumerate((OURS, BARE[kind])):
            seconds, memory, counts[side] = timed(program, path, small)
            sides[side].append(seconds)
            peaks[side] = max(peaks[side], memory)
    if counts[0] != counts[1]:
        raise SystemExit(f"{kind}: {counts[0]} cells here, {counts[1]} by the library")
    ours, bare = median(sides[0]), median(sides[1])
    return (
        f"| {kind} | {counts[0]} | {ours:.3f} | {bare:.3f} | {ours / bare:.2f} |"
        f" {peaks[0]:.0f} | {peaks[1]:.0f} |"
    )


def main() -> None:
    """Compare all formats and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--pages", type=int, default=1_000, help="pages of the large PDF")
    options = parser.parse_args()
    makers: dict[str, Callable[[list[list[str]]], bytes]] = {
        "docx": word,
        "xlsx": excel,
        "html": web,
        "pdf": pdf,
    }
    large = {"xlsx": LARGE, "pdf": options.pages * ROWS_A_PAGE - 1}
    head = "| format | cells | ours, s | library, s | ratio | ours, MiB | library, MiB |"
    with tempfile.TemporaryDirectory() as folder:
        for title, sizes, runs in (
            (f"{ROWS:,} rows", dict.fromkeys(makers, ROWS), options.runs),
            (f"{LARGE:,} rows; {options.pages} pages", large, 1),
        ):
            print(f"\n{title}\n\n{head}\n| --- |{' --- |' * 6}")
            for kind, size in sizes.items():
                make = makers[kind]
                row = compare(kind, make(rows(size)), make(rows(2)), Path(folder), runs)
                print(row, flush=True)


if __name__ == "__main__":
    main()
