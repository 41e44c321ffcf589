"""The sample plan as a Word document: real tables with merged cells."""

from datetime import datetime
from io import BytesIO
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from scripts.samples.grid import WIDTH, grid
from scripts.samples.notice import FICTION, ISSUER, attachment_lines, notice_lines, notice_title
from scripts.samples.steady import steady_zip
from scripts.samples.table import SamplePlan, SampleTask

_WIDTHS: Final = (Mm(11), Mm(28), Mm(100), Mm(26), Mm(38), Mm(40), Mm(22))


def word(plan: SamplePlan) -> bytes:
    """Write the notice and a table for each attachment as DOCX."""
    document = _blank(plan)
    for place, line in enumerate(notice_lines(plan)):
        paragraph = document.add_paragraph(line)
        if place == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, tasks in plan.attachments():
        label, title = attachment_lines(plan, number)
        document.add_paragraph(label).paragraph_format.page_break_before = True
        document.add_paragraph(title).alignment = WD_ALIGN_PARAGRAPH.CENTER
        _add_table(document, tasks)
    _repeat_headers(document)
    packed = BytesIO()
    document.save(packed)
    return steady_zip(packed.getvalue())


def _blank(plan: SamplePlan) -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(16)
    normal = document.styles["Normal"]
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "宋体")
    normal.element.get_or_add_rPr().get_or_add_sz().val = Pt(10)
    about = document.core_properties
    about.title, about.subject, about.author = notice_title(plan), FICTION, ISSUER
    about.created = about.modified = datetime(plan.year, 3, 1)  # noqa: DTZ001 - the format has no zone
    return document


def _add_table(document: WordDocument, tasks: tuple[SampleTask, ...]) -> None:
    drawn = grid(tasks)
    table = document.add_table(drawn.rows, WIDTH, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = width
    # Row by row once: asking the table for each cell would walk all of it every time.
    cells = [row.cells for row in table.rows]
    for row in cells:
        for cell, width in zip(row, _WIDTHS, strict=True):
            cell.width = width
    for part in drawn.cells:
        cell = cells[part.row][part.column]
        if part.row_span > 1 or part.column_span > 1:
            cell = cell.merge(cells[part.last_row][part.last_column])
        for place, line in enumerate(part.lines):
            if place == 0:
                cell.paragraphs[0].text = line
            else:
                cell.add_paragraph(line)


def _repeat_headers(document: WordDocument) -> None:
    for table in document.element.body.iter(qn("w:tbl")):
        header = table.find(qn("w:tr"))
        header.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
