"""Small files, made by the same libraries as offices' programs use, and by hand where broken."""

import io
from collections.abc import Callable
from typing import Any

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl import Workbook
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, SimpleDocTemplate, Table

from bench.crafting import Parts, excel_of, word_of, zip_of

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))


@pytest.fixture
def packed() -> Callable[[Parts], bytes]:
    """Pack files into a zip."""
    return zip_of


@pytest.fixture
def word_xml() -> Callable[..., bytes]:
    """Make a Word file of the given body (in XML) and further parts."""
    return word_of


@pytest.fixture
def excel_xml() -> Callable[..., bytes]:
    """Make an Excel file whose only sheet, 附件1, holds the given XML."""
    return excel_of


@pytest.fixture
def word_file() -> Callable[[Callable[[Document], Any]], bytes]:
    """Make a Word file with python-docx: `fill` writes into it."""

    def make(fill: Callable[[Document], Any]) -> bytes:
        document, saved = docx.Document(), io.BytesIO()
        fill(document)
        document.save(saved)
        return saved.getvalue()

    return make


@pytest.fixture
def excel_file() -> Callable[[Callable[[Workbook], Any]], bytes]:
    """Make an Excel file with openpyxl: `fill` writes into it."""

    def make(fill: Callable[[Workbook], Any]) -> bytes:
        workbook, saved = openpyxl.Workbook(), io.BytesIO()
        fill(workbook)
        workbook.save(saved)
        return saved.getvalue()

    return make


@pytest.fixture
def pdf_file() -> Callable[..., bytes]:
    """Make a PDF of flowing parts, in a Chinese font that every reader knows."""

    def make(*parts: Flowable, encrypt: str | None = None) -> bytes:
        saved = io.BytesIO()
        SimpleDocTemplate(saved, pagesize=A4, encrypt=encrypt).build(list(parts))
        return saved.getvalue()

    return make


@pytest.fixture
def pdf_table() -> Callable[..., Table]:
    """Make a ruled table for a PDF; `styles` are reportlab's, such as SPAN."""

    def make(rows: list[list[str]], *styles: tuple[Any, ...], repeat: int = 0) -> Table:
        ruled = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
        font = ("FONT", (0, 0), (-1, -1), "STSong-Light", 10)
        return Table(rows, colWidths=90, style=[ruled, font, *styles], repeatRows=repeat)

    return make
