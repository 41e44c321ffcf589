"""PDF files: ruled tables, page breaks, lines of text, and what cannot be read."""

import io
from collections.abc import Callable

import pytest
from pdfplumber import open as open_pdf
from PIL import Image as Picture
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Image, PageBreak, Table
from reportlab.platypus import Paragraph as Text

from remit.errors import UnreadableSource
from remit.read.blocks import Block, Grid, Paragraph
from remit.read.formats import content_of

PdfFile = Callable[..., bytes]
PdfTable = Callable[..., Table]

BODY = ParagraphStyle("body", fontName="STSong-Light", fontSize=10, leading=16, wordWrap="CJK")


def read(data: bytes) -> list[Block]:
    blocks, kind = content_of(data, "plan.pdf")
    assert kind == "pdf"
    assert isinstance(blocks, list)
    return blocks


def grids(data: bytes) -> list[Grid]:
    return [block for block in read(data) if isinstance(block, Grid)]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {c.text: (c.row, c.column, c.row_span, c.column_span) for c in grid.cells}


def test_lines_and_tables_keep_their_order_and_place(
    pdf_file: PdfFile, pdf_table: PdfTable
) -> None:
    before, grid, after = read(
        pdf_file(Text("通知", BODY), pdf_table([["1", "修路"], ["2", "架桥"]]), Text("落款", BODY))
    )
    assert isinstance(before, Paragraph)
    assert isinstance(grid, Grid)
    assert isinstance(after, Paragraph)
    assert (before.text, after.text) == ("通知", "落款")
    assert list(spans(grid)) == ["1", "修路", "2", "架桥"]
    assert before.place.startswith("page=1;box=78,")
    assert grid.cells[0].place.startswith("page=1;box=")


def test_a_larger_box_is_a_merged_cell(pdf_file: PdfFile, pdf_table: PdfTable) -> None:
    made = pdf_table(
        [["总表", "", ""], ["甲", "修路", "a"], ["", "架桥", "b"]],
        ("SPAN", (0, 0), (2, 0)),
        ("SPAN", (0, 1), (0, 2)),
    )
    assert spans(grids(pdf_file(made))[0]) == {
        "总表": (0, 0, 1, 3),
        "甲": (1, 0, 2, 1),
        "修路": (1, 1, 1, 1),
        "a": (1, 2, 1, 1),
        "架桥": (2, 1, 1, 1),
        "b": (2, 2, 1, 1),
    }


def test_a_cell_keeps_its_line_breaks(pdf_file: PdfFile, pdf_table: PdfTable) -> None:
    made = pdf_table([["优化营\n商环境", "区发改局"], ["x", "y"]])
    assert next(iter(spans(grids(pdf_file(made))[0]))) == "优化营\n商环境"


def test_a_table_over_two_pages_is_one_grid(pdf_file: PdfFile, pdf_table: PdfTable) -> None:
    rows = [["序号", "任务"], *[[str(n), f"任务{n}"] for n in range(1, 61)]]
    (grid,) = grids(pdf_file(pdf_table(rows)))
    assert (grid.rows, grid.columns) == (61, 2)
    assert [c.text for c in grid.cells] == [text for row in rows for text in row]
    assert {cell.place.split(";")[0] for cell in grid.cells} == {"page=1", "page=2"}


def test_a_header_repeated_on_the_next_page_is_left_out(
    pdf_file: PdfFile, pdf_table: PdfTable
) -> None:
    rows = [["序号", "任务"], *[[str(n), f"任务{n}"] for n in range(1, 61)]]
    (grid,) = grids(pdf_file(pdf_table(rows, repeat=1)))
    assert [c.text for c in grid.cells] == [text for row in rows for text in row]


def test_a_row_cut_by_the_page_break_is_one_row(pdf_file: PdfFile, pdf_table: PdfTable) -> None:
    first = pdf_table([["1", "修路。", "甲局"], ["2", "改造老旧小区和", "乙局"]])
    second = pdf_table([["", "街巷。", "丙局"], ["3", "建校。", "丁局"]])
    (grid,) = grids(pdf_file(first, PageBreak(), second))
    assert list(spans(grid)) == [
        *("1", "修路。", "甲局"),
        *("2", "改造老旧小区和\n街巷。", "乙局\n丙局"),
        *("3", "建校。", "丁局"),
    ]


def test_a_full_line_before_a_numbered_row_is_no_cut(
    pdf_file: PdfFile, pdf_table: PdfTable
) -> None:
    first = pdf_table([["1", "修路。", "甲局"], ["2", "改造老旧小区和", "乙局"]])
    second = pdf_table([["3", "街巷。", "丙局"], ["4", "建校。", "丁局"]])
    (grid,) = grids(pdf_file(first, PageBreak(), second))
    assert grid.rows == 4


def test_a_row_without_its_text_goes_on_with_the_one_above(
    pdf_file: PdfFile, pdf_table: PdfTable
) -> None:
    first = pdf_table([[f"({n})修路架桥", f"局{n}"] for n in range(1, 7)])
    second = pdf_table([["", "各街道"], ["(7)建校", "丁局"]])
    (grid,) = grids(pdf_file(first, PageBreak(), second))
    assert spans(grid)["局6\n各街道"] == (5, 1, 1, 1)
    assert spans(grid)["(7)建校"] == (6, 0, 1, 1)


def test_a_merged_cell_with_one_row_left_goes_on_in_a_column_that_is_always_filled(
    pdf_file: PdfFile, pdf_table: PdfTable
) -> None:
    first = pdf_table([[f"局{n}", f"任务{n}", ""] for n in range(1, 7)])
    second = pdf_table([["", "任务7", ""], ["局8", "任务8", ""]])
    (grid,) = grids(pdf_file(first, PageBreak(), second))
    assert spans(grid)["局6"] == (5, 0, 2, 1)
    assert [(c.row, c.row_span) for c in grid.cells if c.column == 2] == [(n, 1) for n in range(8)]


def test_words_printed_over_one_another_are_refused(pdf_file: PdfFile) -> None:
    style = [("FONT", (0, 0), (-1, -1), "STSong-Light", 10)]
    data = pdf_file(Table([["区发改局区财政局"], ["各街道各镇各园区"]], rowHeights=2, style=style))
    with pytest.raises(UnreadableSource, match=r"plan\.pdf.*page=1.*重叠.*over one another"):
        read(data)


def test_a_merged_cell_goes_on_after_the_page_break(pdf_file: PdfFile, pdf_table: PdfTable) -> None:
    first = pdf_table([["甲", "修路"], ["", "架桥"]], ("SPAN", (0, 0), (0, 1)))
    second = pdf_table([["", "建校"], ["", "种树"]], ("SPAN", (0, 0), (0, 1)))
    (grid,) = grids(pdf_file(first, PageBreak(), second))
    assert spans(grid)["甲"] == (0, 0, 4, 1)


def test_an_empty_cell_of_one_row_stays_empty_after_a_page_break(
    pdf_file: PdfFile, pdf_table: PdfTable
) -> None:
    first, second = pdf_table([["a", "修路"], ["b", "架桥"]]), pdf_table([["", "建校"], ["c", "d"]])
    (grid,) = grids(pdf_file(first, PageBreak(), second))
    assert spans(grid)["b"] == (1, 0, 1, 1)
    assert spans(grid)[""] == (2, 0, 1, 1)


def test_tables_of_other_columns_stay_apart(pdf_file: PdfFile, pdf_table: PdfTable) -> None:
    first, second = (
        pdf_table([["a", "b"], ["c", "d"]]),
        pdf_table([["e", "f", "g"], ["h", "i", "j"]]),
    )
    assert len(grids(pdf_file(first, PageBreak(), second))) == 2


def test_lines_of_one_paragraph_are_joined(pdf_file: PdfFile) -> None:
    sentence = "推进老旧小区改造和背街小巷整治，" * 8
    found = read(pdf_file(Text(sentence, BODY), Text("牵头单位：区住建局", BODY)))
    assert [b.text for b in found if isinstance(b, Paragraph)] == [sentence, "牵头单位：区住建局"]


def test_page_numbers_and_running_heads_are_left_out(pdf_file: PdfFile) -> None:
    parts: list[Flowable] = []
    for number in range(1, 5):
        parts += [Text("云溪区责任分解表", BODY), Text(f"第{number}章的任务", BODY)]
        parts += [Text(f"— {number} —", BODY), PageBreak()]
    found = read(pdf_file(*parts))
    assert [b.text for b in found if isinstance(b, Paragraph)] == [
        "云溪区责任分解表",
        *[f"第{number}章的任务" for number in range(1, 5)],
    ]


def test_progress_counts_the_pages(pdf_file: PdfFile) -> None:
    told: list[str] = []
    data = pdf_file(Text("一", BODY), PageBreak(), Text("二", BODY))
    content_of(data, "plan.pdf", lambda zh, en: told.append(f"{zh} {en}"))
    assert told == ["第 1 页，共 2 页 page 1 of 2", "第 2 页，共 2 页 page 2 of 2"]


def test_a_scanned_page_is_refused_with_advice(pdf_file: PdfFile) -> None:
    picture = io.BytesIO()
    Picture.new("RGB", (60, 80)).save(picture, "PNG")
    data = pdf_file(Text("通知", BODY), PageBreak(), Image(picture))
    with pytest.raises(UnreadableSource, match=r"plan\.pdf.*page=2.*扫描.*OCR.*Word"):
        read(data)


def test_an_encrypted_pdf_is_refused_with_advice(pdf_file: PdfFile) -> None:
    with pytest.raises(UnreadableSource, match=r"plan\.pdf.*密码.*encrypted"):
        read(pdf_file(Text("通知", BODY), encrypt="secret"))


def test_every_character_of_every_page_is_read(pdf_file: PdfFile, pdf_table: PdfTable) -> None:
    rows = [[str(n), f"任务{n}\n第二行", "区发改局"] for n in range(1, 80)]
    data = pdf_file(Text("通知全文", BODY), pdf_table(rows))
    with open_pdf(io.BytesIO(data)) as pdf:
        printed = sorted(c["text"] for page in pdf.pages for c in page.chars)
    cells = [c.text for grid in grids(data) for c in grid.cells]
    lines = [b.text for b in read(data) if isinstance(b, Paragraph)]
    assert sorted("".join([*cells, *lines]).replace("\n", "")) == printed
