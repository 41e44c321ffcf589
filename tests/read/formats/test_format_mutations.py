"""Broken files: cut off, with bytes changed, doubled or lost. Each is read whole or refused.

REMIT_FUZZ sets how many broken files of each format are tried (200 unless set).
"""

import io
import os
import random
import signal
import subprocess
import sys
import zipfile
from collections.abc import Callable
from typing import Final

import pytest
from docx.document import Document
from openpyxl import Workbook
from reportlab.platypus import Table

from remit.errors import UnreadableSource
from remit.read.blocks import Block, Grid
from remit.read.formats import content_of, pdf_worker

ROUNDS: Final = int(os.environ.get("REMIT_FUZZ", "200"))
PAGE: Final = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><h1>通知</h1><table border=1>'
    "<tr><th>任务</th><th>牵头</th></tr><tr><td rowspan=2>修路</td><td>甲局<br>乙局</td></tr>"
    "<tr><td>丙局</td></tr></table><p>落款</p></body></html>"
)
TEXT: Final = "通知\n\n| 任务 | 牵头 |\n| --- | --- |\n| 修路 | 甲局 |\n牵头单位：区发改局\n"


def broken(data: bytes, chance: random.Random) -> bytes:
    """Return the file with one to eight faults."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(max(1, len(changed)))
        end = at + chance.choice((1, 2, 4, 16, 64))
        match chance.randrange(6):
            case 0:
                changed[at:end] = chance.randbytes(end - at)
            case 1:
                del changed[at:end]
            case 2:
                changed[at:at] = changed[at:end]
            case 3 if changed:
                changed[min(at, len(changed) - 1)] ^= 1 << chance.randrange(8)
            case 4:
                changed[at:at] = chance.choice(
                    (b"<", b"]]>", b"\x00", b"\xff", b"99999999999", b'"')
                )
            case 5 if chance.random() < 0.2:
                del changed[at:]
    return bytes(changed)


def broken_inside(data: bytes, chance: random.Random) -> bytes:
    """Return a zip that is whole, but for faults in one of its parts."""
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(saved, "w") as new:
        chosen = chance.choice(
            [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        )
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, broken(content, chance) if name == chosen else content)
    return saved.getvalue()


def check(content: list[Block] | str) -> None:
    """Check what every reader may rely on: cells inside the grid, none over another."""
    assert content
    for block in content if isinstance(content, list) else ():
        if isinstance(block, Grid):
            fields = [
                (row, column)
                for cell in block.cells
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            ]
            assert len(fields) == len(set(fields))
            assert all(row < block.rows and column < block.columns for row, column in fields)


def try_all(
    data: bytes, name: str, rounds: int, breaking: Callable[[bytes, random.Random], bytes] = broken
) -> None:
    check(content_of(data, name)[0])
    chance = random.Random(name)  # noqa: S311 (faults, not secrets)
    for number in range(rounds):
        spoilt = breaking(data, chance)
        try:
            check(content_of(spoilt, name)[0])
        except UnreadableSource as error:
            assert str(error).startswith(name), number
            assert " / " in str(error)


@pytest.fixture
def word(word_file: Callable[[Callable[[Document], object]], bytes]) -> bytes:
    def fill(document: Document) -> None:
        document.add_paragraph("通知", style="List Number")
        table = document.add_table(3, 3)
        for number, cell in enumerate(cell for row in table.rows for cell in row.cells):
            cell.text = f"第{number}格"
        table.cell(0, 0).merge(table.cell(0, 2))
        table.cell(1, 0).merge(table.cell(2, 0))

    return word_file(fill)


@pytest.fixture
def excel(excel_file: Callable[[Callable[[Workbook], object]], bytes]) -> bytes:
    def fill(workbook: Workbook) -> None:
        sheet = workbook.active
        assert sheet is not None
        sheet.append(["任务", "牵头", 0.5])
        sheet.append(["修路", "甲局", 45_000])
        sheet["C2"].number_format = "yyyy-mm-dd"
        sheet.merge_cells("A2:A4")

    return excel_file(fill)


@pytest.mark.parametrize("breaking", [broken, broken_inside])
def test_broken_word_files(word: bytes, breaking: Callable[..., bytes]) -> None:
    try_all(word, "broken.docx", ROUNDS, breaking)


@pytest.mark.parametrize("breaking", [broken, broken_inside])
def test_broken_excel_files(excel: bytes, breaking: Callable[..., bytes]) -> None:
    try_all(excel, "broken.xlsx", ROUNDS, breaking)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PAGE.encode(), "broken.html"),
        (PAGE.replace("utf-8", "gbk").encode("gb18030"), "gbk.html"),
        (TEXT.encode(), "broken.md"),
        (TEXT.encode("utf-16"), "utf16.txt"),
        ('任务,牵头\n"修\n路",甲局\n'.encode("gb18030"), "broken.csv"),
    ],
)
def test_broken_pages_and_texts(data: bytes, name: str) -> None:
    try_all(data, name, ROUNDS)


class ForkedWorker:
    """The process that reads a PDF, forked from this one, which has the libraries already.

    Stands in for `subprocess.Popen`: starting Python anew takes ten times as long as reading.
    """

    def __init__(self, command: list[str], **_: object) -> None:
        assert command[1:] == ["-m", "remit.read.formats.pdf_worker"]
        source, stdin = os.pipe()
        stdout, target = os.pipe()
        self.returncode: int | None = None
        self._pid = os.fork()
        if self._pid == 0:
            os.close(stdin)
            try:
                with open(source, "rb") as given, open(target, "w", encoding="utf-8") as written:  # noqa: PTH123
                    sys.stdin, sys.stdout = io.TextIOWrapper(given), written
                    pdf_worker.main()
            finally:
                os._exit(0)
        os.close(source)
        os.close(target)
        self.stdin = os.fdopen(stdin, "wb")
        self.stdout = os.fdopen(stdout, encoding="utf-8")

    def wait(self) -> int:
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])
        return self.returncode

    def kill(self) -> None:
        if self.returncode is None:
            os.kill(self._pid, signal.SIGKILL)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker is forked")
def test_broken_pdf_files(
    pdf_file: Callable[..., bytes],
    pdf_table: Callable[..., Table],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(subprocess, "Popen", ForkedWorker)
    data = pdf_file(pdf_table([["任务", "牵头"], ["修路", "甲局"]]))
    try_all(data, "broken.pdf", ROUNDS)
