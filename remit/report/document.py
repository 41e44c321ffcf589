"""The paper as a Word document on A4.

Bars are drawn as shaded cells of a table: they print the same everywhere, and nothing has to
be converted to a picture.
"""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final, cast

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from remit.coordination import Figure
from remit.report.paper import CAUTION, HEADS, TITLE, Chart, Language, Paper

STATED: Final = "1F5A85"
EXPECTED: Final = "6FA3C8"
MOST: Final = "D6E4EE"
LEGIBLE: Final = ("1F5A85", "9FC1D9", "D3D7DB")
INK: Final = RGBColor(0x1D, 0x27, 0x33)
DARK: Final = RGBColor(0x1F, 0x5A, 0x85)
GREY: Final = RGBColor(0x5B, 0x66, 0x71)

_STEPS: Final = 30
"""Cells that a full bar is made of, joined to one a part."""

_LABEL: Final = Cm(4.8)
_STEP: Final = Cm(0.115)
_FIGURES: Final = (Cm(1.25), Cm(1.8), Cm(1.4), Cm(4.3))
_WIDTHS: Final = (_LABEL, *(_STEP,) * _STEPS, *_FIGURES)
_PAGE: Final = (Cm(21.0), Cm(29.7))
_MARGIN: Final = Cm(2)
_LATIN: Final = "Calibri"
_CHINESE: Final = "Microsoft YaHei"
_SPACE: Final = "\u00a0"
_WHOLE: Final = 100
"""Spaces that the bar of all tasks is made of."""
_WRITTEN: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed day: the same plan gives the same bytes."""


def as_document(paper: Paper, language: Language) -> bytes:
    """Return the document in one language."""
    word = Document()
    _set_up(word, paper, language)
    say = language.say
    notice = paper.plan.notice
    about = [paper.plan.title, notice.issuer, notice.issued.isoformat() if notice.issued else None]
    _grey(word.add_paragraph(" · ".join(part for part in about if part)))
    word.add_heading(say(TITLE), level=0)
    _grey(word.add_paragraph(say(CAUTION)))
    _numbers(word, paper, language)
    word.add_heading(say(HEADS["points"]).format(len(paper.points)), level=1)
    for headline, ground in paper.points:
        item = word.add_paragraph(style="List Number")
        head = item.add_run(say(headline))
        head.bold, head.font.color.rgb = True, DARK
        if say(ground):
            item.add_run(f" {say(ground)}")
    _unseen(word, paper, language)
    for place, chart in enumerate(chart for chart in paper.charts if chart.bars):
        heading = word.add_heading(say(chart.title), level=1)
        heading.paragraph_format.page_break_before = place == 0
        _grey(word.add_paragraph(say(chart.reading)))
        _grey(word.add_paragraph(say(HEADS["key"])))
        _bars(word, chart, language)
    word.add_heading(say(HEADS["method"]), level=1).paragraph_format.page_break_before = True
    for heading, text in paper.method:
        word.add_heading(say(heading), level=2)
        word.add_paragraph(say(text))
    written = io.BytesIO()
    word.save(written)
    return written.getvalue()


def _set_up(word: Word, paper: Paper, language: Language) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = _PAGE
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = Cm(2)
    for name, size in (("Normal", 10.5), ("Title", 20), ("Heading 1", 14), ("Heading 2", 11)):
        style = word.styles[name]
        style.font.size, style.font.name, style.font.color.rgb = Pt(size), _LATIN, INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if attribute.endswith("Theme"):
                del fonts.attrib[attribute]
        fonts.set(qn("w:eastAsia"), _CHINESE)
    word.styles["Normal"].paragraph_format.space_after = Pt(4)
    facts = word.core_properties
    facts.title = f"{language.say(TITLE)} · {paper.plan.title}"
    facts.author, facts.comments = "", ""
    facts.created = facts.modified = _WRITTEN
    facts.language = "zh-CN" if language is Language.CHINESE else "en"
    _page_number(section.footer.paragraphs[0])


def _page_number(paragraph: Paragraph) -> None:
    """Add the field that counts pages, which python-docx has no word for."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.element.append(_element("fldSimple", instr="PAGE"))


def _numbers(word: Word, paper: Paper, language: Language) -> None:
    table = word.add_table(rows=2, cols=len(paper.numbers))
    for column, (words, number) in enumerate(paper.numbers):
        _put(table.cell(0, column), language.say(words), grey=True)
        run = _put(table.cell(1, column), number)
        run.font.size, run.bold = Pt(16), True


def _bars(word: Word, chart: Chart, language: Language) -> None:
    """Add a table with a drawn bar and the figures in each row."""
    table = word.add_table(rows=1 + len(chart.bars), cols=len(_WIDTHS))
    table.autofit = False
    rows = [row.cells for row in table.rows]
    for cells in rows:
        for cell, width in zip(cells, _WIDTHS, strict=True):
            cell.width = width
    for column, width in enumerate(_WIDTHS):
        table.columns[column].width = width
    first = 1 + _STEPS
    for column, name in enumerate(("low", "expected", "high", "remark"), start=first):
        _put(rows[0][column], language.say(HEADS[name]), grey=True, right=name != "remark")
    for cells, bar in zip(rows[1:], chart.bars, strict=True):
        figure = bar.figure
        _put(cells[0], bar.label)
        _draw(cells[1:first], figure, chart.most)
        _put(cells[first], f"{figure.low:g}", right=True)
        _put(cells[first + 1], f"{figure.expected:.1f}", right=True)
        _put(cells[first + 2], f"{figure.high:g}", right=True)
        _put(cells[first + 3], language.say(bar.remark), grey=True)


def _draw(cells: Sequence[_Cell], figure: Figure, most: float) -> None:
    """Draw a bar of up to three parts, each as long as its value tells."""
    drawn = 0
    ends = [round(len(cells) * value / most) for value in (figure.stated, figure.expected)]
    ends += [max(1, round(len(cells) * figure.high / most)), len(cells)]
    for end, colour in zip(ends, (STATED, EXPECTED, MOST, None), strict=True):
        if end > drawn:
            part = cells[drawn].merge(cells[end - 1])
            properties = part.paragraphs[0].paragraph_format.element.getparent().get_or_add_tcPr()
            gap = {"val": "single", "sz": "24", "color": "FFFFFF"}  # sz in eighths of a point
            properties.append(_element("tcBorders", top=gap, bottom=gap))
            if colour:
                properties.append(_element("shd", val="clear", color="auto", fill=colour))
            none = {"w": "0", "type": "dxa"}
            properties.append(_element("tcMar", left=none, right=none))
            _put(part, "")
            drawn = end


def _element(name: str, **holds: str | dict[str, str]) -> BaseOxmlElement:
    """Return an element of WordprocessingML with attributes, and elements with theirs."""
    element = cast("BaseOxmlElement", OxmlElement(f"w:{name}"))
    for key, value in holds.items():
        if isinstance(value, str):
            element.set(qn(f"w:{key}"), value)
        else:
            element.append(_element(key, **value))
    return element


def _shade(run: Run, colour: str) -> None:
    shading = _element("shd", val="clear", color="auto", fill=colour)
    run.font.element.get_or_add_rPr().append(shading)


def _unseen(word: Word, paper: Paper, language: Language) -> None:
    say = language.say
    word.add_heading(say(HEADS["unseen"]), level=1)
    total = sum(count for _, count in paper.legibility) or 1
    line = word.add_paragraph()
    for (_, count), colour in zip(paper.legibility, LEGIBLE, strict=True):
        _shade(line.add_run(_SPACE * round(_WHOLE * count / total)), colour)
    key = word.add_paragraph()
    for (words, count), colour in zip(paper.legibility, LEGIBLE, strict=True):
        _shade(key.add_run(_SPACE * 4), colour)
        key.add_run(f" {say(words)} {count}    ")
    for words in paper.losses or (HEADS["nothing"],):
        word.add_paragraph(say(words), style="List Bullet")


def _put(cell: _Cell, text: str, *, grey: bool = False, right: bool = False) -> Run:
    """Write into a cell of a table, small and close."""
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run: Run = paragraph.add_run(text)
    run.font.size = Pt(8.5)
    if grey:
        run.font.color.rgb = GREY
    return run


def _grey(paragraph: Paragraph) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = GREY
